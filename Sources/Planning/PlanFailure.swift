import PackageMetadata
import Resolution
import Versions

/// Why no versions fit, and what would work instead.
struct PlanFailure: Sendable {
  let search: PlanSearch
  let provider: PlanProvider
  let proof: PlanSearch.Proof
  let requests: [Requirement]
  let options: PlanningOptions
  var alternatives: Planner.Alternatives?

  /// The error to throw; `builds` is the package for whose build nothing fits, if that is the reason.
  func error(builds: PackageID? = nil) async throws(PlanningError) -> PlanningError {
    if let missing { return missing }
    let summary = FactSummary(provider: provider, proof: proof)
    var wording = FailureWording(provider: provider, summary: summary)
    if let builds { wording.rootNeeds = "building \(builds.name) and the rest of the plan takes" }
    var waysOut = try await WaysOut(
      search: search, proof: proof, provider: provider, requests: requests, options: options,
      alternatives: alternatives, includesBuilds: builds != nil
    ).all()
    let noWayOut =
      waysOut.isEmpty && isOfSnapshot
      ? NoWayOut(
        snapshot: provider.inventory.name, triedPythons: alternatives?.pythons.isEmpty == false)
      : nil
    if let (id, reason) = withoutArtifact {
      return .noArtifact(id, reason, waysOut: waysOut, noWayOut: noWayOut)
    }
    let r = otherR
    if let r { waysOut.append(r.way) }
    return .noSolution(
      PlanExplanation(
        proof: proof.simplified(rewriting: summary.rewritten), wording: wording,
        noWayOut: noWayOut, r: r?.version), waysOut: waysOut)
  }

  /// Whether another snapshot could change anything: what it has, or its interpreter, is in the way.
  private var isOfSnapshot: Bool {
    proof.facts.contains { fact in
      switch fact {
      case .unavailable(_, _, .needsPython): return true
      case .dependency(let node, _, let target, let needed):
        guard let id = node.id, provider.holding(of: id) == nil,
          let holding = target.id.flatMap({ provider.holding(of: $0) })
        else { return false }
        return !needed.contains(holding.solverVersion)
      case .root, .noVersions, .unavailable, .variant: return false
      }
    }
  }

  /// R as it is there, where another one is asked for, and the one that it would have to be.
  private var otherR: (version: RVersion, way: WayOut)? {
    guard let r = provider.inventory.rVersion else { return nil }
    var least: [PackageID: RVersion] = [:]
    var isOfR = false
    for case .unavailable(let node, _, .needsR(let bounds)) in proof.facts {
      guard let id = node.id else { continue }
      isOfR = true
      guard let lowest = bounds.specifiers.filter({ !$0.contains(r) }).map(\.version).max(),
        lowest > r
      else { continue }
      least[id] = min(least[id] ?? lowest, lowest)
    }
    // Each package is content with the lowest, but all of them have to be.
    return isOfR ? (r, .snapshot(leastR: least.values.max())) : nil
  }

  /// A package that something needs and no index has, where that is the whole reason.
  private var missing: PlanningError? {
    var missing: PackageID?
    var needs: [PackageID: [PackageID]] = [:]
    for fact in proof.facts {
      switch fact {
      case .unavailable(let node, _, .onNoIndex):
        if let missing, missing != node.id { return nil }
        missing = node.id
      case .dependency(let node, _, let target, let needed):
        if let id = target.id {
          // Where bounds meet, more than one way led here.
          if id != missing, needed.isEmpty { return nil }
          if let from = node.id { needs[from, default: []].append(id) }
        }
      case .noVersions, .unavailable: return nil
      case .root, .variant: break
      }
    }
    guard let missing, let path = path(to: missing, by: needs) else { return nil }
    return .notFound(missing, path: path, near: search.memory.near(missing))
  }

  /// The way from a request to a package, the package itself left out.
  private func path(to id: PackageID, by needs: [PackageID: [PackageID]]) -> [PackageID]? {
    var paths: [[PackageID]] = requests.map { [$0.id] }
    var seen = Set(requests.map(\.id))
    var next = 0
    while next < paths.count {
      let path = paths[next]
      next += 1
      guard let last = path.last else { continue }
      for needed in (needs[last] ?? []).sorted() {
        if needed == id { return path }
        if seen.insert(needed).inserted { paths.append(path + [needed]) }
      }
    }
    return nil
  }

  /// A request that has no usable file at all, where that is the whole reason.
  private var withoutArtifact: (PackageID, NoArtifact)? {
    guard proof.packages.count == 1, let id = proof.packages[0].id,
      provider.holding(of: id) == nil
    else { return nil }
    var found: UnusableReason?
    for fact in proof.facts {
      switch fact {
      case .unavailable(_, _, let reason):
        if !reason.isOfFiles { return nil }
        if found == nil { found = reason }
      case .dependency(_, _, _, let needed):
        if !needed.isFull { return nil }
      case .noVersions: return nil
      case .root, .variant: break
      }
    }
    return found.map { (id, reason(without: id, newest: $0)) }
  }

  /// Why a project has no release to use: the reason of its newest, and what the others are.
  private func reason(without id: PackageID, newest reason: UnusableReason) -> NoArtifact {
    guard let table = provider.knownTable(for: id) else { return .noRelease(reason, newest: nil) }
    let counting = table.project.versions.indices.filter { !table.isHidden(at: $0) }
    let newest = counting.last { !table.isPrerelease($0) } ?? counting.last
    return .noRelease(
      reason,
      newest: newest.map { index in
        NoArtifact.Newest(
          version: table.project.versions[index],
          date: table.release(at: index).artifacts.compactMap(\.uploadTime).min(),
          isOnly: table.project.versions.count == 1)
      })
  }
}
