import PackageMetadata
import Synchronization
import Versions

/// The releases of one project that may be chosen, judged as far as was asked.
final class CandidateTable: Sendable {
  /// What decides which releases those are.
  struct Rules: Hashable, Sendable {
    let id: PackageID
    var isPrereleaseWelcome = false
    /// The version that a request names, whose yanked files are good.
    var pinned: PackageVersion?
    /// How many months older than the snapshot, or the newest, a release may be; `nil` for any age.
    var horizon: Int?
    /// The release that counts as the newest for the horizon, where the bounds of dependents only admit
    /// releases that are too old compared with the real newest.
    var elder: PackageVersion?
    /// Releases made at this time or later do not count.
    var end: Timestamp?
    /// Releases up to this one do not count.
    var lowest: PackageVersion?
    /// The systems of which one at least must be able to use a release.
    var systems: SystemSet
  }

  let project: Project
  let rules: Rules
  private let usability: Usability
  private let snapshotDate: Timestamp?
  private let verdicts = Mutex<[Int: Usability.Verdict]>([:])
  private let releases = Mutex<[Int: Release]>([:])
  private let limits = Mutex<Limits?>(nil)

  private struct Limits {
    /// The lowest index that is considered.
    var lowest = 0
    /// Releases made before this are too old.
    var threshold: Timestamp?
    /// What the threshold is some months before.
    var reference = UnusableReason.AgeReference.newestRelease
    let hasFinal: Bool
  }

  /// How many final releases stand in for the horizon where no upload times are known.
  private static let standInCount = 10

  init(project: Project, usability: Usability, rules: Rules, snapshotDate: Timestamp?) {
    self.project = project
    self.usability = usability
    self.rules = rules
    self.snapshotDate = snapshotDate
  }

  /// A release with its files, which are made once.
  func release(at index: Int) -> Release {
    if let known = releases.withLock({ $0[index] }) { return known }
    let release = project.release(at: index)
    releases.withLock { $0[index] = release }
    return release
  }

  func verdict(at index: Int) -> Usability.Verdict {
    if let known = verdicts.withLock({ $0[index] }) { return known }
    let isPinned = project.versions[index] == rules.pinned
    var verdict = usability.verdict(on: release(at: index), isPinned: isPinned)
    if let end = rules.end, case .usable(let time) = verdict, time.map({ $0 >= end }) ?? true {
      verdict = .unusable(.uploadedTooLate)
    }
    if let lowest = rules.lowest, project.versions[index] <= lowest {
      verdict = .unusable(.lacksNames)
    }
    verdicts.withLock { $0[index] = verdict }
    return verdict
  }

  /// Whether there are pre-releases that are left out because they were not asked for.
  var hasHiddenPrereleases: Bool {
    !rules.isPrereleaseWelcome && currentLimits().hasFinal
      && project.versions.indices.contains(where: isPrerelease)
  }

  /// The newest index that may be used, whatever else is asked of it.
  func newestUsable() -> Int? { best(in: .full) }

  /// The index of the release to try first in a set; `named` are the pre-releases that bounds name.
  func best(
    in versions: VersionSet<PackageVersion>, named: Set<PackageVersion> = []
  ) -> Int? {
    candidates(in: versions, atMost: 1, named: named).first
  }

  /// The newest release in a set of which every one is too old; `nil` if one is not.
  func newestTooOld(in versions: VersionSet<PackageVersion>) -> PackageVersion? {
    guard rules.horizon != nil, best(in: versions) == nil else { return nil }
    let allowsPrereleases = rules.isPrereleaseWelcome || !currentLimits().hasFinal
    for range in ranges(of: versions) {
      for index in range.reversed() where allowsPrereleases || !isPrerelease(index) {
        if case .usable = verdict(at: index) { return project.versions[index] }
      }
    }
    return nil
  }

  /// The indices of usable releases in a set, newest first; no more are judged than asked for.
  func candidates(
    in versions: VersionSet<PackageVersion>, atMost count: Int, named: Set<PackageVersion> = []
  ) -> [Int] {
    let limits = currentLimits()
    let allowsPrereleases =
      rules.isPrereleaseWelcome || !limits.hasFinal || Self.namesPrerelease(versions)
    let found = candidates(in: versions, atMost: count, limits, allowsPrereleases)
    guard found.isEmpty, !allowsPrereleases, isWritten(versions, named: named),
      !hasFinal(in: versions)
    else { return found }
    return candidates(in: versions, atMost: count, limits, true)
  }

  private func candidates(
    in versions: VersionSet<PackageVersion>, atMost count: Int, _ limits: Limits,
    _ allowsPrereleases: Bool
  ) -> [Int] {
    var result: [Int] = []
    for range in ranges(of: versions) {
      for index in range.reversed() {
        guard index >= limits.lowest, result.count < count else { return result }
        if !allowsPrereleases, isPrerelease(index) { continue }
        guard case .usable(let time) = verdict(at: index) else { continue }
        if let threshold = limits.threshold, let time, time < threshold { continue }
        result.append(index)
      }
    }
    return result
  }

  /// Why releases of a set without candidates cannot be used: the newest of them that share a reason.
  func complaint(
    in versions: VersionSet<PackageVersion>
  ) -> (versions: VersionSet<PackageVersion>, reason: UnusableReason)? {
    var reason: UnusableReason?
    var lowest = 0
    for range in ranges(of: versions) {
      for index in range.reversed() {
        let own = complaint(at: index)
        guard let first = reason else {
          reason = own
          lowest = index
          continue
        }
        if own != first {
          return (versions.intersection(.atLeast(project.versions[lowest])), first)
        }
        lowest = index
      }
    }
    return reason.map { (versions, $0) }
  }

  private func complaint(at index: Int) -> UnusableReason {
    let limits = currentLimits()
    switch verdict(at: index) {
    case .unusable(let reason): return reason
    case .usable(let time):
      let months = rules.horizon ?? 0
      if let threshold = limits.threshold, let time, time < threshold {
        return .tooOld(months: months, than: limits.reference)
      }
      if isPrerelease(index) { return .prerelease }
      return .notAmongNewest(Self.standInCount)
    }
  }

  func isPrerelease(_ index: Int) -> Bool {
    if case .python(let version) = project.versions[index] { return version.isPrerelease }
    return false
  }

  /// The ranges of indices of the versions in a set, the highest first.
  func ranges(of versions: VersionSet<PackageVersion>) -> [Range<Int>] {
    versions.intervals.reversed().compactMap { interval in
      let start: Int
      switch interval.lower {
      case .unbounded: start = 0
      case .inclusive(let version): start = project.firstIndex(notBelow: version)
      case .exclusive(let version):
        let index = project.firstIndex(notBelow: version)
        let isThere = index < project.versions.count && project.versions[index] == version
        start = isThere ? index + 1 : index
      }
      let end: Int
      switch interval.upper {
      case .unbounded: end = project.versions.count
      case .exclusive(let version): end = project.firstIndex(notBelow: version)
      case .inclusive(let version):
        let index = project.firstIndex(notBelow: version)
        let isThere = index < project.versions.count && project.versions[index] == version
        end = isThere ? index + 1 : index
      }
      return start < end ? start..<end : nil
    }
  }

  /// Whether a set is what `==` before a pre-release allows, or less.
  ///
  /// A set that conflicts narrowed down never looks so: it ends at a release.
  private static func namesPrerelease(_ versions: VersionSet<PackageVersion>) -> Bool {
    guard let first = versions.intervals.first,
      case .inclusive(.python(let low)) = first.lower, low.isPrerelease
    else { return false }
    let named = Specifier(.equal, low).versionSet(PackageVersion.python)
    return versions.isSubset(of: named)
  }

  /// Whether a final release in a set can be used, of whatever age.
  private func hasFinal(in versions: VersionSet<PackageVersion>) -> Bool {
    ranges(of: versions).contains { range in
      range.contains { index in
        guard !isPrerelease(index), case .usable = verdict(at: index) else { return false }
        return true
      }
    }
  }

  /// Whether a set is as requirements write it (PEP 440: where nothing else meets a requirement,
  /// pre-releases do), rather than what conflicts left over: those cut at releases.
  private func isWritten(
    _ versions: VersionSet<PackageVersion>, named: Set<PackageVersion>
  ) -> Bool {
    if versions.isFull { return false }
    func isOfRequirement(_ version: PackageVersion) -> Bool {
      named.contains(version) || project.index(of: version) == nil
    }
    return versions.intervals.allSatisfy { interval in
      let isLowerWritten: Bool
      switch interval.lower {
      case .unbounded, .exclusive: isLowerWritten = true
      case .inclusive(let version): isLowerWritten = isOfRequirement(version)
      }
      switch interval.upper {
      case .unbounded, .inclusive: return isLowerWritten
      case .exclusive(let version): return isLowerWritten && isOfRequirement(version)
      }
    }
  }

  /// Whether a release counts as if it were not there: it can be left out of messages about others.
  func isHidden(at index: Int) -> Bool {
    let limits = currentLimits()
    if isPrerelease(index), limits.hasFinal, !rules.isPrereleaseWelcome { return true }
    guard case .unusable(let reason) = verdict(at: index) else { return false }
    return reason.isHiding
  }

  private func currentLimits() -> Limits {
    if let known = limits.withLock({ $0 }) { return known }
    let computed = computeLimits()
    limits.withLock { $0 = computed }
    return computed
  }

  private func computeLimits() -> Limits {
    let indices = project.versions.indices
    func isUsable(_ index: Int) -> Bool {
      if case .usable = verdict(at: index) { true } else { false }
    }
    let newestFinal = indices.last { !isPrerelease($0) && isUsable($0) }
    let hasFinal = newestFinal != nil
    guard let months = rules.horizon else { return Limits(hasFinal: hasFinal) }
    let elder = rules.elder.flatMap(project.index(of:))
    if project.hasUploadTimes {
      guard let newest = newestFinal ?? indices.last(where: isUsable),
        case .usable(let newestTime?) = verdict(at: newest)
      else { return Limits(hasFinal: hasFinal) }
      var reference = (time: newestTime, kind: UnusableReason.AgeReference.newestRelease)
      if let snapshotDate, snapshotDate < reference.time { reference = (snapshotDate, .snapshot) }
      if let elder, case .usable(let time?) = verdict(at: elder), time < reference.time {
        reference = (time, .newestAdmitted)
      }
      return Limits(
        threshold: reference.time.adding(months: -months), reference: reference.kind,
        hasFinal: hasFinal)
    }
    var count = 0
    for index in indices.reversed() where (!isPrerelease(index) || !hasFinal) && isUsable(index) {
      count += 1
      if count == Self.standInCount {
        return Limits(lowest: min(index, elder ?? index), hasFinal: hasFinal)
      }
    }
    return Limits(hasFinal: hasFinal)
  }
}

extension Timestamp {
  /// The time some months later or earlier, by months of 30.44 days.
  func adding(months: Int) -> Timestamp {
    Timestamp(seconds: seconds + Int64(months) * 2_630_016)
  }
}
