import PackageMetadata
import Resolution

/// What the packages of a solution need on systems other than the host's.
///
/// The solution stands for the host; what others need comes on top as far as it fits, since a
/// package that is missing on one system can still be used on the others.
struct OtherSystems: Sendable {
  let search: PlanSearch

  /// The solution with what else is needed, and notes on the packages that need it.
  func complete(
    _ solved: PlanSearch.Solved
  ) async throws(PlanningError) -> (PlanSearch.Solved, notes: [PackageID: [Note]]) {
    let options = solved.provider.rules.options
    var start = solved
    var dropped: [Edge: Need] = [:]
    guard try await !others(in: solved).isEmpty else { return (solved, [:]) }
    while true {
      switch try await search.extend(start, by: [], on: options.served) {
      case .solved(let extended): return (extended, notes(dropped))
      case .failed(let provider, let proof):
        let new = try await inTheWay(proof, provider).filter { dropped[$0.key] == nil }
        if new.isEmpty { return (solved, notes(dropped)) }
        dropped.merge(new) { first, _ in first }
        var rules = start.provider.rules
        rules.dropped.formUnion(new.keys)
        start = PlanSearch.Solved(
          provider: PlanProvider(rules: rules, memory: search.memory), solution: solved.solution)
      }
    }
  }

  /// The requirements of chosen packages that count on other systems alone.
  private func others(in solved: PlanSearch.Solved) async throws(PlanningError) -> [Edge: Need] {
    var result: [Edge: Need] = [:]
    let links = try await PlanLinks(solved)
    let provider = solved.provider
    for (id, choice) in links.choices {
      for extra in [nil] + (links.extras[id] ?? []).map(Optional.some) {
        collect(choice.release, extra, choice.metadata, provider, into: &result)
      }
    }
    return result
  }

  private func collect(
    _ release: Release, _ extra: String?, _ metadata: ReleaseMetadata, _ provider: PlanProvider,
    into result: inout [Edge: Need]
  ) {
    let options = provider.rules.options
    let needs = provider.memory.needs(of: release, extra: extra, in: metadata, on: options.served)
    for need in needs where need.systems.isDisjoint(with: options.hostSystem) {
      let edge = Edge(from: release.id, to: need.requirement.id)
      if result[edge] == nil { result[edge] = need }
    }
  }

  /// The requirements of other systems that a proof rests on.
  private func inTheWay(
    _ proof: PlanSearch.Proof, _ provider: PlanProvider
  ) async throws(PlanningError) -> [Edge: Need] {
    var result: [Edge: Need] = [:]
    for case .dependency(let node, let versions, let target, _) in proof.facts {
      guard let from = node.id, let to = target.id, provider.holding(of: from) == nil,
        let table = provider.knownTable(for: from),
        let index = table.best(in: versions)
      else { continue }
      let release = table.release(at: index)
      guard let metadata = try await provider.memory.metadata(of: release) else { continue }
      var found: [Edge: Need] = [:]
      collect(release, node.extra, metadata, provider, into: &found)
      let edge = Edge(from: from, to: to)
      if let need = found[edge] { result[edge] = need }
    }
    return result
  }

  private func notes(_ dropped: [Edge: Need]) -> [PackageID: [Note]] {
    var result: [PackageID: [Note]] = [:]
    for (edge, need) in dropped.sorted(by: { $0.key < $1.key }) {
      result[edge.from, default: []].append(.unmetElsewhere(need.systems, need.requirement))
    }
    return result
  }
}
