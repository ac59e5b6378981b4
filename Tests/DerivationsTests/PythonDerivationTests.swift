import ContentHash
import PackageMetadata
import Planning
import Testing
import Versions

@testable import Derivations

/// What a planned Python package comes to, as the bindings of its derivation.
@Suite struct PythonDerivationTests {
  /// A file of a package, for some systems.
  static func source(_ fileName: String, _ systems: SystemSet = .all) -> PlannedSource {
    let kind: Artifact.Kind = WheelName(fileName).map { .wheel($0) } ?? .sdist
    return PlannedSource(
      artifact: Artifact(
        fileName: fileName, url: "https://files.pythonhosted.org/packages/\(fileName)", kind: kind),
      systems: systems)
  }

  private static func bindings(
    _ build: BuildDetails, _ dialect: Dialect = .modern, libraryPackages: [String] = [],
    native: PythonNativeInputs = PythonNativeInputs()
  ) -> [String: NixExpression] {
    let package = PlannedPackage(
      id: .pypi("foo"), version: "1.0", action: .import, isRequested: true, attribute: "foo",
      reason: .missing, metadata: ReleaseMetadata(requirements: .known([]), provenance: ""),
      build: build)
    let derivation = PythonDerivation(
      package, build, removedRequirements: [], dialect: dialect, native: native,
      libraryPackages: libraryPackages
    ).derivation
    return values(derivation.expression)
  }

  /// The values of a set, or of the one that a function is applied to, by name.
  private static func values(_ expression: NixExpression?) -> [String: NixExpression] {
    switch expression {
    case .apply(_, .set(let bindings, _)), .set(let bindings, _):
      var result: [String: NixExpression] = [:]
      for binding in bindings {
        if case .value(let path, let value) = binding.content {
          result[path.joined(separator: ".")] = value
        }
      }
      return result
    default: return [:]
    }
  }

  @Test func `hooks that come along with what it needs take no phase of its own`() {
    var fixes = BuildFixes()
    fixes.broughtTools = ["cmake", "ninja"]
    let wheel = Self.bindings(
      BuildDetails(sources: [Self.source("foo-1.0-py3-none-any.whl")], fixes: fixes))
    #expect(wheel["dontUseNinjaBuild"] == .boolean(true))
    #expect(wheel["dontUseCmakeConfigure"] == .boolean(true))
    // A build of a source has a phase of its own.
    let sdist = Self.bindings(
      BuildDetails(sources: [Self.source("foo-1.0.tar.gz")], fixes: fixes))
    #expect(sdist["dontUseNinjaBuild"] == nil)
    #expect(sdist["dontUseCmakeConfigure"] == .boolean(true))
    let plain = Self.bindings(BuildDetails(sources: [Self.source("foo-1.0-py3-none-any.whl")]))
    #expect(plain["dontUseNinjaBuild"] == nil && plain["dontUseCmakeConfigure"] == nil)
  }

  @Test func `what gives way in an environment has a lower priority`() {
    var fixes = BuildFixes()
    fixes.priorityRank = 2
    let source = Self.source("foo-1.0-py3-none-any.whl")
    let written = Self.bindings(BuildDetails(sources: [source], fixes: fixes))
    #expect(
      written["meta"]
        == .set([.value("priority", .integer(7))], isRecursive: false))
    #expect(Self.bindings(BuildDetails(sources: [source]))["meta"] == nil)
  }

  @Test func `namespaces of several distributions have no file of their own`() {
    var fixes = BuildFixes()
    fixes.namespaces = ["google", "google.cloud"]
    let written = Self.bindings(
      BuildDetails(
        sources: [Self.source("foo-1.0.tar.gz")], importNames: ["google.cloud.foo"], fixes: fixes))
    #expect(written["pythonNamespaces"] == .list([.string("google"), .string("google.cloud")]))
    let plain = Self.bindings(BuildDetails(sources: [Self.source("foo-1.0.tar.gz")]))
    #expect(plain["pythonNamespaces"] == nil)
  }

  @Test(arguments: [
    ("foo-1.0-cp39-cp39-manylinux_2_17_x86_64.whl", ["native"], Dialect.legacy, true),
    ("foo-1.0-cp39-cp39-manylinux_2_17_x86_64.whl", ["native"], .modern, false),
    ("foo-1.0-py3-none-any.whl", [], .legacy, false), ("foo-1.0.tar.gz", [], .legacy, false),
  ])
  func `machine code of others is not stripped by old tools`(
    file: String, hints: [String], dialect: Dialect, isKept: Bool
  ) {
    let written = Self.bindings(
      BuildDetails(sources: [Self.source(file)], hints: hints), dialect)
    #expect(written["dontStrip"] == (isKept ? .boolean(true) : nil))
  }

  @Test func `C code is made anew by Cython`() {
    var fixes = BuildFixes()
    fixes.remade = [
      RemadeSource(path: "a/b.pyx", options: ["-2", "--cplus"]),
      RemadeSource(path: "c.pyx", options: [], mayFail: true),
    ]
    fixes.optimisesBytecode = true
    let written = Self.bindings(
      BuildDetails(sources: [Self.source("foo-1.0.tar.gz")], fixes: fixes))
    #expect(
      written["postPatch"]
        == .string(
          "sed -i 's/^optimize/#&/' setup.cfg && cython -2 --cplus a/b.pyx && { cython c.pyx || true; }"
        ))
    let wheel = Self.bindings(
      BuildDetails(sources: [Self.source("foo-1.0-py3-none-any.whl")], fixes: fixes))
    #expect(wheel["postPatch"] == nil)
  }

  @Test func `a script reads requirements without pip`() throws {
    var fixes = BuildFixes()
    fixes.parsesWithPip = true
    let written = Self.bindings(
      BuildDetails(sources: [Self.source("foo-1.0.tar.gz")], fixes: fixes))
    guard case .string(let command)? = written["postPatch"] else {
      Issue.record("no postPatch")
      return
    }
    let parts = command.split(separator: "'", omittingEmptySubsequences: false)
    #expect(parts.count == 3 && parts[0] == "sed -i " && parts[2] == " setup.py")
    // Each replaces one line by another, in which nothing is special to sed.
    let scripts = try #require(parts.dropFirst().first).split(separator: "; ")
    #expect(scripts.count == 4 && !command.contains("\\") && !command.contains("&"))
    for script in scripts { #expect(script.split(separator: "/").first == "s") }
  }

  @Test func `only machine code of others is said to be from elsewhere`() {
    func provenance(_ file: String, _ hints: [String], _ dialect: Dialect = .modern)
      -> NixExpression?
    {
      let build = BuildDetails(sources: [Self.source(file)], hints: hints)
      return Self.values(Self.bindings(build, dialect)["meta"])["sourceProvenance"]
    }
    let wheel = "foo-1.0-cp313-cp313-manylinux_2_17_x86_64.whl"
    #expect(
      provenance(wheel, ["native"])
        == .list([.packages("lib", "sourceTypes", "binaryNativeCode")]))
    #expect(provenance("foo-1.0-py3-none-any.whl", []) == nil)
    #expect(provenance("foo-1.0.tar.gz", ["native"]) == nil)
    #expect(provenance(wheel, ["native"], .legacy) == nil)
  }

  @Test(
    arguments: [
      (SystemSet.all, nil), (.linux, NixExpression.packages("lib", "platforms", "linux")),
      (.darwin, .packages("lib", "platforms", "darwin")),
      ([.x86_64Linux], .list([.string("x86_64-linux")])),
    ] as [(SystemSet, NixExpression?)])
  func `platforms are those that there are files for`(systems: SystemSet, expected: NixExpression?)
  {
    let build = BuildDetails(
      sources: [Self.source("foo-1.0-cp313-cp313-macosx_11_0_arm64.whl", systems)])
    #expect(Self.values(Self.bindings(build)["meta"])["platforms"] == expected)
  }

  @Test func `a wheel finds the C libraries of other wheels`() {
    let wheel = Self.source("foo-1.0-cp313-cp313-manylinux_2_17_x86_64.whl")
    let written = Self.bindings(
      BuildDetails(sources: [wheel], hints: ["native"]), libraryPackages: ["one", "two"])
    #expect(
      written["preFixup"]
        == .apply(
          .apply(
            .packages("lib", "optionalString"), .packages("stdenv", "hostPlatform", "isLinux")),
          .interpolation([
            .text("addAutoPatchelfSearchPath "), .text(""), .expression(.python("one")),
            .text(" "), .expression(.python("two")),
          ])))
    #expect(Self.bindings(BuildDetails(sources: [wheel], hints: ["native"]))["preFixup"] == nil)
  }

  @Test(arguments: [
    (["native"], nil), (["native", "libraries"], NixExpression.list([.string("*")])),
    (["libraries"], nil),
  ])
  func `parts of a wheel that brings libraries may lack what only they need`(
    hints: [String], expected: NixExpression?
  ) {
    let wheel = Self.source("foo-1.0-cp313-cp313-manylinux_2_17_x86_64.whl")
    let written = Self.bindings(BuildDetails(sources: [wheel], hints: hints))
    #expect(written["autoPatchelfIgnoreMissingDeps"] == expected)
  }

  @Test func `a program that is called at import has its path`() {
    var fixes = BuildFixes()
    fixes.calledPrograms = [
      CalledProgram(file: "foo/run.py", before: "run(", name: "node", attribute: ["nodejs"])
    ]
    let written = Self.bindings(
      BuildDetails(sources: [Self.source("foo-1.0.tar.gz")], fixes: fixes))
    guard case .interpolation(let parts)? = written["postInstall"] else {
      Issue.record("no postInstall")
      return
    }
    #expect(
      parts == [
        .text("find $out -path '*/foo/run.py' -exec sed -i 's#run(\"node\"#run(\""),
        .expression(.apply(.packages("lib", "getBin"), .packages("nodejs"))),
        .text("/bin/node\"#' {} +"),
      ])
  }

  @Test func `C libraries that code opens by names in variables are found in a table`() {
    var fixes = BuildFixes()
    fixes.libraries = ["magic", "libsodium.so.23"].compactMap(RuntimeLibrary.init)
    fixes.namedLibraries = ["archive", "asound", "mystery"].compactMap(RuntimeLibrary.init)
    let paths = RuntimeLibraryPaths(fixes) { ["file", "libarchive", "alsaLib"].contains($0) }
    #expect(paths.missing == ["libsodium.so.23"])
    let lines = paths.lines.map { line in
      line.map { part in
        switch part {
        case .text(let text): text
        case .expression(.apply(_, .select(_, let attribute))):
          attribute.joined(separator: ".")
        case .expression: ".so"
        }
      }.joined()
    }
    #expect(
      lines == [
        "libraries=\"{"
          + ["archive", "asound", "libarchive", "libarchive.so", "libasound", "libasound.so"].map {
            $0.contains("archive")
              ? "'\($0)': 'libarchive/lib/libarchive.so'" : "'\($0)': 'alsaLib/lib/libasound.so'"
          }.joined(separator: ", ") + "}\"",
        "find $out -name '*.py' -exec sed -i -E \\",
        #"  -e "s#(ctypes[.]util[.]|util[.])?_?find_library[(]['\"]magic['\"][)]#'file/lib/libmagic.so'#g" \"#,
        #"  -e "s#(CDLL|LoadLibrary|dlopen)[(]['\"]magic['\"]#\1('file/lib/libmagic.so'#g" \"#,
        #"  -e "/^ *(async|class|def|from|import) /b" \"#,
        #"  -e "s#(^|[^A-Za-z0-9_.])((ctypes[.]util[.]|util[.])?_?find_library)[(]([^'\") ])#\1(lambda name: $libraries.get(name) or \2(name))(\4#g" \"#,
        #"  -e "s#(^|[^A-Za-z0-9_.])(([A-Za-z0-9_]+[.])*(CDLL|LoadLibrary|dlopen))[(]([^'\") ])#\1(lambda name, *rest, **more: \2($libraries.get(name, name), *rest, **more))(\5#g" \"#,
        "  {} +",
      ])
  }

  @Test func `variables of a build are in env where the tree has it`() throws {
    let hash = try ContentHash(sha256: [UInt8](repeating: 0, count: 32))
    let source = Artifact(
      fileName: "foo-1.0.tar.gz", url: "https://github.com/a/b/archive/c.tar.gz", kind: .sdist,
      checkout: Checkout(
        fetch: .github(owner: "a", repository: "b"), repository: "https://github.com/a/b",
        commit: "c", reference: nil, asked: nil, subdirectory: nil, hash: hash))
    let build = BuildDetails(
      sources: [PlannedSource(artifact: source, systems: .all)],
      buildSystem: [
        PlannedDependency(id: .pypi("setuptools-scm"), attribute: "setuptools-scm", systems: .all)
      ])
    let name = "SETUPTOOLS_SCM_PRETEND_VERSION"
    #expect(Self.values(Self.bindings(build)["env"]) == [name: .string("1.0")])
    #expect(Self.bindings(build)[name] == nil)
    #expect(Self.bindings(build, .legacy)[name] == .string("1.0"))
  }

  @Test func `what CMake, Meson and Cargo are told`() {
    var native = PythonNativeInputs()
    native.cmakeDefinitions = ["-DUSE_SYSTEM_Z=ON", "-DX=ON"]
    native.mesonDefinitions = ["-Dsystem-z=true"]
    native.libraries = ["openssl"]
    native.darwinLibraries = ["llvmPackages.openmp"]
    native.hasOldPolicies = true
    var fixes = BuildFixes()
    fixes.skipsRequirementCheck = true
    fixes.hasNewClassifiers = true
    let build = BuildDetails(
      sources: [Self.source("foo-1.0.tar.gz")], hints: ["crate:openssl-src"], fixes: fixes)
    let written = Self.bindings(build, native: native)
    #expect(
      Self.values(written["env"]) == [
        "CMAKE_ARGS": .string("-DUSE_SYSTEM_Z=ON -DX=ON"), "OPENSSL_NO_VENDOR": .string("1"),
        "CMAKE_POLICY_VERSION_MINIMUM": .string("3.5"),
        "HATCH_METADATA_CLASSIFIERS_NO_VERIFY": .string("1"),
      ])
    #expect(
      written["pypaBuildFlags"]
        == .list([.string("--skip-dependency-check"), .string("-Csetup-args=-Dsystem-z=true")]))
    #expect(
      written["buildInputs"]
        == SystemCondition.list([
          (.all, .packages("openssl")), (.darwin, .packages("llvmPackages", "openmp")),
        ]))
    let old = Self.bindings(build, .legacy, native: native)
    #expect(old["CMAKE_ARGS"] == .string("-DUSE_SYSTEM_Z=ON -DX=ON"))
    #expect(old["pypaBuildFlags"] == nil && old["CMAKE_POLICY_VERSION_MINIMUM"] == nil)
    let wheel = BuildDetails(sources: [Self.source("foo-1.0-py3-none-any.whl")])
    #expect(Self.bindings(wheel, native: native)["env"] == nil)
  }

  @Test func `where the tree takes it, a function of the final attributes is written`() throws {
    let hash = try ContentHash(sha256: [UInt8](repeating: 0, count: 32))
    let artifact = Artifact(
      fileName: "foo-1.0.tar.gz", url: "https://files.pythonhosted.org/packages/foo-1.0.tar.gz",
      kind: .sdist, sha256: hash)
    let build = BuildDetails(sources: [PlannedSource(artifact: artifact, systems: .all)])
    let package = PlannedPackage(
      id: .pypi("foo"), version: "1.0", action: .import, isRequested: true, attribute: "foo",
      reason: .missing, build: build)
    func expression(_ dialect: Dialect) -> NixExpression {
      PythonDerivation(package, build, removedRequirements: [], dialect: dialect).derivation
        .expression
    }
    func inherited(_ expression: NixExpression) -> NixBinding.Content? {
      guard case .apply(_, .set(let bindings, _))? = Self.values(expression)["src"] else {
        return nil
      }
      return bindings.first?.content
    }
    var dialect = Dialect.modern
    let old = expression(dialect)
    #expect(inherited(old) == .inherit(["pname", "version"]))
    dialect.takesFinalAttributes = true
    let new = expression(dialect)
    guard case .apply(.select, .lambda("finalAttrs", .set(let bindings, isRecursive: false))) = new
    else {
      Issue.record("\(new)")
      return
    }
    #expect(
      inherited(.apply(.name("f"), .set(bindings, isRecursive: false)))
        == .inheritFrom("finalAttrs", ["pname", "version"]))
    #expect(new.referring(by: nil) == old)
    #expect(new.referring(by: "self").referring(by: "finalAttrs") == new)
    #expect(NixExpression.string("x").referring(by: "self") == .string("x"))
  }
}
