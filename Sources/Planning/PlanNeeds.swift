import PackageMetadata

/// What each package of a solution needs at run time, on which systems, with extras spelt out.
///
/// nixpkgs' packages have no way to ask for another's extras but by naming what they bring.
struct PlanNeeds {
  let solved: PlanSearch.Solved
  let links: PlanLinks
  /// Notes on requirements, by the package that has them.
  private(set) var notes: [PackageID: [Note]] = [:]

  init(_ solved: PlanSearch.Solved, links: PlanLinks) {
    self.solved = solved
    self.links = links
  }

  private var provider: PlanProvider { solved.provider }

  /// What a chosen package needs, by id.
  mutating func dependencies(
    of id: PackageID
  ) async throws(PlanningError) -> [PackageID: SystemSet] {
    var result: [PackageID: SystemSet] = [:]
    for link in links.links(of: id) where link.extra == nil {
      add(link.requirement.id, link.need.systems, of: id, to: &result)
      for extra in link.requirement.extras {
        try await collect(extra, of: link.requirement.id, on: link.need.systems, for: id, &result)
      }
    }
    return result
  }

  /// What one extra of a chosen package needs, by id.
  mutating func dependencies(
    of id: PackageID, extra: String
  ) async throws(PlanningError) -> [PackageID: SystemSet] {
    var result: [PackageID: SystemSet] = [:]
    try await collect(extra, of: id, on: provider.rules.options.served, for: id, &result)
    return result
  }

  private func add(
    _ needed: PackageID, _ systems: SystemSet, of id: PackageID,
    to result: inout [PackageID: SystemSet]
  ) {
    if needed == id || solved.solution[.package(needed)] == nil { return }
    result[needed, default: []].formUnion(systems)
  }

  private mutating func collect(
    _ extra: String, of id: PackageID, on systems: SystemSet, for requirer: PackageID,
    _ result: inout [PackageID: SystemSet]
  ) async throws(PlanningError) {
    var visited: Set<PlanNode> = []
    var pending: [(id: PackageID, extra: String, systems: SystemSet)] = [(id, extra, systems)]
    while let (id, extra, systems) = pending.popLast() {
      guard visited.insert(.extra(id, extra)).inserted else { continue }
      for need in try await needs(ofExtra: extra, of: id, for: requirer) {
        let common = need.systems.intersection(systems)
        if common.isEmpty { continue }
        add(need.requirement.id, common, of: requirer, to: &result)
        pending += need.requirement.extras.map { (need.requirement.id, $0, common) }
      }
    }
  }

  private mutating func needs(
    ofExtra extra: String, of id: PackageID, for requirer: PackageID
  ) async throws(PlanningError) -> [Need] {
    if let holding = provider.holding(of: id) {
      let (needs, note) = try await provider.needs(ofExtra: extra, of: holding)
      if let note { say(note, of: requirer) }
      return needs
    }
    if let provided = links.choices[id]?.metadata.extras, !provided.contains(extra) {
      say(.noExtra(extra, of: id == requirer ? nil : id, version: nil), of: requirer)
    }
    return links.links(of: id).filter { $0.extra == extra }.map(\.need)
  }

  private mutating func say(_ note: Note, of id: PackageID) {
    if notes[id]?.contains(note) != true { notes[id, default: []].append(note) }
  }
}
