import Basics
import PackageMetadata
import PythonSource
import Versions

/// The names that code takes from packages of nixpkgs.
extension BuildPlanning {
  /// A package whose code takes names from others.
  struct Taker: Sendable {
    let id: PackageID
    let version: PackageVersion?
    /// When it was made.
    let released: Timestamp?
    let requirements: [Requirement]
    let graph: ImportGraph
    let roots: [String]
    var closure: Set<PackageID>
    var brought: Set<String>
    let optional: Set<PackageID>
    var taken = OutgrownImports([:], known: [:])

    func found(
      _ judge: ImportNeeds, release: @escaping (String) -> String?,
      provides: @escaping (ImportWalk.TakenName) -> Bool
    ) -> ImportNeeds.Found {
      judge.found(
        graph, roots: roots, closure: closure, brought: brought, optional: optional,
        provides: provides, release: release)
    }
  }

  /// Takes note of the names that a package takes, while its import is played.
  func note(taken taker: inout Taker, _ judge: ImportNeeds, _ built: Built) -> ImportNeeds.Found {
    let outgrown = outgrown(taker, built)
    // Whose modules have names matters only beside packages whose modules have none.
    let settled =
      outgrown.unnamed.isEmpty
      ? [] : taker.closure.reduce(into: Set<String>()) { $0.formUnion(modules(of: $1, built)) }
    var taken = OutgrownImports(
      outgrown.named, known: losers(taker.closure, built), unnamed: outgrown.unnamed,
      settled: settled)
    let closure = taker.closure
    let found = taker.found(judge, release: { release(ofModule: $0, in: closure, built) }) {
      taken.note($0)
    }
    taker.taken = taken
    return found
  }

  /// The version of the package that alone brings a module.
  private func release(
    ofModule module: String, in closure: Set<PackageID>, _ built: Built
  ) -> String? {
    let bringers = closure.filter { id in
      let names = modules(of: id, built)
      return names.isEmpty ? id == .pypi(module[...]) : names.contains(module)
    }
    guard bringers.count == 1, let id = bringers.first,
      case .python(let version)? = built.solved.solution[.package(id)]
    else { return nil }
    return version.description
  }

  /// Those of some packages whose modules another one of the plan installs, by which: what needs the importing
  /// package needs that, too, and has no use for both.
  func forked(
    _ needed: [PackageID], by id: PackageID, _ closure: Set<PackageID>, _ graph: NeedGraph,
    _ built: Built
  ) -> [PackageID: PackageID] {
    let inventory = built.solved.provider.inventory
    var result: [PackageID: PackageID] = [:]
    for lack in needed where built.solved.solution[.package(lack)] == nil {
      let names = inventory.holding(of: lack).map { inventory.importNames(of: $0) } ?? []
      let modules = Set(names.map { $0.topLevelModule } + [lack.likelyModule])
      let forks = built.sources.filter { other, source in
        !closure.contains(other)
          && source.contents?.importNames.contains { modules.contains($0.topLevelModule) } == true
      }
      let fork = forks.keys.sorted().first { fork in
        built.sources.keys.contains { graph.runClosure(of: $0).isSuperset(of: [id, fork]) }
      }
      if let fork { result[lack] = fork }
    }
    return result
  }

  /// What is being found out about the names that some packages take, while planning goes on.
  struct NameCheck: Sendable {
    let takers: [Taker]
    let answers: Task<[[ImportWalk.TakenName: Holding]], Never>

    /// Begins to look into all wheels at a time.
    init(_ takers: [Taker], _ provider: PlanProvider) {
      self.takers = takers
      answers = Task(executorPreference: TaskPool.current) {
        await inParallel(takers) { await $0.taken.absent(provider).names }
      }
    }
  }

  /// Makes sure that nixpkgs has the names without which packages cannot be imported.
  ///
  /// - Throws: `.noArtifact` for the first package for which it does not.
  func finish(_ check: NameCheck, _ built: Built) async throws(PlanningError) {
    for (taker, absent) in zip(check.takers, await check.answers.value) where !absent.isEmpty {
      let (found, absent) = await settled(taker, lacking: absent, built)
      guard let obstacle = found.obstacle,
        case .absent(let name) = obstacle.finding.kind,
        let holding = absent[name]
      else { continue }
      throw .noArtifact(
        taker.id, .outgrown(taker.version, obstacle, holding),
        waysOut: try await replacing(holding, lacking: Set(absent.keys), built))
    }
  }

  /// Plays an import without names that are known to be absent, looking up those that only what runs in their
  /// place takes: `except ImportError: from django.conf.urls.defaults import url`.
  ///
  /// - Returns: What was found, and all names that are absent.
  private func settled(
    _ taker: Taker, lacking absent: [ImportWalk.TakenName: Holding], _ built: Built
  ) async -> (ImportNeeds.Found, [ImportWalk.TakenName: Holding]) {
    let provider = built.solved.provider
    let judge = ImportNeeds(memory: provider.memory)
    var asked = taker.taken
    var absent = absent
    while true {
      var taken = asked
      let known = absent
      let found = taker.found(
        judge, release: { release(ofModule: $0, in: taker.closure, built) },
        provides: { name in known[name] == nil && taken.note(name) })
      let open = taken.beyond(asked)
      let more = open.isEmpty ? [:] : await open.absent(provider).names
      if more.isEmpty { return (found, absent) }
      asked = taken
      absent.merge(more) { $1 }
    }
  }

  /// What nixpkgs has of what a package needs that may lack names which its code takes, by the first parts of
  /// the names of its modules, and what there is of which those are not known.
  private func outgrown(
    _ taker: Taker, _ built: Built
  ) -> (named: [String: Holding], unnamed: [Holding]) {
    let inventory = built.solved.provider.inventory
    let closure = taker.closure
    var result: [String: Holding] = [:]
    var unnamed: [Holding] = []
    for id in closure.sorted() {
      guard let holding = built.solved.holding(of: id), holding.place == .nixpkgs,
        isDoubtful(holding, for: taker, inventory)
      else { continue }
      let names = inventory.importNames(of: holding).map { $0.topLevelModule }
      if names.isEmpty { unnamed.append(holding) }
      for name in names.isEmpty ? [id.likelyModule] : names {
        result[name] = holding
      }
    }
    // What several packages have modules in may be another's.
    for other in closure where !result.isEmpty {
      for name in modules(of: other, built) {
        if let holding = result[name], holding.id != other { result[name] = nil }
      }
    }
    return (result, unnamed)
  }

  /// Whether the authors of a package may never have tried it with what nixpkgs has: a bound gave way to that,
  /// or it is of another time than the package.
  private func isDoubtful(_ holding: Holding, for taker: Taker, _ inventory: any Inventory) -> Bool
  {
    guard let have = holding.version else { return false }
    let constraints = taker.requirements.filter { $0.id == holding.id }.map(\.constraint)
    if constraints.contains(where: { !$0.isEmpty && !$0.contains(have) }) { return true }
    guard let date = inventory.date, let released = taker.released else { return true }
    if released < date { return released < date.adding(months: -24) }
    // The lowest version that is said to do is seldom tried; what lies above it is.
    return !constraints.contains { constraint in
      switch constraint.versionSet.intervals.first?.lower {
      case .inclusive(let lowest)?, .exclusive(let lowest)?: lowest < have
      case .unbounded?, nil: false
      }
    }
  }

  /// What is there of projects that are known to have lost names, by the names of their packages.
  private func losers(_ closure: Set<PackageID>, _ built: Built) -> [String: Holding] {
    LostNames.projects.compactMapValues { id in
      closure.contains(id) ? built.solved.holding(of: id) : nil
    }
  }

  /// The way out that replaces a package of nixpkgs, where that leads to a plan with names that it lacks.
  func replacing(
    _ holding: Holding, lacking names: Set<ImportWalk.TakenName>, _ built: Built
  ) async throws(PlanningError) -> [WayOut] {
    if isTrial { return [] }
    var options = built.solved.provider.rules.options
    options.overrides.insert(holding.id)
    guard case .solved(let solved) = try await search.run(requests, options: options) else {
      return []
    }
    let version = solved.solution[.package(holding.id)]
    if names.contains(where: { LostNames.hasLost($0, at: version) }) { return [] }
    if let version, let catalog = built.solved.provider.memory.catalogs[holding.id.ecosystem],
      let absent = try? await catalog.absent(names.sorted(), from: holding.id, version),
      !absent.isEmpty
    {
      return []
    }
    return [.override([WayOut.Replacement(id: holding.id, version: version)], requests: nil)]
  }
}
