import PackageMetadata
import Resolution
import Versions

/// Why no versions fit, in sentences, and what would work instead.
struct PlanFailure: Sendable {
  let search: PlanSearch
  let provider: PlanProvider
  let proof: PlanSearch.Proof
  let requests: [Requirement]
  let options: PlanningOptions
  var alternatives: Planner.Alternatives?

  /// The error to throw; `builds` is the package whose build is what nothing fits, where it is one.
  func error(builds: PackageID? = nil) async throws(PlanningError) -> PlanningError {
    if let missing { return missing }
    let summary = FactSummary(provider: provider, proof: proof)
    var wording = PlanWording(provider: provider, summary: summary)
    if let builds { wording.rootNeeds = "building \(builds.name) and the rest of the plan takes" }
    let waysOut = try await WaysOut(
      search: search, proof: proof, provider: provider, requests: requests, options: options,
      alternatives: alternatives, includesBuilds: builds != nil
    ).all()
    if let (id, reason) = withoutArtifact {
      let end = waysOut.isEmpty && isOfSnapshot ? "\n\(noWayOut)" : ""
      return .noArtifact(id, reason: reason + end, waysOut: waysOut)
    }
    var sentences = proof.simplified(rewriting: summary.rewritten).sentences(in: wording.vocabulary)
    if waysOut.isEmpty, isOfSnapshot { sentences.append(noWayOut) }
    if let wordsOnR { sentences.append(wordsOnR) }
    return .noSolution(explanation: sentences, waysOut: waysOut)
  }

  /// Whether another snapshot could change anything: what it has, or its interpreter, is in the way.
  private var isOfSnapshot: Bool {
    proof.facts.contains { fact in
      switch fact {
      case .unavailable(_, _, let reason): return reason.hasPrefix(FactSummary.pythonPrefix)
      case .dependency(let node, _, let target, let needed):
        guard let id = node.id, provider.holding(of: id) == nil,
          let holding = target.id.flatMap({ provider.holding(of: $0) })
        else { return false }
        return !needed.contains(holding.solverVersion)
      case .root, .noVersions, .variant: return false
      }
    }
  }

  /// What to say where nothing that was tried helps.
  private var noWayOut: String {
    var tried = ["no other release", "no replacement"]
    if !(alternatives?.pythons.isEmpty ?? true) {
      tried.append("no other python of \(provider.inventory.name)")
    }
    return "Of what was tried nothing helps (\(tried.joined(separator: ", "))); another "
      + "\(provider.inventory.name) may."
  }

  /// What R there is and would have to be, where another one is asked for.
  private var wordsOnR: String? {
    guard let r = provider.inventory.rVersion else { return nil }
    var least: [PackageID: RVersion] = [:]
    var isOfR = false
    for case .unavailable(let node, _, let reason) in proof.facts {
      guard let id = node.id, reason.hasPrefix(FactSummary.rPrefix) else { continue }
      isOfR = true
      guard let bounds = try? RSpecifierSet(parsing: reason.dropFirst(FactSummary.rPrefix.count)),
        let lowest = bounds.specifiers.filter({ !$0.contains(r) }).map(\.version).max(), lowest > r
      else { continue }
      least[id] = min(least[id] ?? lowest, lowest)
    }
    // Each package is content with the lowest, but all of them have to be.
    guard let needed = least.values.max() else {
      return isOfR
        ? "R of \(provider.inventory.name) is \(r); another nixpkgs may have one that fits."
        : nil
    }
    return "R of \(provider.inventory.name) is \(r); this takes a nixpkgs with R \(needed) or newer"
      + "."
  }

  /// A package that something needs and no index has, where that is the whole reason.
  private var missing: PlanningError? {
    var missing: PackageID?
    var needs: [PackageID: [PackageID]] = [:]
    for fact in proof.facts {
      switch fact {
      case .unavailable(let node, _, PlanProvider.onNoIndex):
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
  private var withoutArtifact: (PackageID, String)? {
    guard proof.packages.count == 1, let id = proof.packages[0].id,
      provider.holding(of: id) == nil
    else { return nil }
    var found: String?
    for fact in proof.facts {
      switch fact {
      case .unavailable(_, _, let reason):
        guard Self.fileReasons.contains(where: reason.hasPrefix) else { return nil }
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
  private func reason(without id: PackageID, newest reason: String) -> String {
    let plain = "its newest release \(reason), and no other can be used"
    guard let table = provider.knownTable(for: id) else { return plain }
    let counting = table.project.versions.indices.filter { !table.isHidden(at: $0) }
    guard let newest = counting.last(where: { !table.isPrerelease($0) }) ?? counting.last else {
      return plain
    }
    let version = table.project.versions[newest]
    let date = table.release(at: newest).artifacts.compactMap(\.uploadTime).min()
    let name = "\(version)\(date.map { " of \($0.day)" } ?? "")"
    if table.project.versions.count == 1 { return "its only release, \(name), \(reason)" }
    return "its newest release, \(name), \(reason), and none of the others can be used"
  }

  private static let fileReasons = [
    "has no ", "is for ", "needs Python ", "is yanked", "was uploaded ",
  ]
}
