import Basics
import PackageMetadata
import PythonSource

/// What the code of a package needs besides what its metadata names, found by simulating its import.
struct ImportNeeds: Sendable {
  /// What was found of one package.
  struct Found: Hashable, Sendable {
    /// Packages that bring what it imports and does not declare, sorted.
    var needed: [PackageID] = []
    var obstacle: CodeObstacle?
    /// Modules that nothing is known to bring.
    var unknown: [String] = []
    /// Whether an import of it reads Django's settings, which only a project has.
    var needsSettings = false
  }

  let memory: PlanMemory
  let minor: Int

  init(memory: PlanMemory) {
    self.memory = memory
    minor = memory.inventory.pythonTarget.minor
  }

  /// Plays the import of a package.
  ///
  /// - Parameters:
  ///   - graph: What its code imports.
  ///   - roots: The names that a user may import; the graph's own where nil.
  ///   - closure: What is installed with it.
  ///   - brought: The dotted names that packages of the closure are known to be imported by.
  ///   - optional: What its metadata names as optional.
  ///   - provides: Whether a module of another package has a name that is taken from it.
  ///   - release: The version of the package that a module is of, where that is known.
  /// - Returns: What lacks, and what keeps it from being imported.
  func found(
    _ graph: ImportGraph, roots: [String]? = nil, closure: Set<PackageID>, brought: Set<String>,
    optional: Set<PackageID> = [],
    provides: @escaping (ImportWalk.TakenName) -> Bool = { _ in true },
    release: @escaping (String) -> String? = { _ in nil }
  ) -> Found {
    guard !graph.isEmpty else { return Found() }
    var releases: [String: String?] = [:]
    func known(_ module: String) -> String? {
      if let known = releases[module] { return known }
      let found = release(module)
      releases[module] = .some(found)
      return found
    }
    let mine = Set(graph.names.map { $0.topLevelModule })
    let tops = Set(brought.map { $0.topLevelModule })
    var result = Found()
    var stems: Set<String>?
    var hasSetuptools = false
    func availability(_ module: String) -> ImportWalk.Availability {
      if module.topLevelModule == "setuptools" { hasSetuptools = true }
      // setuptools puts its distutils in place when it is imported.
      if hasSetuptools, module.topLevelModule == "distutils" { return .available }
      let found = self.availability(
        of: module, closure: closure, brought: brought, tops: tops, mine: mine)
      let top = module.topLevelModule
      if found == .available || StandardLibrary.isOfPythonTwo(top)
        || StandardLibrary.hasLost(top, minor: minor)
      {
        return found
      }
      // What is installed with it under a name like the module's is what it imports.
      let named = stems ?? Set(closure.flatMap(Self.stems))
      stems = named
      return named.contains(Self.letters(top)) ? .available : found
    }
    let findings = ImportWalk.findings(
      graph, roots: roots, minor: minor, provides: provides, release: known
    ) { module in
      if Self.readsSettings(module) { result.needsSettings = true }
      return availability(module)
    }
    var needed: Set<PackageID> = []
    for finding in findings {
      switch finding.kind {
      case .missing(let module):
        if let id = bringer(of: module, beside: mine) { needed.insert(id) }
      case .unknown(let module): result.unknown.append(module)
      case .ofPythonTwo, .lost, .absent, .implicit, .obstacle:
        if result.obstacle == nil { result.obstacle = CodeObstacle(finding: finding) }
      }
    }
    // A further package beside the project's own, as 'mypyc' beside 'mypy', is for those who have what it
    // imports.
    let own = Set((roots ?? []).map { $0.topLevelModule })
    let others = graph.others.filter { own.isEmpty || own.contains($0.topLevelModule) }
    let aside = ImportWalk.findings(
      graph, roots: others, minor: minor, forgivesComplaints: true, release: known,
      availability: availability)
    for case .missing(let module) in aside.filter({ !isForAnother($0, optional) }).map(\.kind) {
      // What nobody imports without asking for it is worth no further import.
      if let id = bringer(of: module, beside: mine), !optional.contains(id),
        memory.inventory.holding(of: id) != nil
      {
        needed.insert(id)
      }
    }
    result.needed = needed.sorted()
    return result
  }

  /// Whether a module that no root leads to is there for those who have what it imports: it bears its
  /// name, as `foo/django.py` does that imports `django`.
  private func isForAnother(_ finding: ImportWalk.Finding, _ optional: Set<PackageID>) -> Bool {
    guard case .missing(let module) = finding.kind else { return false }
    let top = module.topLevelModule.lowercased()
    return finding.module.lowercased().split(separator: ".").dropFirst().contains { part in
      part == top || part.hasPrefix(top + "_") || part.hasSuffix("_" + top)
    }
  }

  /// Whether an import of a module fails without Django's settings.
  private static func readsSettings(_ module: String) -> Bool {
    let parts = module.split(separator: ".")
    if parts.first == "rest_framework" { return true }
    return module == "django.contrib" || parts.starts(with: ["django", "contrib"])
  }

  private func availability(
    of module: String, closure: Set<PackageID>, brought: Set<String>, tops: Set<String>,
    mine: Set<String>
  ) -> ImportWalk.Availability {
    let top = module.topLevelModule
    if StandardLibrary.isApart(top) {
      let package = KnownModules.tkinter
      let isThere = closure.contains(package) || memory.inventory.holding(of: package) == nil
      return isThere ? .available : .missing
    }
    if brought.contains(module) { return .available }
    if let heir = KnownModules.heir(ofModule: module) {
      return closure.contains(heir) ? .available : .missing
    }
    if tops.contains(top) {
      // Of a directory that distributions share, it may be another's part.
      guard Self.shared.contains(top), module != top else { return .available }
      let related = brought.contains { module.hasPrefix($0 + ".") || $0.hasPrefix(module + ".") }
      if related { return .available }
    }
    let projects = projects(ofModule: module)
    if StandardLibrary.hasLost(top, minor: minor),
      let successor = projects.first(where: { memory.inventory.holding(of: $0) != nil })
    {
      // What else could bring it, as setuptools could distutils, does so only where it is imported first.
      return closure.contains(successor) ? .available : .missing
    }
    if projects.contains(where: closure.contains) { return .available }
    if StandardLibrary.isOfPythonTwo(top) { return .unknown }
    if closure.contains(.pypi(top[...])) { return .available }
    return bringer(of: module, beside: mine) == nil ? .unknown : .missing
  }

  /// What a project's modules may be called by its name, without what people add to one: `fpdf` of `fpdf2`,
  /// `magic` of `python-magic`, `serial` of `pyserial`.
  private static func stems(of id: PackageID) -> [String] {
    let name = letters(id.name)
    var stems: [String] = []
    let plain = name.reversed().drop { $0.isNumber }.reversed()
    if plain.count < name.count { stems.append(String(plain)) }
    for addition in ["python", "py", "lib"] {
      if name.hasPrefix(addition) { stems.append(String(name.dropFirst(addition.count))) }
      if name.hasSuffix(addition) { stems.append(String(name.dropLast(addition.count))) }
    }
    return stems.filter { $0.count > 2 }
  }

  private static func letters(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// Directories of packages that many distributions share (PEP 420).
  private static let shared: Set<String> = ["google", "azure", "zope", "airflow", "opentelemetry"]

  private func projects(ofModule module: String) -> [PackageID] {
    let top = module.topLevelModule
    return KnownModules.projects(ofModule: top, minor: minor)
      + memory.inventory.bringers(ofModule: module).map(\.id)
  }

  /// The project that certainly brings a module.
  ///
  /// - Parameters:
  ///   - module: The dotted name.
  ///   - mine: The first parts of the names of the importing distribution's own modules.
  /// - Returns: Its id; nil if it is not certain.
  func bringer(of module: String, beside mine: Set<String> = []) -> PackageID? {
    let top = module.topLevelModule
    if StandardLibrary.isApart(top) { return KnownModules.tkinter }
    // 'ConfigParser' does not come from the project of that name.
    if StandardLibrary.isOfPythonTwo(top) { return nil }
    if let heir = KnownModules.heir(ofModule: module) { return heir }
    let known =
      mine.contains(top) ? [] : KnownModules.projects(ofModule: top, minor: minor)
    if let there = known.first(where: { memory.inventory.holding(of: $0) != nil }) { return there }
    if let first = known.first { return first }
    // A helper beside the code, more often than the project of that name.
    if Self.generalWords.contains(top) { return nil }
    let inventory = memory.inventory
    let bringers = inventory.bringers(ofModule: module)
    if mine.contains(top) {
      // Of a directory that it shares, the project that is named like the directory brings nothing.
      let others = bringers.filter { holding in
        inventory.importNames(of: holding).contains { name in
          name.contains(".")
            && (name == module || module.hasPrefix(name + ".") || name.hasPrefix(module + "."))
        }
      }
      let ids = Set(others.map(\.id))
      return ids.count == 1 ? ids.first : nil
    }
    let ids = Set(bringers.map(\.id))
    // Of several, the one that bears its name.
    let own = PackageID.pypi(top[...])
    if ids.contains(own) { return own }
    if let holding = inventory.holding(of: own), holding.attribute == own.name {
      // A check may try what the package needs: pyfreedompro's imports 'aiohttp', whose own has no check.
      if ids.isEmpty || inventory.importNames(of: holding).isEmpty { return own }
    }
    return ids.count == 1 ? ids.first : nil
  }

  /// Names of modules that say nothing about whose they are.
  private static let generalWords: Set<String> = [
    "api", "app", "base", "cli", "common", "config", "constants", "core", "data", "doc", "docs",
    "example", "examples", "helper", "helpers", "lib", "main", "models", "optional", "plugin",
    "plugins", "scripts", "settings", "setup", "src", "test", "tests", "tools", "types", "util",
    "utils",
  ]
}
