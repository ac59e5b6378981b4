/// A set of versions, as the sorted disjoint intervals of one total order.
///
/// The set is stored as the places where membership changes: whether the very lowest versions are
/// in it, and the ascending *cuts* at which it is entered and left. Every set has exactly one such
/// form, so equality and hashing are those of the set, and the complement shares its storage.
///
/// The order is taken to be dense and without ends: an open interval between two different versions
/// is never empty.
///
/// `@usableFromInline` is what lets the compiler specialise it for a version type in other modules.
@usableFromInline
package struct VersionSet<Version: Comparable & Hashable & Sendable>: Hashable, Sendable {
  /// The end of an interval.
  @usableFromInline
  package enum Bound: Hashable, Sendable {
    /// No end.
    case unbounded
    /// An end that is a member.
    case inclusive(Version)
    /// An end that is not a member.
    case exclusive(Version)
  }

  /// A non-empty run of neighbouring versions.
  @usableFromInline
  package struct Interval: Hashable, Sendable {
    /// The low end.
    @usableFromInline package let lower: Bound
    /// The high end.
    @usableFromInline package let upper: Bound

    /// The only version in it, if there is just one.
    package var singleton: Version? {
      guard case .inclusive(let low) = lower, case .inclusive(let high) = upper, low == high else {
        return nil
      }
      return low
    }
  }

  /// How the members of one set stand to another.
  @usableFromInline
  package enum Relation: Hashable, Sendable {
    /// All are in the other; so it is said about the empty set.
    case subset
    /// None is in the other.
    case disjoint
    /// Some are in the other, and some are not.
    case overlapping
  }

  /// A place just before or just after a version, at which membership changes.
  @usableFromInline
  struct Cut: Hashable, Sendable {
    @usableFromInline let version: Version
    @usableFromInline let isAfter: Bool

    @inlinable
    init(_ version: Version, isAfter: Bool) {
      self.version = version
      self.isAfter = isAfter
    }

    /// Whether it lies below the version.
    @inlinable
    func precedes(_ other: Version) -> Bool {
      isAfter ? version < other : !(other < version)
    }
  }

  /// Whether versions below the first cut are members.
  @usableFromInline let includesLowest: Bool

  /// The ascending places at which membership changes.
  @usableFromInline let cuts: [Cut]

  @inlinable
  init(includesLowest: Bool, cuts: [Cut]) {
    self.includesLowest = includesLowest
    self.cuts = cuts
  }
}

// MARK: - Making one

extension VersionSet {
  /// The set of no version.
  @inlinable
  package static var empty: VersionSet { VersionSet(includesLowest: false, cuts: []) }

  /// The set of all versions.
  @inlinable
  package static var full: VersionSet { VersionSet(includesLowest: true, cuts: []) }

  /// The set of one version.
  @inlinable
  package static func singleton(_ version: Version) -> VersionSet {
    VersionSet(
      includesLowest: false,
      cuts: [Cut(version, isAfter: false), Cut(version, isAfter: true)])
  }

  /// The versions below one, without it.
  @inlinable
  package static func below(_ version: Version) -> VersionSet {
    VersionSet(includesLowest: true, cuts: [Cut(version, isAfter: false)])
  }

  /// The versions up to one, with it.
  @inlinable
  package static func atMost(_ version: Version) -> VersionSet {
    VersionSet(includesLowest: true, cuts: [Cut(version, isAfter: true)])
  }

  /// The versions above one, without it.
  @inlinable
  package static func above(_ version: Version) -> VersionSet {
    VersionSet(includesLowest: false, cuts: [Cut(version, isAfter: true)])
  }

  /// The versions from one on, with it.
  @inlinable
  package static func atLeast(_ version: Version) -> VersionSet {
    VersionSet(includesLowest: false, cuts: [Cut(version, isAfter: false)])
  }

  /// The versions from one on, with it, up to another, without it; empty where they are out of
  /// order.
  @inlinable
  package static func between(_ lower: Version, _ upper: Version) -> VersionSet {
    between(.inclusive(lower), .exclusive(upper))
  }

  /// The versions between two ends; empty where the ends are out of order.
  @inlinable
  package static func between(_ lower: Bound, _ upper: Bound) -> VersionSet {
    let enter: Cut? =
      switch lower {
      case .unbounded: nil
      case .inclusive(let version): Cut(version, isAfter: false)
      case .exclusive(let version): Cut(version, isAfter: true)
      }
    let leave: Cut? =
      switch upper {
      case .unbounded: nil
      case .inclusive(let version): Cut(version, isAfter: true)
      case .exclusive(let version): Cut(version, isAfter: false)
      }
    switch (enter, leave) {
    case (nil, nil): return full
    case (nil, let leave?): return VersionSet(includesLowest: true, cuts: [leave])
    case (let enter?, nil): return VersionSet(includesLowest: false, cuts: [enter])
    case (let enter?, let leave?):
      guard compare(enter, leave) < 0 else { return empty }
      return VersionSet(includesLowest: false, cuts: [enter, leave])
    }
  }

  /// The set of the versions given, in any order.
  package init(_ versions: some Sequence<Version>) {
    var cuts: [Cut] = []
    for version in versions.sorted() where cuts.last?.version != version {
      cuts.append(Cut(version, isAfter: false))
      cuts.append(Cut(version, isAfter: true))
    }
    self.init(includesLowest: false, cuts: cuts)
  }
}

// MARK: - Asking

extension VersionSet {
  /// Whether no version is in it.
  @inlinable
  package var isEmpty: Bool { cuts.isEmpty && !includesLowest }

  /// Whether every version is in it.
  @inlinable
  package var isFull: Bool { cuts.isEmpty && includesLowest }

  /// The only version in it, if there is just one.
  @inlinable
  package var singleton: Version? {
    guard !includesLowest, cuts.count == 2, cuts[0].version == cuts[1].version else { return nil }
    return cuts[0].version
  }

  /// The only version not in it, if there is just one.
  @inlinable
  package var excludedSingleton: Version? { complement.singleton }

  /// Whether the version is in it.
  @inlinable
  package func contains(_ version: Version) -> Bool {
    // Inlined, where `partitionPoint` of another module may not be used.
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) / 2
      if cuts[middle].precedes(version) { low = middle + 1 } else { high = middle }
    }
    return includesLowest != (low % 2 == 1)
  }

  /// Whether every version in it is in the other.
  @inlinable
  package func isSubset(of other: VersionSet) -> Bool {
    if isEmpty || other.isFull { return true }
    return !overlaps(other, where: { $0 && !$1 })
  }

  /// Whether no version is in both.
  @inlinable
  package func isDisjoint(with other: VersionSet) -> Bool {
    if isEmpty || other.isEmpty { return true }
    return !overlaps(other, where: { $0 && $1 })
  }

  /// How its versions stand to those of the other, in one walk over both.
  @inlinable
  package func relation(to other: VersionSet) -> Relation {
    if other.isFull || isEmpty { return .subset }
    if other.isEmpty { return .disjoint }
    var isSubset = true
    var isDisjoint = true
    _ = overlaps(other) { isMember, isOtherMember in
      guard isMember else { return false }
      if isOtherMember { isDisjoint = false } else { isSubset = false }
      return !isSubset && !isDisjoint
    }
    return isSubset ? .subset : isDisjoint ? .disjoint : .overlapping
  }

  /// The versions at which intervals end, ascending; one that is the only member, or the only one
  /// lacking, is there twice.
  @inlinable
  package var ends: [Version] { cuts.map { $0.version } }

  /// The intervals in ascending order, none of which touch.
  package var intervals: [Interval] {
    var result: [Interval] = []
    result.reserveCapacity(cuts.count / 2 + 1)
    var lower: Bound? = includesLowest ? .unbounded : nil
    for cut in cuts {
      if let start = lower {
        let end: Bound = cut.isAfter ? .inclusive(cut.version) : .exclusive(cut.version)
        result.append(Interval(lower: start, upper: end))
        lower = nil
      } else {
        lower = cut.isAfter ? .exclusive(cut.version) : .inclusive(cut.version)
      }
    }
    if let start = lower { result.append(Interval(lower: start, upper: .unbounded)) }
    return result
  }
}
