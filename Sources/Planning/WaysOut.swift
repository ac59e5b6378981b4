import PackageMetadata
import Resolution
import Versions

/// The search for what would work where a request does not: each way has been tried.
struct WaysOut: Sendable {
  let search: PlanSearch
  let proof: PlanSearch.Proof
  let provider: PlanProvider
  let requests: [Requirement]
  let options: PlanningOptions
  let alternatives: Planner.Alternatives?
  /// Whether builds failed, so that they have to be tried too.
  let includesBuilds: Bool

  /// At most this many packages are tried in one way, each alone.
  static let attempts = 4
  /// At most this many are tried together.
  private static let largestSet = 8
  /// At most this many other interpreters are tried.
  private static let pythonAttempts = 3

  /// The ways out, the mildest first.
  func all() async throws(PlanningError) -> [WayOut] {
    var result: [WayOut] = []
    if options.isStrict { result += try await withoutStrictness() }
    result += try await withOneOfSeveralRequests()
    result += try await withOtherReleases()
    let relaxing = try await relaxing()
    // R's bounds are lower ones, below which a package seldom works: they give way last of all.
    func isForR(_ way: WayOut) -> Bool {
      guard case .relax(let ids, _) = way else { return false }
      return ids.contains { $0.ecosystem == .cran }
    }
    result += relaxing.filter { !isForR($0) }
    result += try await overriding()
    result += try await withPrereleases()
    result += try await withAnotherPython()
    return result.isEmpty ? relaxing : result
  }

  // MARK: - Options

  private func withoutStrictness() async throws(PlanningError) -> [WayOut] {
    var lenient = options
    lenient.isStrict = false
    guard try await solve(requests, lenient) != nil else { return [] }
    return [.leniency]
  }

  private func relaxing() async throws(PlanningError) -> [WayOut] {
    let sets = try await sufficient(options, .relaxing)
    return sets.map { found in
      if found.ids.contains(where: { provider.holding(of: $0) == nil }) {
        return .relax(found.ids, .imported)
      }
      let isTooOld = found.ids.contains { $0.ecosystem == .cran }
      return .relax(found.ids, isTooOld ? .heldTooOld : .held)
    }
  }

  private func overriding() async throws(PlanningError) -> [WayOut] {
    let sets = try await sufficient(options, .overriding)
    if sets.isEmpty { return try await overridingWithOldReleases() }
    return sets.map { .override($0.replacements, requests: nil) }
  }

  /// Replacements by releases beyond the horizon, which only a request with a version gets.
  private func overridingWithOldReleases() async throws(PlanningError) -> [WayOut] {
    guard options.horizon != nil else { return [] }
    var ageless = options
    ageless.horizon = nil
    let sets = try await sufficient(ageless, .overriding)
    var result: [WayOut] = []
    for found in sets {
      let exact = found.ids.compactMap { id in
        found.solved.solution[.package(id)].map {
          Requirement(id: id, writtenName: id.name, constraint: .python(SpecifierSet())).exactly($0)
        }
      }
      let changed = requests + exact
      guard try await solve(changed, options) != nil else { continue }
      result.append(.override(found.replacements, requests: changed))
    }
    return result
  }

  /// What is done to packages that stand in the way.
  enum Change {
    case relaxing
    case overriding

    func apply(to ids: [PackageID], in options: PlanningOptions) -> PlanningOptions {
      var options = options
      switch self {
      case .relaxing: options.relaxed.formUnion(ids)
      case .overriding: options.overrides.formUnion(ids)
      }
      return options
    }
  }

  private struct Sufficient {
    let ids: [PackageID]
    let solved: PlanSearch.Solved

    var replacements: [WayOut.Replacement] {
      ids.map { WayOut.Replacement(id: $0, version: solved.solution[.package($0)]) }
    }
  }

  /// Sets of packages in the way such that a change to their treatment helps: single ones, else one
  /// set of which none can be left out.
  private func sufficient(
    _ options: PlanningOptions, _ change: Change
  ) async throws(PlanningError) -> [Sufficient] {
    func changed(_ ids: [PackageID]) -> PlanningOptions { change.apply(to: ids, in: options) }
    let blocking = Self.blocking(in: proof, provider, for: change)
    var singles: [Sufficient] = []
    for id in blocking.prefix(Self.attempts) {
      if let solved = try await solve(requests, changed([id])) {
        singles.append(Sufficient(ids: [id], solved: solved))
      }
    }
    if !singles.isEmpty || blocking.isEmpty { return singles }
    var ids = blocking
    var found: PlanSearch.Solved?
    while found == nil, ids.count <= Self.largestSet {
      switch try await search.run(requests, options: changed(ids)) {
      case .solved(let solved): found = solved
      case .failed(let provider, let proof):
        let more = Self.blocking(in: proof, provider, for: change).filter { !ids.contains($0) }
        if more.isEmpty { return [] }
        ids = (ids + more).sorted()
      }
    }
    guard found != nil else { return [] }
    for id in ids where ids.count > 1 {
      let fewer = ids.filter { $0 != id }
      if try await attempt(requests, changed(fewer)) != nil { ids = fewer }
    }
    let solved = try await solve(requests, changed(ids))
    return solved.map { [Sufficient(ids: ids, solved: $0)] } ?? []
  }

  /// Packages that a proof speaks of and a change may help with, sorted: holdings that a free package
  /// wants otherwise, and where a holding has bounds on what is to be replaced, either of the two.
  static func blocking(
    in proof: PlanSearch.Proof, _ provider: PlanProvider, for change: Change
  ) -> [PackageID] {
    var result: Set<PackageID> = []
    for case .dependency(let node, _, let target, let needed) in proof.facts {
      guard let id = target.id else { continue }
      let holder = node.id.flatMap { provider.holding(of: $0) }
      if let holding = provider.holding(of: id) {
        if holder == nil, !needed.contains(holding.solverVersion) { result.insert(id) }
      } else if let holder, !needed.isFull {
        result.insert(change == .relaxing ? id : holder.id)
      }
    }
    return result.sorted()
  }

  private func withPrereleases() async throws(PlanningError) -> [WayOut] {
    let isOfUse = proof.packages.contains { node in
      guard let id = node.id, let table = provider.knownTable(for: id) else { return false }
      return table.hasHiddenPrereleases
    }
    guard isOfUse, !options.allowsPrereleases else { return [] }
    var welcoming = options
    welcoming.allowsPrereleases = true
    guard try await solve(requests, welcoming) != nil else { return [] }
    return [.prereleases]
  }

  private func withAnotherPython() async throws(PlanningError) -> [WayOut] {
    guard let alternatives else { return [] }
    // Another interpreter is read from nixpkgs only where a reason speaks for it.
    let hopeful = alternatives.pythons.filter { python in
      proof.facts.contains { fact in
        guard case .unavailable(_, _, let reason) = fact else { return false }
        return Self.mayHelp(python.version, against: reason)
      }
    }
    for python in hopeful.prefix(Self.pythonAttempts) {
      guard let inventory = await alternatives.inventory(python) else { continue }
      let memory = PlanMemory(
        inventory: inventory, catalogs: search.memory.catalogs, direct: search.memory.direct)
      let search = PlanSearch(memory: memory)
      guard case .solved(let solved) = try await search.run(requests, options: options) else {
        continue
      }
      do {
        _ = try await BuildPlanning(search: search, requests: requests, isTrial: true)
          .complete(solved)
      } catch .noSolution {
        continue
      }
      return [
        .python(attribute: python.attribute, version: inventory.pythonTarget.version)
      ]
    }
    return []
  }

  /// Whether releases that cannot be used for a reason might be, with some release of a Python of
  /// two numbers.
  private static func mayHelp(_ python: PythonVersion, against reason: UnusableReason) -> Bool {
    switch reason {
    case .noWheel: return true
    case .needsPython(let sets, _):
      let late = PythonVersion(release: python.release.prefix(2) + [99])
      return sets.contains { bounds in
        bounds.contains(python) || late.map { bounds.contains($0) } ?? false
      }
    default: return false
    }
  }

  // MARK: - Trying

  /// A solution without what builds need, unless it is builds that failed.
  func attempt(
    _ requests: [Requirement], _ options: PlanningOptions
  ) async throws(PlanningError) -> PlanSearch.Solved? {
    if includesBuilds { return try await solve(requests, options) }
    guard case .solved(let solved) = try await search.run(requests, options: options) else {
      return nil
    }
    return solved
  }

  /// A complete solution: what a command in a hint must lead to.
  func solve(
    _ requests: [Requirement], _ options: PlanningOptions
  ) async throws(PlanningError) -> PlanSearch.Solved? {
    guard case .solved(let solved) = try await search.run(requests, options: options) else {
      return nil
    }
    do {
      return try await BuildPlanning(search: search, requests: requests, isTrial: true)
        .complete(solved).solved
    } catch {
      switch error {
      // What cannot be read now may be readable when the command is typed.
      case .unavailable: return solved
      case .noArtifact:
        // The planner would take another release, too.
        guard options.nameLimits.count < NameLimit.maximumCount,
          let (id, limit) = await NameLimit.limit(after: error, search.memory),
          options.nameLimits[id] == nil
        else { return nil }
        var limited = options
        limited.nameLimits[id] = limit
        return try await solve(requests, limited)
      case .noSolution, .notFound, .gaveUp, .nix, .input: return nil
      }
    }
  }
}
