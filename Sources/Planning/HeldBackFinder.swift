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

  /// Why an older release than the newest usable was chosen; `nil` if it was not.
  func reason(
    for id: PackageID, _ choice: PlanLinks.Choice
  ) async throws(PlanningError) -> HeldBack? {
    if let limit = provider.rules.options.nameLimits[id], limit.range != .later {
      return HeldBack(
        newest: limit.version.description, by: .lackingName(limit.obstacle, limit.holding))
    }
    guard let newest = choice.table.newestUsable(), newest > choice.index else { return nil }
    let version = choice.table.project.versions[newest]
    let by = try await culprit(of: id, version, choice.table.release(at: newest))
    return HeldBack(newest: version.description, by: by)
  }

  private func culprit(
    of id: PackageID, _ version: PackageVersion, _ release: Release
  ) async throws(PlanningError) -> HeldBack.Cause {
    if let request = provider.rules.requests[id], !request.contains(version) {
      return .request(id, request)
    }
    let isRelaxed = provider.rules.options.relaxed.contains(id)
    for link in byTarget[id] ?? []
    where !isRelaxed && !link.requirement.constraint.contains(version) {
      return .requirement(link.requirement, of: link.from)
    }
    // The newest release's metadata may not have been read yet; not knowing it is not a failure.
    guard let metadata = (try? await provider.memory.metadata(of: release)) ?? nil else {
      return provider.memory.complaint(about: release) == nil
        ? .unreadableMetadata : .brokenMetadata
    }
    let python = provider.inventory.pythonTarget.version
    if let bounds = metadata.requiresPython, !bounds.contains(python) { return .python(bounds) }
    if let bounds = metadata.requiresR, let r = provider.inventory.rVersion, !bounds.contains(r) {
      return .r(bounds)
    }
    for extra in [nil] + (links.extras[id] ?? []).map(Optional.some) {
      for need in provider.needs(of: release, extra: extra, in: metadata) {
        if try await conflicts(need.requirement) { return .ownRequirement(need.requirement) }
      }
    }
    return try await indirect(id, version)
  }

  /// Whether what is there or chosen does not meet a requirement.
  private func conflicts(_ requirement: Requirement) async throws(PlanningError) -> Bool {
    if let holding = solved.holding(of: requirement.id) {
      switch try await provider.judgement(of: requirement, on: holding) {
      case .fits, .unjudgeable, .asked: return false
      case .relaxable, .tooOld: return true
      }
    }
    guard let have = solved.solution[.package(requirement.id)] else { return false }
    return !requirement.constraint.contains(have)
  }

  /// What a search for a solution with the newest release comes up against.
  private func indirect(
    _ id: PackageID, _ version: PackageVersion
  ) async throws(PlanningError) -> HeldBack.Cause {
    let proof = try await search.objection(
      to: version, of: id, requests: requests, provider: provider)
    guard let proof else { return .otherChoices }
    for case .dependency(let node, _, let target, let needed) in proof.facts.reversed() {
      guard let from = node.id, from != id, let to = target.id, !needed.isFull else { continue }
      return .bound(to, extra: target.extra, needed, of: from)
    }
    return .deeperRequirements
  }
}
