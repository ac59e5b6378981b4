import NativeBuild
import PackageMetadata
import PythonSource
import TOML

extension SdistScan {
  /// Crates that tell what a build of Rust calls or links to, beside those named `*-sys`.
  private static let tellingCrates: Set<String> = [
    "bindgen", "cmake", "openssl-src", "pkg-config", "prost-build", "tonic-build",
  ]
  /// Crates that call protoc, and those that do without it or bring it.
  private static let protocolCrates: Set<String> = ["prost-build", "tonic-build"]
  private static let ownCompilers: Set<String> = [
    "protobuf-src", "protoc-bin-vendored", "protox",
  ]

  /// Takes what the files say of tools and C libraries that the build needs.
  func takeNative(into record: inout SdistRecord, _ hints: inout Set<String>) {
    let backend = record.project?.backend
    let asked = Set(
      ((record.project?.requires ?? []) + record.configuredBuild).compactMap {
        (try? Requirement(parsing: $0))?.id.name
      })
    var mentioned = NativeMentionsOfScripts(self, backend: backend)
    // Scripts make a configure script only where there is none.
    if mentioned.hints.remove("tool:autogen") != nil, !native.hasConfigure {
      mentioned.hints.insert("tool:autoreconf")
    }
    if mentioned.callsConfigure {
      // A configure script that is there has libtool's part in it.
      let isMade = mentioned.hints.contains("tool:autoreconf")
      mentioned.hints.formUnion(
        native.autoconfHints.filter { isMade || $0 != "tool:libtool" })
    }
    if mentioned.callsMake { mentioned.hints.formUnion(native.makeHints) }
    let buildsWith = { (name: String) in asked.contains(name) || mentioned.requires(name) }
    let usesCMake =
      backend?.hasPrefix("scikit_build_core") == true
      || backend?.hasPrefix("py_build_cmake") == true
      || ["cmake", "scikit-build", "scikit-build-core", "py-build-cmake"].contains(
        where: buildsWith)
      || mentioned.hints.contains("tool:cmake")
    let usesMeson =
      backend == "mesonpy" || buildsWith("meson") || mentioned.hints.contains("tool:meson")
    if usesCMake { hints.formUnion(["cmake", "builds:cmake"]) }
    if usesMeson { hints.formUnion(["meson", "builds:meson"]) }
    hints.formUnion(
      native.hints(
        cmake: usesCMake ? cmakeUse(mentioned) : nil,
        meson: usesMeson ? mesonUse(mentioned) : nil, headers: mentioned.headers))
    hints.formUnion(mentioned.hints)
    if backend == "sipbuild.api" { hints.formUnion(bindingHints(asked)) }
    let missing = missingCythonSources()
    let isAsked = asked.contains("cython")
    record.obstacles += (missing.lost + (isAsked ? missing.madeBefore : [])).prefix(1).map(
      BuildObstacle.missingFile)
    // A script that has setuptools-rust needs it, whatever asks for it.
    if mentioned.usesRust { hints.insert("setuptools-rust") }
    if mentioned.usesCython || mentioned.buildsExtensions && hasUntranslatedCython,
      hints.contains("cython"), missing.madeBefore.isEmpty
    {
      hints.insert("cythonize")
    }

    let usesMaturin = backend == "maturin" || buildsWith("maturin")
    if usesMaturin {
      // Cargo compiles what crates bring along, and crates say what they link to.
      hints = hints.filter { !$0.hasPrefix("include:") }
    }
    guard usesMaturin || buildsWith("setuptools-rust") || mentioned.usesRust else {
      // What another language has of the project is not built.
      if usesCMake || usesMeson { hints.remove("rust") }
      return
    }
    guard !native.cargo.isEmpty else { return }
    hints.formUnion(native.cargoHints)
    let manifest = usesMaturin ? maturinManifest : extensionManifest ?? mentioned.manifest
    do {
      let (build, crates) = try native.cargo.build(
        manifest: manifest, features: tools?.table("maturin")?.strings("features") ?? [])
      record.cargo = build
      // Some bring along what others call.
      let hasOwnCompiler = crates.contains { Self.ownCompilers.contains($0) }
      for crate in crates where crate.hasSuffix("-sys") || Self.tellingCrates.contains(crate) {
        if hasOwnCompiler, Self.protocolCrates.contains(crate) { continue }
        hints.insert("crate:\(crate)")
      }
    } catch {
      record.obstacles.append(.cargo(error.problem))
    }
  }

  private var tools: TOMLTable? {
    guard let pyProject, let table = try? TOMLTable.parse(pyProject) else { return nil }
    return table.table("tool")
  }

  /// How scikit-build-core, or the scripts, use CMake.
  private func cmakeUse(_ mentioned: NativeMentionsOfScripts) -> NativeScan.Use {
    var use = NativeScan.Use()
    use.words = mentioned.words
    use.definitions = mentioned.definitions
    // Both generations of scikit-build set it.
    use.definitions["SKBUILD"] = "2"
    let settings = tools?.table("scikit-build")
    let cmake = settings?.table("cmake")
    use.directory = (cmake?.string("source-dir") ?? mentioned.sourceDirectory).map(Self.directory)
    if let define = cmake?.table("define") {
      for name in define.keys.prefix(200) {
        use.definitions[name] = .some(
          define.string(name) ?? define.boolean(name).map { $0 ? "ON" : "OFF" })
      }
    }
    for text in cmake?.strings("args") ?? [] { Self.take(definition: text, into: &use) }
    return use
  }

  /// How meson-python, or the scripts, use Meson.
  private func mesonUse(_ mentioned: NativeMentionsOfScripts) -> NativeScan.Use {
    var use = NativeScan.Use()
    use.words = mentioned.words
    use.definitions = mentioned.definitions
    let arguments = tools?.table("meson-python")?.table("args")
    for text in arguments?.strings("setup") ?? [] { Self.take(definition: text, into: &use) }
    return use
  }

  private static func take(definition text: String, into use: inout NativeScan.Use) {
    guard text.hasPrefix("-D"), let equals = text.firstIndex(of: "=") else { return }
    let name = text[..<equals].dropFirst(2).prefix { $0 != ":" }
    use.definitions[String(name)] = String(text[text.index(after: equals)...])
  }

  /// A path of a directory without what it may begin and end with.
  private static func directory(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  /// What bindings of SIP to Qt's libraries need (PyQt-builder, `qmake-QT`).
  private func bindingHints(_ asked: Set<String>) -> Set<String> {
    guard asked.contains("pyqt-builder"), let bindings = tools?.table("sip")?.table("bindings")
    else { return [] }
    // The generation is that of the PyQt that it needs to run.
    let isQt5 = pyProject.map { Self.mentions($0, "PyQt5") } == true
    let generation = isQt5 ? "qt5" : "qt6"
    var hints: Set<String> = ["tool:\(generation)-qmake"]
    for name in bindings.keys.prefix(50) {
      for module in bindings.table(name)?.strings("qmake-QT") ?? [] {
        hints.insert("\(generation):\(module)")
      }
    }
    return hints
  }

  /// The path of a backend that the archive has itself (`backend-path`).
  fileprivate func ownBackend(_ backend: String?) -> String? {
    guard let backend, let pyProject,
      let table = try? TOMLTable.parse(pyProject).table("build-system")
    else { return nil }
    let module = backend.prefix { $0 != ":" }.split(separator: ".").joined(separator: "/")
    return table.strings("backend-path").prefix(10).lazy.flatMap { place in
      let folder = Self.directory(place)
      let path = folder.isEmpty ? module : "\(folder)/\(module)"
      return [path + ".py", path + "/__init__.py"]
    }.first { code[$0] != nil }
  }

  private static func mentions(_ text: [UInt8], _ word: String) -> Bool {
    let word = Array(word.utf8)
    return text.count >= word.count
      && text.indices.dropLast(word.count - 1).contains { text[$0...].starts(with: word) }
  }

  private var maturinManifest: String? { tools?.table("maturin")?.string("manifest-path") }

  private var extensionManifest: String? {
    let rust = tools?.table("setuptools-rust")
    let tables = (rust?.tables("ext-modules") ?? []) + (rust?.tables("bins") ?? [])
    return tables.lazy.compactMap { $0.string("path") }.first
  }
}

/// What setup.py and the scripts beside it say.
private struct NativeMentionsOfScripts {
  var hints: Set<String> = []
  /// The headers in code that stands in strings.
  var headers: Set<String> = []
  var manifest: String?
  var usesRust = false
  var usesCython = false
  /// Whether setup.py has extension modules at all.
  var buildsExtensions = false
  var definitions: [String: String?] = [:]
  var words: Set<String> = []
  var sourceDirectory: String?
  var callsMake = false
  var callsConfigure = false
  private var requirements: Set<String> = []

  init(_ scan: SdistScan, backend: String?) {
    // Other backends do not run it.
    let runsScript =
      backend == nil || backend?.contains("setuptools") == true || backend?.hasPrefix("_") == true
      || backend?.hasPrefix("poetry") == true
      || scan.setupScript != nil && backend?.contains(".") != true
    let notRun = ["maturin", "mesonpy", "scikit_build_core.build", "hatchling.build"]
    let ownBackend = scan.ownBackend(backend)
    guard runsScript || ownBackend != nil, !notRun.contains(backend ?? "") else { return }
    var texts: [[UInt8]] = []
    if let script = scan.setupScript {
      texts.append(script)
      buildsExtensions = ["ext_modules", "Extension(", "numpy.distutils"].contains {
        SdistScan.contains(script, $0)
      }
    }
    var extra: Set<String> = []
    if let ownBackend {
      // It may stand in a package of several modules.
      let folder = ownBackend.split(separator: "/").dropLast()
      extra.formUnion(
        scan.code.keys.filter { path in
          path == ownBackend
            || !folder.isEmpty && path.split(separator: "/").dropLast().elementsEqual(folder)
        })
    }
    for path in scan.code.keys where !path.contains("/") && path != "setup.py" {
      if path.contains("build") || path.hasPrefix("setup") || path.hasPrefix("_setup") {
        extra.insert(path)
      }
    }
    for text in texts {
      let mentions = NativeMentions(text)
      extra.formUnion(mentions.scripts)
      extra.formUnion(scan.code.keys.filter { Self.runs($0, mentions, text) })
    }
    if texts.contains(where: { SdistScan.contains($0, "numpy.distutils") }) {
      // Each package has a script of its own, which that of the package around it takes in.
      extra.formUnion(scan.code.keys.filter { $0.hasSuffix("/setup.py") }.sorted().prefix(40))
    }
    texts += extra.sorted().prefix(60).compactMap { scan.code[$0] }
    for text in texts {
      // cffi compiles what its script has in strings.
      headers.formUnion(NativeScan.headers(inScript: text))
      let mentions = NativeMentions(text)
      hints.formUnion(mentions.hints)
      manifest = manifest ?? mentions.manifests.first
      headers.formUnion(mentions.headers)
      definitions.merge(mentions.definitions) { first, other in first == other ? first : nil }
      self.words.formUnion(mentions.words)
      sourceDirectory = sourceDirectory ?? mentions.sourceDirectory
      callsMake = callsMake || mentions.callsMake
      callsConfigure = callsConfigure || mentions.callsConfigure
      let words = Set(mentions.names)
      if words.contains("RustExtension") || words.contains("setuptools_rust") { usesRust = true }
      if words.contains("Cython") || words.contains("cythonize") { usesCython = true }
      for (word, name) in [("skbuild", "scikit-build"), ("pybind11", "pybind11")]
      where words.contains(word) { requirements.insert(name) }
    }
  }

  /// Whether setup.py takes in a module that stands beside it, or names a script that builds
  /// (`os.path.join("ffi", "build.py")`).
  private static func runs(_ path: String, _ mentions: NativeMentions, _ text: [UInt8]) -> Bool {
    let parts = path.split(separator: "/")
    guard let name = parts.last, parts.count <= 2 else { return false }
    if parts.count == 2 {
      return name.hasPrefix("build") && parts.allSatisfy { mentions.words.contains(String($0)) }
    }
    let module = name.dropLast(".py".utf8.count)
    return ["import \(module)", "from \(module) import"].contains { words in
      SdistScan.contains(text, words)
    }
  }

  func requires(_ name: String) -> Bool { requirements.contains(name) }
}
