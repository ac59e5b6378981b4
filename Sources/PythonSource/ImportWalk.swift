import Basics

/// An import, played through without running anything: which modules it loads, in order, and where it
/// would fail.
///
/// `pkg/__init__.py` with `import six` and `try: import lxml; except ImportError: pass` on a Python
/// where neither is available gives one finding, `six`.
package struct ImportWalk {
  /// What is known about a module that the distribution does not have itself.
  package enum Availability: Sendable {
    case available
    /// It is not there.
    case missing
    /// It is unknown.
    case unknown
  }

  /// A name that an import takes from a module of another distribution: `from marshmallow.utils import get_value`.
  package struct TakenName: Hashable, Comparable, Sendable {
    package let module: String
    package let name: String

    package init(module: String, name: String) {
      self.module = module
      self.name = name
    }

    package static func < (left: TakenName, right: TakenName) -> Bool {
      (left.module, left.name) < (right.module, right.name)
    }
  }

  /// Why an import fails.
  package struct Finding: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      /// A module that is not there; the dotted name.
      case missing(String)
      /// A module of which nothing is known.
      case unknown(String)
      /// A module of Python 2 alone.
      case ofPythonTwo(String)
      /// A name that its module lost with this minor version of Python 3; 0 where Python 3 never had it.
      case lost(String, since: Int)
      /// A name that its module does not have.
      case absent(TakenName)
      /// A neighbour imported as Python 2 did, without a dot.
      case implicit(String)
      /// A file that does not compile.
      case obstacle(PythonModule.Obstacle)
    }

    package let kind: Kind
    /// The module that imports it, or does not compile.
    package let module: String
  }

  /// What stops a run of statements.
  private enum Stop {
    case failed
    case left
    /// A function ends, or may end, here.
    case returned
  }

  /// The most statements that are played.
  private static let maximumSteps = 400_000
  /// The most modules that load each other in a chain.
  private static let maximumDepth = 120

  private let graph: ImportGraph
  private let minor: Int
  private let availability: (String) -> Availability
  private let provides: (TakenName) -> Bool
  private let release: (String) -> String?
  private let names: Set<String>
  private let modules: [String: Int]
  /// The packages that have some of the names in them.
  private let parents: Set<Substring>
  /// The modules that it brings copies of.
  private let vendored: Set<Substring>
  private let hasOldSix: Bool
  private let forgivesComplaints: Bool
  private var loaded: Set<String> = []
  /// What came of calls, by whether a failed import was caught around them.
  private var called: [Bool: [Called: Stop?]] = [:]
  /// Whether a module that was loaded changes where others are found.
  private var hasChangedPath = false
  /// Whether a module that was loaded gives names to modules of others.
  private var hasNamedOthers = false
  private var findings: [Finding] = []
  private var steps = 0
  private var depth = 0
  /// How many functions are running, and how many `try`, whatever they catch.
  private var functions = 0, attempts = 0

  private init(
    _ graph: ImportGraph, minor: Int, forgivesComplaints: Bool,
    availability: @escaping (String) -> Availability, provides: @escaping (TakenName) -> Bool,
    release: @escaping (String) -> String?
  ) {
    self.release = release
    self.forgivesComplaints = forgivesComplaints
    self.provides = provides
    self.graph = graph
    self.minor = minor
    self.availability = availability
    names = Set(graph.names)
    parents = Set(graph.names.lazy.compactMap(\.enclosingModule))
    vendored = Set(graph.names.compactMap(ImportGraph.vendored))
    hasOldSix = graph.modules.contains { $0.content.traits.contains(.isOldSix) }
    modules = Dictionary(
      graph.modules.indices.map { (graph.modules[$0].name, $0) }, uniquingKeysWith: { $1 })
  }

  /// Plays the import of some modules of a distribution.
  ///
  /// - Parameters:
  ///   - graph: The distribution's modules.
  ///   - roots: Dotted names; the graph's own where nil.
  ///   - minor: The minor version of the Python 3 that imports them.
  ///   - forgivesComplaints: Whether a module that says itself what it lacks may lack it.
  ///   - provides: Whether a module of another distribution has a name that is taken from it.
  ///   - release: The version of the package that a module is of, where that is known.
  ///   - availability: What is known about a module (dotted) besides the distribution and the standard
  ///     library.
  /// - Returns: Why it fails, in order; empty where it does not.
  package static func findings(
    _ graph: ImportGraph, roots: [String]? = nil, minor: Int, forgivesComplaints: Bool = false,
    provides: @escaping (TakenName) -> Bool = { _ in true },
    release: @escaping (String) -> String? = { _ in nil },
    availability: @escaping (String) -> Availability
  ) -> [Finding] {
    let roots = roots ?? graph.roots
    if roots.isEmpty { return [] }
    var walk = ImportWalk(
      graph, minor: minor, forgivesComplaints: forgivesComplaints, availability: availability,
      provides: provides, release: release)
    for root in roots { _ = walk.load(root, isProtected: false) }
    var seen: Set<Finding.Kind> = []
    return walk.findings.filter { seen.insert($0.kind).inserted }
  }

  private mutating func fail(
    _ kind: Finding.Kind, in module: String, isProtected: Bool
  ) -> Stop? {
    if isProtected { return .failed }
    findings.append(Finding(kind: kind, module: module))
    // What lacks will be there once it is known about.
    return nil
  }

  // MARK: - Modules

  /// Loads a module of the distribution, those around it first.
  private mutating func load(_ name: String, isProtected: Bool) -> Stop? {
    guard !loaded.contains(name), depth < Self.maximumDepth else { return nil }
    depth += 1
    defer { depth -= 1 }
    if let around = name.enclosingModule {
      if let stop = load(String(around), isProtected: isProtected) { return stop }
    }
    guard let index = modules[name] else { return nil }
    loaded.insert(name)
    let module = graph.modules[index]
    if module.content.traits.contains(.changesPath) { hasChangedPath = true }
    if module.content.traits.contains(.namesOthers) { hasNamedOthers = true }
    // As what Django brings itself with such classes does.
    if module.content.traits.contains(.definesModels) { _ = availability("django.contrib") }
    if let obstacle = module.content.obstacle,
      obstacle.kind != .exceptComma || minor < 14
    {
      return fail(.obstacle(obstacle), in: name, isProtected: isProtected)
    }
    switch run(module.content.statements, of: module, isProtected: isProtected) {
    case nil, .returned?: return nil
    // It says itself that it cannot be imported so; nobody knows why.
    case .left?: return isProtected ? .failed : nil
    case .failed?:
      loaded.remove(name)
      return .failed
    }
  }

  /// A function of a module.
  private struct Called: Hashable {
    let module: Int
    let name: String
  }

  /// Runs a function of the distribution, once.
  private mutating func run(
    _ call: PythonCall, of module: ImportGraph.Module, isProtected: Bool
  ) -> Stop? {
    guard let target = module.module(of: call), let index = modules[target],
      depth < Self.maximumDepth,
      let function = graph.modules[index].functions.first(where: { $0.name == call.name })
    else { return nil }
    let key = Called(module: index, name: call.name)
    if let known = called[isProtected]?[key] { return known }
    called[isProtected, default: [:]][key] = .some(nil)
    depth += 1
    functions += 1
    let stop = run(function.statements, of: graph.modules[index], isProtected: isProtected)
    functions -= 1
    depth -= 1
    let result: Stop? = if case .returned? = stop { nil } else { stop }
    called[isProtected]?[key] = .some(result)
    return result
  }

  private mutating func run(
    _ statements: [PythonStatement], of module: ImportGraph.Module, isProtected: Bool
  ) -> Stop? {
    for statement in statements {
      steps += 1
      if steps > Self.maximumSteps { return nil }
      let stop: Stop?
      switch statement {
      case .leave: stop = .left
      case .imports(let names): stop = load(names, of: module, isProtected: isProtected)
      case .from(let level, let base, let names):
        stop = load(from: level, base, names, of: module, isProtected: isProtected)
      case .branches(let branches, let otherwise):
        stop = run(branches, otherwise, of: module, isProtected: isProtected)
      case .attempt(let attempt): stop = run(attempt, of: module, isProtected: isProtected)
      case .call(let call): stop = run(call, of: module, isProtected: isProtected)
      case .returns: stop = .returned
      }
      if let stop { return stop }
    }
    return nil
  }

  private mutating func run(
    _ branches: [PythonStatement.Branch], _ otherwise: [PythonStatement],
    of module: ImportGraph.Module, isProtected: Bool
  ) -> Stop? {
    for branch in branches {
      switch branch.condition.value(minor: minor, release: release) {
      case true?: return run(branch.body, of: module, isProtected: isProtected)
      case false?: continue
      // Nobody knows whether this or what follows it runs.
      case nil:
        guard functions > 0 else { return nil }
        let all = branches.flatMap(\.body) + otherwise
        let mayEnd = all.contains { $0.has(.returns) || attempts > 0 && $0.has(.leave) }
        return mayEnd ? .returned : nil
      }
    }
    return run(otherwise, of: module, isProtected: isProtected)
  }

  private mutating func run(
    _ attempt: PythonStatement.Attempt, of module: ImportGraph.Module, isProtected: Bool
  ) -> Stop? {
    attempts += 1
    defer { attempts -= 1 }
    guard let handler = attempt.handler else {
      if let stop = run(attempt.body, of: module, isProtected: isProtected) { return stop }
      return run(attempt.otherwise, of: module, isProtected: isProtected)
    }
    let stop = run(attempt.body, of: module, isProtected: true)
    if case .returned? = stop { return stop }
    if stop != nil {
      let stop = run(handler, of: module, isProtected: isProtected)
      guard case .left? = stop else { return stop }
      // The handler only complains: what the body imports is needed.
      if isProtected { return .failed }
      if forgivesComplaints { return .left }
      if let stop = run(attempt.body, of: module, isProtected: false) { return stop }
    }
    return run(attempt.otherwise, of: module, isProtected: isProtected)
  }

  // MARK: - Imports

  private mutating func load(
    _ names: [String], of module: ImportGraph.Module, isProtected: Bool
  ) -> Stop? {
    for name in names {
      if let stop = find(name, of: module, isProtected: isProtected) { return stop }
    }
    return nil
  }

  private mutating func load(
    from level: Int, _ base: String, _ taken: [String], of module: ImportGraph.Module,
    isProtected: Bool
  ) -> Stop? {
    guard let target = module.base(level: level, module: base) else { return nil }
    if level > 0, let moves = oldMoves(in: target) {
      if let stop = fail(.lost(moves, since: 12), in: module.name, isProtected: isProtected) {
        return stop
      }
    } else if level > 0 {
      if let stop = load(target, isProtected: isProtected) { return stop }
    } else if let stop = find(target, of: module, isProtected: isProtected) {
      return stop
    } else if isNamesake(target, taken, of: module) {
      let stop = fail(.implicit(target), in: module.name, isProtected: isProtected)
      if let stop { return stop }
    }
    if level == 0, !isOwn(target.topLevelModule), !hasNamedOthers {
      for name in taken where name != "*" {
        let taken = TakenName(module: target, name: name)
        if provides(taken) { continue }
        if let stop = fail(.absent(taken), in: module.name, isProtected: isProtected) {
          return stop
        }
      }
    }
    let isNamespace = level == 0 && Self.namespaces.contains(target)
    let mayBeLost = level == 0 && StandardLibrary.hasLostNames(target)
    guard isNamespace || mayBeLost || parents.contains(target[...]) else { return nil }
    for name in taken where name != "*" {
      let dotted = "\(target).\(name)"
      if names.contains(dotted) {
        if let stop = load(dotted, isProtected: isProtected) { return stop }
      } else if mayBeLost, let since = StandardLibrary.removal(of: name, from: target),
        since <= minor, !isOwn(target)
      {
        let stop = fail(.lost(dotted, since: since), in: module.name, isProtected: isProtected)
        if let stop { return stop }
      } else if isNamespace, availability(dotted) == .missing {
        if let stop = fail(.missing(dotted), in: module.name, isProtected: isProtected) {
          return stop
        }
      }
    }
    return nil
  }

  /// Whether a package takes from itself what only its module of the same name has, as Python 2 did:
  /// `from ignore import Ignore` in `ignore/__init__.py`, next to `ignore/ignore.py`.
  private func isNamesake(
    _ target: String, _ taken: [String], of module: ImportGraph.Module
  ) -> Bool {
    guard module.isPackage, target == module.name, !target.contains("."),
      names.contains("\(target).\(target)")
    else { return false }
    return !taken.contains { $0 == "*" || names.contains("\(target).\($0)") }
      && !module.content.statements.contains {
        if case .from(level: 1..., _, _) = $0 { true } else { false }
      }
  }

  /// Directories which distributions share.
  private static let namespaces: Set<String> = [
    "airflow.providers", "azure", "azure.mgmt", "google", "google.cloud", "jaraco", "lxml.html",
    "zope",
  ]

  private func isOwn(_ dotted: String) -> Bool {
    names.contains(dotted)
  }

  /// `pkg.six.moves` of a name in it, where the distribution's copy of six is too old for this Python.
  private func oldMoves(in dotted: String) -> String? {
    guard hasOldSix, minor >= 12, let place = dotted.firstRange(of: ".six.moves") else {
      return nil
    }
    let six = String(dotted[..<place.lowerBound]) + ".six"
    guard let index = modules[six], graph.modules[index].content.traits.contains(.isOldSix) else {
      return nil
    }
    return six + ".moves"
  }

  /// Finds a module by its absolute name, as `import` does.
  private mutating func find(
    _ dotted: String, of module: ImportGraph.Module, isProtected: Bool
  ) -> Stop? {
    if isOwn(dotted) { return load(dotted, isProtected: isProtected) }
    if let moves = oldMoves(in: dotted) {
      return fail(.lost(moves, since: 12), in: module.name, isProtected: isProtected)
    }
    let top = dotted.topLevelModule
    if StandardLibrary.isApart(top), StandardLibrary.has(top, minor: minor) {
      guard case .missing = availability(dotted) else { return nil }
      return fail(.missing(dotted), in: module.name, isProtected: isProtected)
    }
    if StandardLibrary.has(top, minor: minor) {
      guard let since = StandardLibrary.removal(ofModule: dotted), since <= minor else {
        return nil
      }
      return fail(.lost(dotted, since: since), in: module.name, isProtected: isProtected)
    }
    // What is below a package of its own may be made by its build.
    if isOwn(top), modules[top]?.isPackage(in: graph) == true {
      return load(top, isProtected: isProtected)
    }
    if dotted.hasPrefix("numpy.distutils"), minor >= 12 {
      return fail(.lost(dotted, since: 12), in: module.name, isProtected: isProtected)
    }
    if hasChangedPath, vendored.contains(Substring(top)) { return nil }
    switch availability(dotted) {
    case .available:
      // `import a.b` takes 'b' from 'a'.
      guard let dot = dotted.lastIndex(of: ".") else { return nil }
      let taken = TakenName(
        module: String(dotted[..<dot]), name: String(dotted[dotted.index(after: dot)...]))
      if provides(taken) { return nil }
      return fail(.absent(taken), in: module.name, isProtected: isProtected)
    case .missing: return fail(.missing(dotted), in: module.name, isProtected: isProtected)
    case .unknown:
      let kind: Finding.Kind
      if StandardLibrary.isOfPythonTwo(top) {
        kind = .ofPythonTwo(top)
      } else if module.lies(in: top) {
        // Python 2 would find the module itself: what is meant is around it, on a path of its own.
        kind = .unknown(dotted)
      } else if names.contains(module.package.isEmpty ? top : "\(module.package).\(top)") {
        // It may have made itself findable.
        if hasChangedPath { return nil }
        kind = .implicit(top)
      } else {
        kind = .unknown(dotted)
      }
      return fail(kind, in: module.name, isProtected: isProtected)
    }
  }
}

extension Int {
  /// Whether the module at this index of a graph is a package.
  fileprivate func isPackage(in graph: ImportGraph) -> Bool { graph.modules[self].isPackage }
}

extension ImportGraph.Module {
  /// Whether it is of a name, or in a package of that name.
  fileprivate func lies(in name: String) -> Bool {
    self.name.split(separator: ".").contains { $0 == name }
  }
}
