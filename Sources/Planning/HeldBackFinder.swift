import PackageMetadata
import Resolution
import Versions

/// The search for what kept a package from its newest release.
struct HeldBackFinder {
  let search: PlanSearch
  let solved: PlanSearch.Solved
  let links: PlanLinks
  let byTarget: [PackageID: [PlanLinks.Link]]
  let requests: [Requirement]

  private var provider: PlanProvider { solved.provider }

  /// Why an older release than the newest usable was chosen; `nil` where it was not.
  func reason(
    for id: PackageID, _ choice: PlanLinks.Choice
  ) async throws(PlanningError) -> HeldBack? {
    guard let newest = choice.table.newestUsable(), newest > choice.index else { return nil }
    let version = choice.table.project.versions[newest]
    let by = try await culprit(of: id, version, choice.table.release(at: newest))
    return HeldBack(newest: version.description, by: by)
  }

  private func culprit(
    of id: PackageID, _ version: PackageVersion, _ release: Release
  ) async throws(PlanningError) -> String {
    if let request = provider.rules.requests[id], !request.contains(version) {
      let words = id.ecosystem == .cran ? " (\(request))" : "\(request)"
      return "\(id.name)\(words) as requested"
    }
    let isRelaxed = provider.rules.options.relaxed.contains(id)
    for link in byTarget[id] ?? []
    where !isRelaxed && !link.requirement.constraint.contains(version) {
      return "\(link.requirement.withoutMarker) of \(link.from.name)"
    }
    // What the newest release says may not have been asked for yet; not to know is no failure.
    guard let metadata = (try? await provider.memory.metadata(of: release)) ?? nil else {
      return provider.memory.complaint(about: release) == nil
        ? "metadata that can't be read" : "its broken metadata"
    }
    let python = provider.inventory.pythonTarget.version
    if let bounds = metadata.requiresPython, !bounds.contains(python) { return "Python \(bounds)" }
    if let bounds = metadata.requiresR, let r = provider.inventory.rVersion, !bounds.contains(r) {
      return "R (\(bounds))"
    }
    for extra in [nil] + (links.extras[id] ?? []).map(Optional.some) {
      for need in provider.needs(of: release, extra: extra, in: metadata) {
        if let text = try await conflict(with: need.requirement) { return text }
      }
    }
    return try await indirect(id, version)
  }

  /// The requirement, where what is there or chosen does not meet it.
  private func conflict(with requirement: Requirement) async throws(PlanningError) -> String? {
    if let holding = solved.holding(of: requirement.id) {
      switch try await provider.judgement(of: requirement, on: holding) {
      case .fits, .unjudgeable, .asked: return nil
      case .relaxable, .tooOld: return requirement.withoutMarker
      }
    }
    guard let have = solved.solution[.package(requirement.id)],
      !requirement.constraint.contains(have)
    else { return nil }
    return requirement.withoutMarker
  }

  /// What a search for a solution with the newest release comes up against.
  private func indirect(
    _ id: PackageID, _ version: PackageVersion
  ) async throws(PlanningError) -> String {
    let proof = try await search.objection(
      to: version, of: id, requests: requests, provider: provider)
    guard let proof else { return "the releases chosen of other packages" }
    for case .dependency(let node, _, let target, let needed) in proof.facts.reversed() {
      guard let from = node.id, from != id, let to = target.id, !needed.isFull else { continue }
      return "\(target)\(PlanWording.text(needed, of: to)) of \(from.name)"
    }
    return "what its requirements need in turn"
  }
}
