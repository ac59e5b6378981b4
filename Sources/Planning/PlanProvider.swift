import Basics
import PackageMetadata
import Resolution
import Synchronization
import Versions

/// The solver's view of the world: holdings with the versions that they have, and free packages with
/// what the indexes have, under the rules of one pass.
final class PlanProvider: SolverProvider {
  typealias Package = PlanNode
  typealias Version = PackageVersion
  typealias Reason = UnusableReason
  typealias Failure = PlanningError

  let rules: Rules
  /// Metadata and judgements that hold for every pass.
  let memory: PlanMemory
  let usability: Usability
  private let directUsability: Usability
  private let state = Mutex(State())

  private struct State {
    /// What was announced to the indexes.
    var announced: Set<PlanNode> = []

    /// Whether a node is new; never above a limit, since each look ahead begins others.
    mutating func announce(_ node: PlanNode, limit: Int) -> Bool {
      announced.count < limit && announced.insert(node).inserted
    }

    var metadataAnnounced: Set<ReleaseKey> = []
    /// Packages of which some requirement names a pre-release.
    var prereleasesNamed: Set<PackageID> = []
  }

  init(rules: Rules, memory: PlanMemory) {
    self.rules = rules
    self.memory = memory
    let target = memory.inventory.pythonTarget
    usability = Usability(target: target, options: rules.options, accepted: rules.systems)
    directUsability = Usability(
      target: target, options: rules.options, accepted: rules.systems, isDirect: true)
  }

  var inventory: any Inventory { memory.inventory }

  /// The package that is there and stays, and that others are to use.
  func holding(of id: PackageID) -> Holding? { holdings(of: id).first }

  /// All of a name that is there and stays.
  func holdings(of id: PackageID) -> [Holding] {
    rules.free.contains(id) ? [] : memory.holdings(of: id)
  }

  /// Packages of which some requirement seen so far names a pre-release.
  var prereleasesNamed: Set<PackageID> { state.withLock { $0.prereleasesNamed } }

  func note(prereleasesNamedBy requirement: Requirement) {
    state.withLock { _ = $0.prereleasesNamed.insert(requirement.id) }
    memory.note(prereleasesNamedBy: requirement)
  }

  // MARK: - Candidates

  func usability(for id: PackageID) -> Usability {
    memory.direct[id] == nil ? usability : directUsability
  }

  func table(for id: PackageID) async throws(PlanningError) -> CandidateTable {
    let rules = tableRules(for: id)
    let isDateNeeded =
      rules.horizon != nil || rules.end != nil || self.rules.options.excludeNewer != nil
    return try await memory.table(rules, isDateNeeded: isDateNeeded) { project in
      CandidateTable(
        project: project, usability: usability(for: id), rules: rules,
        snapshotDate: inventory.date)
    }
  }

  /// The table, if it is known already.
  func knownTable(for id: PackageID) -> CandidateTable? { memory.knownTable(tableRules(for: id)) }

  private func tableRules(for id: PackageID) -> CandidateTable.Rules {
    let request = rules.requests[id]
    var table = CandidateTable.Rules(id: id, systems: rules.systems)
    table.isPrereleaseWelcome =
      rules.options.allowsPrereleases || request?.allowsPrereleases == true
      || rules.welcoming.contains(id) || memory.direct[id] != nil
    table.pinned = Self.exactVersion(of: request)
    table.horizon = request?.isEmpty == false ? nil : rules.options.horizon
    table.elder = rules.elders[id]
    if let limit = rules.options.nameLimits[id] {
      switch limit.range {
      case .before(let time): table.end = time
      case .later: table.lowest = limit.version
      }
    }
    return table
  }

  /// The version that a constraint names with `==`.
  static func exactVersion(of constraint: VersionConstraint?) -> PackageVersion? {
    switch constraint {
    case .python(let set):
      let exact = set.specifiers.first {
        ($0.comparison == .equal && !$0.isPrefix) || $0.comparison == .arbitrary
      }
      return exact?.version.map { .python($0) }
    case .r(let set):
      return set.specifiers.first { $0.comparison == .equal }.map { .r($0.version) }
    case nil: return nil
    }
  }

  func candidate(
    for node: PlanNode, in versions: VersionSet<PackageVersion>
  ) async throws(PlanningError) -> Candidate<PackageVersion, UnusableReason> {
    guard let id = node.id else { return .none }
    let holdings = holdings(of: id)
    if !holdings.isEmpty {
      guard let version = holdings.map(\.solverVersion).first(where: versions.contains) else {
        return .none
      }
      // Where there is only one, what is true of it is all that can be said about the package.
      return .version(version, share: holdings.count == 1 ? .full : .singleton(version))
    }
    let table: CandidateTable
    do {
      table = try await self.table(for: id)
    } catch .notFound(_, _, let near) where rules.requests[id] == nil {
      memory.noteMissing(id, near: near)
      return .unavailable(.full, reason: .onNoIndex)
    }
    if let index = table.best(in: versions, named: memory.prereleases(namedOf: id)) {
      let version = table.project.versions[index]
      return .version(version, share: .share(of: version, among: table.project.versions))
    }
    if let complaint = table.complaint(in: versions) {
      return .unavailable(complaint.versions, reason: complaint.reason)
    }
    return .none
  }

  func check(_ work: SolverWork) throws(PlanningError) {
    let options = rules.options
    if Task.isCancelled { throw .gaveUp(.interruption) }
    if work.packages > options.maximumPackages { throw .gaveUp(.packages(options.maximumPackages)) }
    if work.terms > options.maximumTerms { throw .gaveUp(.memory(tried: work.decisions)) }
    if ContinuousClock.now - memory.start > .seconds(options.timeLimit) {
      throw .gaveUp(.seconds(options.timeLimit))
    }
  }

  func restriction(on node: PlanNode) -> Restriction<PackageVersion, UnusableReason>? {
    guard case .package(let id) = node else { return nil }
    let holdings = holdings(of: id)
    guard !holdings.isEmpty else { return nil }
    return Restriction(to: VersionSet(holdings.map(\.solverVersion)), reason: .held(holdings))
  }

  // MARK: - Looking ahead

  func prefetch(_ hint: PrefetchHint<PlanNode, PackageVersion>) {
    switch hint {
    case .required(let node, let versions):
      guard let id = node.id else { return }
      if let holding = holding(of: id) {
        prefetchRelease(of: holding, for: node)
        return
      }
      if let table = knownTable(for: id) {
        announceBest(of: table, in: versions)
      } else if state.withLock({ $0.announce(.package(id), limit: rules.options.maximumPackages) })
      {
        Task(executorPreference: TaskPool.current) { await self.prefetchLikely(id, in: versions) }
      }
    case .backtracking(let node, let version, let versions, let count):
      guard let id = node.id, let table = knownTable(for: id) else { return }
      let below = table.candidates(in: versions.intersection(.below(version)), atMost: count)
      for index in below { announce(table.release(at: index)) }
    }
  }

  private func announceBest(
    of table: CandidateTable, in versions: VersionSet<PackageVersion>
  ) {
    if let index = table.best(in: versions) { announce(table.release(at: index)) }
  }

  /// Asks for a release's metadata once.
  private func announce(_ release: Release) {
    let isNew = state.withLock { $0.metadataAnnounced.insert(ReleaseKey(release)).inserted }
    guard isNew, let catalog = memory.catalogs[release.id.ecosystem] else { return }
    Task(executorPreference: TaskPool.current) { await catalog.prefetch(metadataOf: release) }
  }

  /// Asks for what an extra of a holding stands for, or for its bounds on what is replaced, which the
  /// index knows.
  private func prefetchRelease(of holding: Holding, for node: PlanNode) {
    let isExtra = node != .package(holding.id)
    let mark: PlanNode = isExtra ? .extra(holding.id, "") : node
    guard isExtra || !rules.free.isEmpty, state.withLock({ $0.announced.insert(mark).inserted })
    else { return }
    Task(executorPreference: TaskPool.current) {
      if !isExtra {
        let brought = try? await self.memory.propagated(by: holding)
        guard brought?.contains(where: { self.rules.free.contains($0.id) }) == true else { return }
      }
      if let release = try? await self.memory.release(of: holding) { self.announce(release) }
    }
  }

  /// Asks for a project, its likely release, and then for what that release needs in turn.
  private func prefetchLikely(_ id: PackageID, in versions: VersionSet<PackageVersion>) async {
    guard let table = try? await table(for: id), let index = table.best(in: versions),
      let catalog = memory.catalogs[id.ecosystem]
    else { return }
    let release = table.release(at: index)
    state.withLock { _ = $0.metadataAnnounced.insert(ReleaseKey(release)) }
    guard let metadata = try? await catalog.metadata(of: release) else { return }
    for need in needs(of: release, extra: nil, in: metadata) {
      prefetch(.required(.package(need.requirement.id), need.requirement.constraint.versionSet))
    }
  }

  /// The requirements of a release, or of just one of its extras, that count in this pass.
  func needs(of release: Release, extra: String?, in metadata: ReleaseMetadata) -> [Need] {
    let host = rules.options.hostSystem
    return memory.needs(of: release, extra: extra, in: metadata, on: rules.options.served).filter {
      guard !$0.systems.isDisjoint(with: rules.systems) else { return false }
      return !$0.systems.isDisjoint(with: host)
        || !rules.dropped.contains(Edge(from: release.id, to: $0.requirement.id))
    }
  }
}

extension Holding {
  /// The version that stands for the holding in the solver, which needs one.
  var solverVersion: PackageVersion {
    if let version { return version }
    switch id.ecosystem {
    case .pypi: return .python(.lowest)
    case .cran: return .r(.lowest)
    }
  }
}
