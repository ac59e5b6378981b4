import Basics

extension VersionSet {
  /// The versions that are not in it.
  @inlinable
  package var complement: VersionSet { VersionSet(includesLowest: !includesLowest, cuts: cuts) }

  /// The versions in either.
  @inlinable
  package func union(_ other: VersionSet) -> VersionSet {
    if isEmpty || other.isFull { return other }
    if other.isEmpty || isFull { return self }
    return combined(other, where: { $0 || $1 })
  }

  /// The versions in both.
  @inlinable
  package func intersection(_ other: VersionSet) -> VersionSet {
    if isEmpty || other.isFull { return self }
    if other.isEmpty || isFull { return other }
    return combined(other, where: { $0 && $1 })
  }

  /// The versions in it that are not in the other.
  @inlinable
  package func subtracting(_ other: VersionSet) -> VersionSet {
    if isEmpty || other.isEmpty { return self }
    return combined(other, where: { $0 && !$1 })
  }

  /// The set with its ends put into another order, in which they stand the same way.
  ///
  /// - Parameter transform: what stands for a version there; a greater one for a greater one.
  /// - Returns: the set in the other order.
  @inlinable
  package func mapped<Other: Comparable & Hashable & Sendable>(
    _ transform: (Version) -> Other
  ) -> VersionSet<Other> {
    VersionSet<Other>(
      includesLowest: includesLowest,
      cuts: cuts.map { VersionSet<Other>.Cut(transform($0.version), isAfter: $0.isAfter) })
  }

  /// The set with the fewest ends that has the same members among the versions given.
  ///
  /// Intervals with none of them between are joined, those that hold none are left out, and an end
  /// with none beyond it is dropped: what is left is how a reader who knows the releases would say
  /// it.
  ///
  /// - Parameter known: the versions that exist, ascending.
  /// - Returns: the simpler set.
  package func simplified(among known: [Version]) -> VersionSet {
    guard !known.isEmpty else { return self }
    var cuts: [Cut] = []
    var passed = 0
    var startsInside = false
    var isInside = false
    for (index, version) in known.enumerated() {
      while passed < self.cuts.count, self.cuts[passed].precedes(version) { passed += 1 }
      let isMember = includesLowest != (passed % 2 == 1)
      if index == 0 {
        startsInside = isMember
      } else if isMember != isInside {
        // The last cut passed lies between this version and the one before it.
        cuts.append(self.cuts[passed - 1])
      }
      isInside = isMember
    }
    return VersionSet(includesLowest: startsInside, cuts: cuts)
  }

  /// The share of the order that falls to one of the versions known: from it on, up to the next.
  ///
  /// The lowest also has what lies below it. The shares of all known versions divide the order
  /// between them, so that what is true of each of several neighbours is true of one interval.
  ///
  /// - Parameters:
  ///   - version: the version.
  ///   - known: the versions that exist, ascending.
  /// - Returns: the share, or the version alone where it is not a known one.
  package static func share(of version: Version, among known: [Version]) -> VersionSet {
    let low = partitionPoint(0..<known.count) { known[$0] < version }
    guard low < known.count, known[low] == version else { return singleton(version) }
    return between(
      low == 0 ? .unbounded : .inclusive(version),
      low + 1 == known.count ? .unbounded : .exclusive(known[low + 1]))
  }

  /// Less than, equal to or greater than zero, as the first cut is below, at or above the second.
  @inlinable
  static func compare(_ first: Cut, _ second: Cut) -> Int {
    if first.version < second.version { return -1 }
    if second.version < first.version { return 1 }
    return (first.isAfter ? 1 : 0) - (second.isAfter ? 1 : 0)
  }

  /// Whether some version answers the test, which is given its membership in each.
  @inlinable
  func overlaps(_ other: VersionSet, where test: (Bool, Bool) -> Bool) -> Bool {
    var isInFirst = includesLowest
    var isInSecond = other.includesLowest
    var (index, otherIndex) = (0, 0)
    while true {
      if test(isInFirst, isInSecond) { return true }
      let order: Int
      if index == cuts.count {
        if otherIndex == other.cuts.count { return false }
        order = 1
      } else if otherIndex == other.cuts.count {
        order = -1
      } else {
        order = Self.compare(cuts[index], other.cuts[otherIndex])
      }
      if order <= 0 {
        index += 1
        isInFirst.toggle()
      }
      if order >= 0 {
        otherIndex += 1
        isInSecond.toggle()
      }
    }
  }

  /// The versions that answer the test, which is given their membership in each.
  @inlinable
  func combined(_ other: VersionSet, where test: (Bool, Bool) -> Bool) -> VersionSet {
    var isInFirst = includesLowest
    var isInSecond = other.includesLowest
    let startsInside = test(isInFirst, isInSecond)
    var isInside = startsInside
    var result: [Cut] = []
    result.reserveCapacity(cuts.count + other.cuts.count)
    var (index, otherIndex) = (0, 0)
    while true {
      let order: Int
      if index == cuts.count {
        if otherIndex == other.cuts.count { break }
        order = 1
      } else if otherIndex == other.cuts.count {
        order = -1
      } else {
        order = Self.compare(cuts[index], other.cuts[otherIndex])
      }
      let cut = order <= 0 ? cuts[index] : other.cuts[otherIndex]
      if order <= 0 {
        index += 1
        isInFirst.toggle()
      }
      if order >= 0 {
        otherIndex += 1
        isInSecond.toggle()
      }
      if test(isInFirst, isInSecond) != isInside {
        isInside.toggle()
        result.append(cut)
      }
    }
    return VersionSet(includesLowest: startsInside, cuts: result)
  }
}

extension VersionSet {
  /// The versions that are in all of some sets; all of them where there are no sets.
  ///
  /// - Complexity: O(*n* log *n*) in the number of cuts: neighbours are combined first.
  package static func intersection(of sets: [VersionSet]) -> VersionSet {
    guard var result = sets.first else { return full }
    if sets.count < 8 {
      for set in sets.dropFirst() { result = result.intersection(set) }
      return result
    }
    var sets = sets
    while sets.count > 1 {
      sets = stride(from: 0, to: sets.count, by: 2).map { index in
        index + 1 < sets.count ? sets[index].intersection(sets[index + 1]) : sets[index]
      }
    }
    return sets[0]
  }
}
