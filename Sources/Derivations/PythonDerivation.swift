package import ContentHash
package import PackageMetadata
package import Planning

/// A `buildPythonPackage` derivation made from a planned package, in the dialect of its nixpkgs.
package struct PythonDerivation: Sendable {
  let package: PlannedPackage
  let build: BuildDetails
  /// Requirements that a check of installed distributions would not find, as upstream spells them.
  let removedRequirements: [String]
  /// Attributes of extras that nixpkgs' own package has, which others of its packages select.
  let keptExtras: [String: [String]]
  let dialect: Dialect
  let urlOnly: Bool
  let native: PythonNativeInputs
  /// The hashes of repositories that crates are of, by name and version of a crate.
  let crateHashes: [String: ContentHash]
  /// Attributes of packages of the plan whose C libraries a wheel may link to, sorted.
  let libraryPackages: [String]
  let libraryPaths: RuntimeLibraryPaths

  /// The derivation of a decision and its build, as far as that is known; `urlOnly` forbids
  /// `fetchPypi`.
  package init(
    _ package: PlannedPackage, _ build: BuildDetails, removedRequirements: [String],
    keptExtras: [String: [String]] = [:], dialect: Dialect, urlOnly: Bool = false,
    native: PythonNativeInputs = PythonNativeInputs(), crateHashes: [String: ContentHash] = [:],
    libraryPackages: [String] = [], libraryPaths: RuntimeLibraryPaths = RuntimeLibraryPaths()
  ) {
    self.keptExtras = keptExtras
    self.package = package
    self.build = build
    self.removedRequirements = removedRequirements
    self.dialect = dialect
    self.urlOnly = urlOnly
    self.native = native
    self.crateHashes = crateHashes
    self.libraryPackages = libraryPackages
    self.libraryPaths = libraryPaths
  }

  /// What the overlay holds.
  package var derivation: Derivation {
    let call = NixExpression.apply(
      .python("buildPythonPackage"), .set(bindings, isRecursive: true))
    return Derivation(
      id: package.id, attribute: package.attribute,
      comment: DerivationComment.lines(for: package),
      expression: dialect.takesFinalAttributes ? call.referring(by: "finalAttrs") : call,
      files: lockFile.map { [$0] } ?? [])
  }

  /// The fetcher that the source uses, and its expression.
  package var fetch: FetchExpression? {
    FetchExpression.python(
      sources: build.sources, pname: package.id.name, version: package.version,
      dialect: dialect, urlOnly: urlOnly)
  }

  private var bindings: [NixBinding] {
    var result: [NixBinding] = [
      .value("pname", .string(package.id.name)),
      .value("version", .string(package.version)),
      format,
    ]
    if let fetch { result.append(.value("src", fetch.expression, startsGroup: true)) }
    if let root = build.sources.first?.artifact.checkout?.sourceRoot { result.append(root) }
    result += environment
    if let cargo = build.cargo, !build.isWheel { result += rust(cargo) }
    result += preparation
    result += requirements
    if let postInstall { result.append(postInstall) }
    if let searchPaths { result.append(searchPaths) }
    if let stripping { result.append(stripping) }
    result += checks
    if let metadata = package.metadata,
      let meta = DerivationMeta(
        metadata: metadata, ecosystem: package.id.ecosystem, dialect: dialect,
        isCompiledElsewhere: build.isWheel && build.hints.contains("native"),
        platforms: build.platforms,
        mainProgram: build.programs.count == 1 ? build.programs.first : nil,
        priorityRank: build.fixes.priorityRank
      ).binding
    {
      result.append(meta)
    }
    return result
  }

  private var format: NixBinding {
    if build.isWheel { return .value("format", .string("wheel")) }
    if dialect.hasPyproject { return .value("pyproject", .boolean(true)) }
    return .value("format", .string(build.hasBuildSystem ? "pyproject" : "setuptools"))
  }

  /// What is done to the source before it is built.
  private var preparation: [NixBinding] {
    if build.isWheel { return [] }
    let option = dialect.hasBuildSystem ? "--replace-fail" : "--replace"
    var commands = build.fixes.substitutions.map {
      "substituteInPlace \($0.file) \(option) '\($0.old)' '\($0.new)'"
    }
    commands += build.fixes.droppedKeys.map { "sed -i 's/^\($0) *=/#&/' pyproject.toml" }
    if build.fixes.hasOldVersioneer {
      commands.append(
        "sed -i 's/SafeConfigParser/RawConfigParser/; s/readfp(/read_file(/' versioneer.py")
    }
    if build.fixes.parsesWithPip { commands.append(Self.parsingWithoutPip) }
    if build.fixes.optimisesBytecode { commands.append("sed -i 's/^optimize/#&/' setup.cfg") }
    // The paths are of letters, digits and `._-/` alone.
    commands += build.fixes.remade.map { source in
      let command = (["cython"] + source.options + [source.path]).joined(separator: " ")
      return source.mayFail ? "{ \(command) || true; }" : command
    }
    guard !commands.isEmpty else { return [] }
    return [
      .value("postPatch", .string(commands.joined(separator: " && ")), startsGroup: true)
    ]
  }

  /// Replaces in a setup.py what it takes from pip, whose requirements have had other attributes since its
  /// release 20, by what reads the lines of a file itself.
  static let parsingWithoutPip: String = {
    let kept = "if l.strip() and l.strip()[0] not in \"#-\""
    let members =
      "\"req\": property(str), \"requirement\": property(str), \"link\": None, \"url\": None"
    let line = "type(\"Line\", (str,), {\(members)})(l.split(\" #\")[0].strip())"
    let parser = "lambda path, *_, **__: [\(line) for l in open(path) \(kept)]"
    let from = "from pip[._a-z]* import"
    return "sed -i 's/\(from) parse_requirements.*/parse_requirements = \(parser)/; "
      + "s/pip[.]req[.]parse_requirements/(\(parser))/g; "
      + "s/\(from) PipSession.*/PipSession = dict/; s/pip[.]download[.]PipSession/dict/g' setup.py"
  }()

  /// What puts the paths of C libraries and programs in the place of their names.
  private var postInstall: NixBinding? {
    let lines = libraryPaths.lines + build.fixes.calledPrograms.map(Self.substitution)
    if lines.isEmpty { return nil }
    return .value(
      "postInstall", lines.count == 1 ? .interpolation(lines[0]) : .script(lines),
      startsGroup: true)
  }

  private static func substitution(of program: CalledProgram) -> [NixExpression.StringPart] {
    [
      .text(
        "find $out -path '*/\(program.file)' -exec sed -i 's#\(program.before)\"\(program.name)\"#\(program.before)\""
      ),
      .expression(
        .apply(.packages("lib", "getBin"), .select(.scope(.packages), program.attribute))),
      .text("/bin/\(program.name)\"#' {} +"),
    ]
  }

  /// What lets autoPatchelfHook find the C libraries of other wheels.
  private var searchPaths: NixBinding? {
    guard build.isWheel, build.hints.contains("native"), !libraryPackages.isEmpty,
      let isLinux = SystemCondition.expression(.linux)
    else { return nil }
    let parts = libraryPackages.flatMap { attribute -> [NixExpression.StringPart] in
      [.text(attribute == libraryPackages.first ? "" : " "), .expression(.python(attribute))]
    }
    return .value(
      "preFixup",
      .apply(
        .apply(.packages("lib", "optionalString"), isLinux),
        .interpolation([.text("addAutoPatchelfSearchPath ")] + parts)), startsGroup: true)
  }

  /// What keeps a strip of before binutils 2.41 from breaking what auditwheel changed ("ELF load command
  /// address/offset not page-aligned").
  private var stripping: NixBinding? {
    guard build.isWheel, build.hints.contains("native"), !dialect.hasBuildSystem else { return nil }
    return .value("dontStrip", .boolean(true), startsGroup: true)
  }

  private var requirements: [NixBinding] {
    var result: [NixBinding] = []
    let native = NativeTools(build, self.native, beside: package.needs.dependencies)
    if dialect.hasBuildSystem {
      if !build.buildSystem.isEmpty {
        result.append(
          .value("build-system", references(build.buildSystem), startsGroup: true))
      }
      if !native.tools.isEmpty {
        result.append(
          .value("nativeBuildInputs", SystemCondition.list(native.tools), startsGroup: true))
      }
    } else {
      var tools = SystemCondition.entries(build.buildSystem)
      tools += native.tools
      let needsHook = !relaxedNames.isEmpty || !removedRequirements.isEmpty
      if needsHook, dialect.relaxation == .hook {
        tools.append((.all, .python("pythonRelaxDepsHook")))
      }
      if !tools.isEmpty {
        result.append(
          .value("nativeBuildInputs", SystemCondition.list(tools), startsGroup: true))
      }
    }
    if !native.libraries.isEmpty {
      result.append(
        .value("buildInputs", SystemCondition.list(native.libraries), startsGroup: true))
    }
    if !native.ignoredLibraries.isEmpty {
      result.append(
        .value(
          "autoPatchelfIgnoreMissingDeps", .list(native.ignoredLibraries.map { .string($0) }),
          startsGroup: true))
    }
    // Hooks that come along with what it needs take phases that nothing else has set.
    let brought = build.fixes.broughtTools
    if native.stopsCMake || brought.contains("cmake") {
      result.append(.value("dontUseCmakeConfigure", .boolean(true), startsGroup: true))
    }
    if build.isWheel, brought.contains("ninja") {
      result.append(.value("dontUseNinjaBuild", .boolean(true), startsGroup: true))
    }
    if native.stopsMeson {
      result.append(.value("dontUseMesonConfigure", .boolean(true), startsGroup: true))
    }
    if native.stopsQt {
      result.append(.value("dontUseQmakeConfigure", .boolean(true), startsGroup: true))
      result.append(.value("dontWrapQtApps", .boolean(true)))
    }
    // maturin's hook builds by itself and checks nothing.
    let usesMaturin = build.cargo != nil && build.fixes.programs.contains("maturin")
    var flags = self.native.mesonDefinitions.map { "-Csetup-args=\($0)" }
    if build.fixes.skipsRequirementCheck, !usesMaturin {
      flags.insert("--skip-dependency-check", at: 0)
    }
    if !flags.isEmpty, !build.isWheel, dialect.hasBuildSystem {
      result.append(
        .value("pypaBuildFlags", .list(flags.map { .string($0) }), startsGroup: true))
    }
    if !relaxedNames.isEmpty, dialect.relaxation != .none {
      result.append(
        .value(
          "pythonRelaxDeps", .list(relaxedNames.map { .string($0) }), startsGroup: true))
    }
    if !removedRequirements.isEmpty, dialect.relaxation != .none {
      result.append(
        .value(
          "pythonRemoveDeps", .list(removedRequirements.map { .string($0) }),
          startsGroup: true))
    }
    if !package.needs.dependencies.isEmpty {
      var binding = NixBinding.value(
        dialect.hasDependencies ? "dependencies" : "propagatedBuildInputs",
        references(package.needs.dependencies), startsGroup: true)
      let undeclared = package.needs.dependencies.filter {
        build.fixes.undeclared.contains($0.id)
      }
      if !undeclared.isEmpty {
        let names = Set(undeclared.map(\.attribute)).sorted().joined(separator: ", ")
        binding.comment = ["imported, though not declared: \(names)"]
      }
      for need in package.needs.dependencies {
        guard let importer = build.fixes.forgotten[need.id] else { continue }
        binding.comment.append(
          "imported by \(importer.name), though not its dependency: \(need.attribute)")
      }
      result.append(binding)
    }
    result += optionalDependencies
    return result
  }

  private var relaxedNames: [String] {
    Array(Set(package.relaxed.map(\.writtenName))).sorted()
  }

  private var optionalDependencies: [NixBinding] {
    guard dialect.hasOptionalDependencies else { return [] }
    var extras = package.needs.optional.mapValues(references)
    for (name, attributes) in keptExtras where extras[name] == nil {
      extras[name] = .list(attributes.map { .python($0) })
    }
    guard !extras.isEmpty else { return [] }
    let bindings = extras.sorted { $0.key < $1.key }.map { NixBinding.value($0.key, $0.value) }
    return [
      .value("optional-dependencies", .set(bindings, isRecursive: false), startsGroup: true)
    ]
  }

  private var checks: [NixBinding] {
    var result: [NixBinding] = []
    if !build.isWheel {
      // An sdist's own tests need inputs that no metadata names.
      result.append(.value("doCheck", .boolean(false), startsGroup: true))
    }
    if !build.fixes.namespaces.isEmpty {
      // Elsewhere a file of the same name may be installed, and one of them hides the other.
      result.append(
        .value(
          "pythonNamespaces", .list(build.fixes.namespaces.map { .string($0) }),
          startsGroup: true))
    }
    let names = package.checkedImportNames(of: build)
    if !names.isEmpty, dialect.hasImportsCheck {
      result.append(
        .value(
          "pythonImportsCheck", .list(names.map { .string($0) }),
          startsGroup: true))
    }
    return result
  }

  private func references(_ dependencies: [PlannedDependency]) -> NixExpression {
    SystemCondition.list(SystemCondition.entries(dependencies))
  }
}

extension Checkout {
  /// The directory that is built, where that is not the repository's own; fetchers unpack to `source`.
  var sourceRoot: NixBinding? {
    subdirectory.map { .value("sourceRoot", .string("source/\($0)")) }
  }
}

extension SystemCondition {
  /// References to the python set, sorted by attribute.
  static func entries(
    _ dependencies: [PlannedDependency]
  ) -> [(systems: SystemSet, value: NixExpression)] {
    var seen: Set<PlannedDependency> = []
    return dependencies.filter { seen.insert($0).inserted }
      .sorted { ($0.attribute, $0.systems.rawValue) < ($1.attribute, $1.systems.rawValue) }
      .map { ($0.systems, .python($0.attribute)) }
  }
}
