import PackageMetadata
import Synchronization
import Versions

/// Whether a release can be used, and with which of its files.
final class Usability: Sendable {
  let target: PythonTarget
  /// The systems of which one at least must be able to use a file.
  let accepted: SystemSet
  private let served: SystemSet
  private let excludeNewer: Timestamp?
  private let tags: [(system: System, tags: WheelTags)]
  /// The bounds that exclude the interpreter, by texts of `requires-python`, of which there are few.
  private let pythons = Mutex<[String: SpecifierSet?]>([:])

  /// A judge of files.
  ///
  /// - Parameters:
  ///   - target: the interpreter.
  ///   - options: the user's choice of dates and systems.
  ///   - accepted: the systems of which one at least must be able to use a file.
  ///   - isDirect: whether files were named by their URL, which no date rules out.
  init(
    target: PythonTarget, options: PlanningOptions, accepted: SystemSet, isDirect: Bool = false
  ) {
    self.target = target
    self.accepted = accepted
    served = options.served
    excludeNewer = isDirect ? nil : options.excludeNewer
    tags = served.systems.map { ($0, WheelTags.compatible(with: target, system: $0)) }
  }

  /// What a look at a release's files says.
  enum Verdict: Hashable, Sendable {
    /// It can be used; the time is that of its first file.
    case usable(released: Timestamp?)
    case unusable(UnusableReason)
  }

  /// Judges a release by its files alone; where a request names this very version (`isPinned`),
  /// yanked files are good.
  func verdict(on release: Release, isPinned: Bool) -> Verdict {
    // CRAN has one file of each release, unless it is for another system.
    var reason: UnusableReason = release.id.ecosystem == .cran ? .windowsOnly : .noFiles
    var released: Timestamp?
    var isUsable = false
    for artifact in release.artifacts {
      if let time = artifact.uploadTime { released = min(released ?? time, time) }
      if isUsable { continue }
      if let complaint = complaint(about: artifact, isPinned: isPinned) {
        reason = complaint
      } else if let complaint = misfit(of: artifact) {
        reason = complaint
      } else {
        isUsable = true
      }
    }
    return isUsable ? .usable(released: released) : .unusable(reason)
  }

  /// The files that could be used on some system, in the index's order.
  func usableArtifacts(of release: Release, isPinned: Bool) -> [Artifact] {
    release.artifacts.filter { complaint(about: $0, isPinned: isPinned) == nil }
  }

  /// The best wheel for each system that has one; empty if no system that matters has one.
  func wheels(among artifacts: [Artifact]) -> [PlannedSource] {
    var chosen: [(artifact: Artifact, systems: SystemSet)] = []
    for (system, tags) in tags {
      var best: (artifact: Artifact, name: WheelName, rank: WheelTags.Rank)?
      for artifact in artifacts {
        guard case .wheel(let name) = artifact.kind, let rank = tags.rank(of: name) else {
          continue
        }
        if let best, !Self.isBetter((artifact, name, rank), best) { continue }
        best = (artifact, name, rank)
      }
      guard let best else { continue }
      if let index = chosen.firstIndex(where: { $0.artifact == best.artifact }) {
        chosen[index].systems.insert(system.set)
      } else {
        chosen.append((best.artifact, system.set))
      }
    }
    let reached = chosen.reduce(SystemSet()) { $0.union($1.systems) }
    if reached.isDisjoint(with: accepted) { return [] }
    if chosen.count == 1, reached == served {
      return [PlannedSource(artifact: chosen[0].artifact, systems: .all)]
    }
    return chosen.map { PlannedSource(artifact: $0.artifact, systems: $0.systems) }
  }

  /// Whether to take the first of two wheels: for its tags, else for its later build.
  private static func isBetter(
    _ left: (artifact: Artifact, name: WheelName, rank: WheelTags.Rank),
    _ right: (artifact: Artifact, name: WheelName, rank: WheelTags.Rank)
  ) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    if left.name.buildOrder != right.name.buildOrder {
      return left.name.buildOrder > right.name.buildOrder
    }
    return left.artifact.fileName < right.artifact.fileName
  }

  /// Why a file cannot be used on any system.
  private func complaint(about artifact: Artifact, isPinned: Bool) -> UnusableReason? {
    if let limit = excludeNewer {
      // Bioconductor's releases have no day.
      guard let time = artifact.uploadTime else {
        return artifact.kind == .rSource ? nil : .unknownUploadTime
      }
      if time >= limit { return .uploadedTooLate }
    }
    if artifact.yanked != nil, !isPinned { return .yanked }
    return artifact.requiresPython.flatMap(excludingBounds).map {
      .needsPython([$0], has: target.version)
    }
  }

  /// Why a file cannot be used on the systems that matter.
  private func misfit(of artifact: Artifact) -> UnusableReason? {
    guard case .wheel(let name) = artifact.kind else { return nil }
    let fits = tags.contains { accepted.contains($0.system.set) && $0.tags.rank(of: name) != nil }
    return fits ? nil : .noWheel(target, accepted)
  }

  /// The bounds, where they can be read and exclude the interpreter.
  private func excludingBounds(_ requiresPython: String) -> SpecifierSet? {
    if let known = pythons.withLock({ $0[requiresPython] }) { return known }
    let bounds = try? SpecifierSet(parsing: requiresPython)
    let answer = bounds.flatMap { $0.contains(target.version) ? nil : $0 }
    pythons.withLock { $0[requiresPython] = .some(answer) }
    return answer
  }
}
