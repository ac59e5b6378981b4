import PackageMetadata
import Resolution
import Versions

/// The passes of the solver over one request: strict first, then with the bounds in the way relaxed,
/// then with older releases of what releases of our time want old, then with nixpkgs' variants of
/// what does not fit.
///
/// Variants come last, since what uses one cannot be in an environment with what uses the other.
struct PlanSearch: Sendable {
  let memory: PlanMemory

  typealias Solution = [PlanNode: PackageVersion]
  typealias Proof = Explanation<PlanNode, PackageVersion, UnusableReason>

  /// Versions that fit, with the view under which they do.
  struct Solved {
    let provider: PlanProvider
    let solution: Solution

    /// The holding that was chosen, which may be another than the usual one.
    func holding(of id: PackageID) -> Holding? {
      let holdings = provider.holdings(of: id)
      if holdings.count < 2 { return holdings.first }
      let version = solution[.package(id)]
      return holdings.first { $0.solverVersion == version } ?? holdings.first
    }
  }

  /// The result.
  enum Outcome {
    case solved(Solved)
    case failed(PlanProvider, Proof)
  }

  /// What the root of a problem needs.
  private struct Roots {
    var requirements: [Requirement] = []
    /// Nodes held to what was already chosen.
    var fixed: Solution = [:]
  }

  /// Searches for what requests need on the host's system.
  ///
  /// Bounds are relaxed one conflict at a time, and only those that must be.
  func run(
    _ requests: [Requirement], options: PlanningOptions
  ) async throws(PlanningError) -> Outcome {
    var rules = PlanProvider.Rules(systems: options.hostSystem, options: options)
    rules.free = options.overrides
    for request in requests {
      rules.requests[request.id] = request.constraint.joined(to: rules.requests[request.id])
      if replaces(request) { rules.free.insert(request.id) }
    }
    return try await search(Roots(requirements: requests), rules: rules)
  }

  /// Searches for what further requirements need besides what was chosen already, none of which
  /// changes; requirements that hold on `systems` count, also those of what was chosen.
  func extend(
    _ solved: Solved, by requirements: [Requirement], on systems: SystemSet
  ) async throws(PlanningError) -> Outcome {
    var rules = solved.provider.rules
    rules.systems = systems
    return try await search(
      Roots(requirements: requirements, fixed: solved.solution), rules: rules)
  }

  /// Why a release cannot be chosen together with everything else that is wanted; `nil` if it can.
  func objection(
    to version: PackageVersion, of id: PackageID, requests: [Requirement],
    provider: PlanProvider
  ) async throws(PlanningError) -> Proof? {
    let roots = Roots(requirements: requests, fixed: [.package(id): version])
    let outcome = try await solve(roots, provider: provider)
    if case .failed(let proof) = outcome { return proof }
    return nil
  }

  /// Whether a request is the permission to replace what is there.
  private func replaces(_ request: Requirement) -> Bool {
    if request.url != nil { return true }
    guard let holding = memory.holdings(of: request.id).first, !request.constraint.isEmpty else {
      return false
    }
    guard let version = holding.version else { return true }
    return !request.constraint.contains(version)
  }

  // MARK: - Passes

  private func search(
    _ roots: Roots, rules: PlanProvider.Rules
  ) async throws(PlanningError) -> Outcome {
    var rules = rules
    while true {
      let provider = PlanProvider(rules: rules, memory: memory)
      switch try await solve(roots, provider: provider) {
      case .solved(let solution):
        return .solved(try await minimal(Solved(provider: provider, solution: solution), roots))
      case .failed(let proof):
        guard let retry = retry(after: proof, of: provider) else {
          return .failed(provider, proof)
        }
        rules.apply(retry)
      }
    }
  }

  /// What another pass may do that might help, the mildest first.
  private func retry(
    after proof: Proof, of provider: PlanProvider
  ) -> PlanProvider.Rules.Retry? {
    let rules = provider.rules
    // `minimal` judges in its own way; here it is enough that something new gives way.
    let edges = rules.options.isStrict ? [] : edges(inTheWay: proof, of: provider)
    let named = provider.prereleasesNamed.intersection(proof.packages.compactMap(\.id))
    if !edges.isSubset(of: rules.yielding) || !named.isSubset(of: rules.welcoming) {
      return .bounds(edges, welcoming: named)
    }
    let elders = elders(wantedBy: proof, of: provider)
    if !elders.isEmpty { return .elders(elders) }
    return !rules.takesVariants && hasVariants(proof, of: provider) ? .variants : nil
  }

  /// The newest releases that requirements of a proof admit, all of which are too old.
  ///
  /// The requirements are those of releases that are not: such an age is upstream's word, not the
  /// solver's flight to a release without bounds.
  private func elders(
    wantedBy proof: Proof, of provider: PlanProvider
  ) -> [PackageID: PackageVersion] {
    var result: [PackageID: PackageVersion] = [:]
    for case .dependency(let node, _, let target, let needed) in proof.facts {
      guard let from = node.id, let to = target.id, from != to,
        provider.holding(of: from) == nil, provider.holding(of: to) == nil,
        let table = provider.knownTable(for: to),
        let version = table.newestTooOld(in: needed)
      else { continue }
      let known = result[to] ?? provider.rules.elders[to]
      if known.map({ version < $0 }) ?? true { result[to] = version }
    }
    return result
  }

  /// Whether a package that a proof is about has variants.
  private func hasVariants(_ proof: Proof, of provider: PlanProvider) -> Bool {
    proof.packages.compactMap(\.id).contains { id in
      let holdings = provider.holdings(of: id)
      guard let usual = holdings.first else { return false }
      return holdings.contains { $0.isVariant(of: usual) }
    }
  }

  private func solve(
    _ roots: Roots, provider: PlanProvider
  ) async throws(PlanningError) -> SolverOutcome<PlanNode, PackageVersion, UnusableReason>.Result {
    var needs: [Dependency<PlanNode, PackageVersion>] = []
    for requirement in roots.requirements {
      needs += try await provider.dependencies(for: requirement, of: nil)
    }
    for (node, version) in roots.fixed.sorted(by: { $0.key < $1.key }) {
      needs.append(Dependency(node, .singleton(version)))
    }
    let start: PackageVersion = .python(.lowest)
    let result = try await provider.solve(
      root: .root, version: start, requirements: needs
    ).result
    guard case .solved(let solution) = result else { return result }
    return .solved(Self.spelt(solution, by: provider))
  }

  /// The solution in the spelling of the index, where a requirement may have another (`2` for
  /// `2.0`).
  private static func spelt(_ solution: Solution, by provider: PlanProvider) -> Solution {
    var result = solution
    for (node, version) in solution {
      guard let id = node.id, provider.holding(of: id) == nil,
        let project = provider.knownTable(for: id)?.project,
        let index = project.index(of: version)
      else { continue }
      result[node] = project.versions[index]
    }
    return result
  }

  /// The bounds of a proof on holdings that lie above them.
  private func edges(inTheWay proof: Proof, of provider: PlanProvider) -> Set<Edge> {
    var result: Set<Edge> = []
    for case .dependency(let node, _, let target, let needed) in proof.facts {
      guard let from = node.id, let to = target.id, let holding = provider.holding(of: to),
        provider.holding(of: from) == nil, !needed.contains(holding.solverVersion)
      else { continue }
      result.insert(Edge(from: from, to: to))
    }
    return result
  }

  // MARK: - No more than needed

  /// At most this many bounds are looked at one by one.
  private static let patience = 24

  /// A solution of the same problem for which no fewer bounds would do.
  private func minimal(_ solved: Solved, _ roots: Roots) async throws(PlanningError) -> Solved {
    guard !solved.provider.rules.yielding.isEmpty else { return solved }
    var best = solved
    var used = try await relaxed(in: best)
    var kept: Set<Edge> = []
    var trials = 0
    while let edge = used.subtracting(kept).min(), trials < Self.patience {
      trials += 1
      var rules = best.provider.rules
      rules.yielding = used.subtracting([edge])
      let provider = PlanProvider(rules: rules, memory: memory)
      if case .solved(let solution) = try await solve(roots, provider: provider) {
        best = Solved(provider: provider, solution: solution)
        used = try await relaxed(in: best)
      } else {
        kept.insert(edge)
      }
    }
    return best
  }

  /// The bounds that a solution breaks.
  private func relaxed(in solved: Solved) async throws(PlanningError) -> Set<Edge> {
    var result: Set<Edge> = []
    for link in try await PlanLinks(solved).all {
      let edge = Edge(from: link.from, to: link.requirement.id)
      guard solved.provider.rules.yielding.contains(edge),
        let holding = solved.provider.holding(of: edge.to)
      else { continue }
      let judgement = try await solved.provider.judgement(of: link.requirement, on: holding)
      if judgement == .relaxable { result.insert(edge) }
    }
    return result
  }
}

extension VersionConstraint {
  /// Both constraints; the other may be absent.
  func joined(to other: VersionConstraint?) -> VersionConstraint {
    switch (self, other) {
    case (.python(let left), .python(let right)?): .python(left.intersection(right))
    case (.r(let left), .r(let right)?): .r(left.intersection(right))
    default: self
    }
  }
}
