import TOML

/// What a `pyproject.toml` says about building (PEP 518, PEP 517) and of requirements (PEP 621).
struct PyProjectFile: Equatable {
  /// Whether there is a `[build-system]` table.
  var hasBuildSystem = false
  var backend: String?
  /// The build requirements, as written.
  var requires: [String] = []
  /// Whether the backend is part of the archive.
  var hasBackendPath = false
  /// The requirements of `[project]`, those of extras among them; nil if the table is not there
  /// or says that they are made when building.
  var dependencies: [SectionedRequirement]?
  /// The names of the extras, those without requirements too.
  var extras: [String] = []
  var requiresPython: String?
  /// Classifiers that there may be new ones of, where the backend refuses those that it does not know.
  var classifiers: [String] = []

  /// Nothing said.
  init() {}

  /// Reads a file.
  ///
  /// - Throws: The sentence that says what is wrong with it.
  init(_ file: [UInt8]) throws(Failure) {
    let table: TOMLTable
    do throws(TOMLTable.Failure) {
      table = try TOMLTable.parse(file)
    } catch {
      throw Failure(reason: "line \(error.line): \(error.reason)")
    }
    if let buildSystem = table.table("build-system") {
      hasBuildSystem = true
      backend = buildSystem.string("build-backend")
      requires = buildSystem.strings("requires")
      hasBackendPath = !buildSystem.strings("backend-path").isEmpty
      if backend?.hasPrefix("hatchling") == true {
        let hatch = table.table("tool")?.table("hatch")?.table("build")
        let known = Set(requires)
        requires += Self.hatchRequirements(hatch).filter { !known.contains($0) }
      }
      if backend?.hasPrefix("scikit_build_core") == true {
        let names = Set(requires.map { $0.prefix { $0 == "-" || $0 == "_" || $0.isLetter } })
        requires += Self.providers(table.table("tool")?.table("scikit-build")?.table("metadata"))
          .filter { !names.contains($0[...]) }
      }
    }
    if let project = table.table("project") { read(project) }
    if backend?.hasPrefix("hatchling") == true {
      let kinds = ["Environment :: ", "Framework :: ", "Programming Language :: "]
      let named = table.table("project")?.strings("classifiers") ?? []
      classifiers = named.filter { name in
        kinds.contains { name.hasPrefix($0) } && name.utf8.count < 200
          && !name.utf8.contains(UInt8(ascii: "\""))
      }
    }
  }

  /// Why a file cannot be read.
  struct Failure: Error {
    let reason: String
  }

  /// What hatchling asks for besides `requires` when a wheel is made: requirements of the build and
  /// of its hooks.
  private static func hatchRequirements(_ build: TOMLTable?) -> [String] {
    guard let build else { return [] }
    var result: [String] = []
    for part in [build, build.table("targets")?.table("wheel")].compactMap(\.self) {
      result += part.strings("dependencies")
      let hooks = part.table("hooks")
      for hook in hooks?.values.keys.sorted() ?? [] {
        guard let table = hooks?.table(hook) else { continue }
        // Such a hook runs only where the environment asks for it.
        if case .scalar("false")? = table.values["enable-by-default"] { continue }
        result += table.strings("dependencies")
      }
    }
    var seen: Set<String> = []
    return result.filter { seen.insert($0).inserted }
  }

  /// What scikit-build-core asks for besides `requires`: the packages of its providers of metadata.
  private static func providers(_ metadata: TOMLTable?) -> [String] {
    let packages = [
      "scikit_build_core.metadata.fancy_pypi_readme": "hatch-fancy-pypi-readme",
      "scikit_build_core.metadata.setuptools_scm": "setuptools-scm",
    ]
    guard let metadata else { return [] }
    return Set(
      metadata.values.keys.compactMap { field in
        metadata.table(field)?.string("provider").flatMap { packages[$0] }
      }
    ).sorted()
  }

  private mutating func read(_ project: TOMLTable) {
    let dynamic = project.strings("dynamic")
    if !dynamic.contains("requires-python") { requiresPython = project.string("requires-python") }
    guard !dynamic.contains("dependencies"), !dynamic.contains("optional-dependencies") else {
      return
    }
    var result = project.strings("dependencies").map { SectionedRequirement(text: $0) }
    if let optional = project.table("optional-dependencies") {
      extras = optional.values.keys.sorted()
      for extra in extras {
        result += optional.strings(extra).map { SectionedRequirement(text: $0, extra: extra) }
      }
    }
    dependencies = result
  }
}
