import Basics

extension PythonVersion {
  package static func == (left: PythonVersion, right: PythonVersion) -> Bool {
    if left.key != 0, right.key != 0 {
      return Packing.order(left.key) == Packing.order(right.key)
    }
    // Whether a version has a key depends only on what decides equality.
    return left.key == right.key && compare(left, right) == 0
  }

  package static func < (left: PythonVersion, right: PythonVersion) -> Bool {
    if left.key != 0, right.key != 0 {
      return Packing.order(left.key) < Packing.order(right.key)
    }
    return compare(left, right) < 0
  }

  package func hash(into hasher: inout Hasher) {
    guard key == 0, let fields = box?.fields else {
      hasher.combine(Packing.order(key))
      return
    }
    hasher.combine(fields.epoch)
    let significant = fields.release.lastIndex { $0 != 0 } ?? 0
    for component in fields.release[...significant] { hasher.combine(component) }
    hasher.combine(Suffix(self))
    hasher.combine(fields.local)
  }

  /// Less than, equal to or greater than zero, as the first is below, at or above the second.
  static func compare(_ left: PythonVersion, _ right: PythonVersion) -> Int {
    if left.epoch != right.epoch { return left.epoch < right.epoch ? -1 : 1 }
    for index in 0..<max(left.componentCount, right.componentCount, 4) {
      let (first, second) = (left.component(index), right.component(index))
      if first != second { return first < second ? -1 : 1 }
    }
    let (first, second) = (Suffix(left), Suffix(right))
    if first != second { return first < second ? -1 : 1 }
    return compare(left.box?.fields.local ?? [], right.box?.fields.local ?? [])
  }

  private static func compare(_ left: [LocalSegment], _ right: [LocalSegment]) -> Int {
    for (first, second) in zip(left, right) where first != second { return first < second ? -1 : 1 }
    return left.count - right.count
  }

  /// What follows the release, in an order that is PEP 440's.
  ///
  /// Each rank places the segment's absence: a missing pre-release is above all pre-releases,
  /// except in a plain development release; a missing post-release is below all; a missing
  /// development release above all; a missing local label below all.
  private struct Suffix: Hashable {
    let ranks: InlineArray<7, Int>

    init(_ version: PythonVersion) {
      let fields = version.box?.fields ?? Packing.suffixFields(of: version.key)
      let isPlainDevelopment =
        fields.prerelease == nil && fields.post == nil && fields.development != nil
      ranks = [
        fields.prerelease.map { Int($0.phase.rawValue) } ?? (isPlainDevelopment ? 0 : 4),
        fields.prerelease?.number ?? 0,
        fields.boundary == .afterPosts ? 2 : fields.post == nil ? 0 : 1,
        fields.boundary == .afterPosts ? 0 : fields.post ?? 0,
        fields.development == nil ? 1 : 0,
        fields.development ?? 0,
        fields.boundary == .afterLocals ? 2 : fields.local.isEmpty ? 0 : 1,
      ]
    }

    static func == (left: Suffix, right: Suffix) -> Bool {
      for index in 0..<7 where left.ranks[index] != right.ranks[index] { return false }
      return true
    }

    static func < (left: Suffix, right: Suffix) -> Bool {
      for index in 0..<7 where left.ranks[index] != right.ranks[index] {
        return left.ranks[index] < right.ranks[index]
      }
      return false
    }

    func hash(into hasher: inout Hasher) {
      for index in 0..<7 { hasher.combine(ranks[index]) }
    }
  }
}

/// One part of a local label: a number, or letters and digits in lower case (PEP 440, "Local
/// version identifiers").
struct LocalSegment: Hashable, Comparable, Sendable {
  /// In lower case; a number without leading zeros.
  let text: String
  let isNumeric: Bool

  init(lowercased bytes: some Collection<UInt8>) {
    isNumeric = bytes.allSatisfy { ASCII.isDigit($0) }
    let zeros = isNumeric ? bytes.prefix { $0 == 0x30 }.count : 0
    text = String(decoding: bytes.dropFirst(min(zeros, bytes.count - 1)), as: UTF8.self)
  }

  static func < (left: LocalSegment, right: LocalSegment) -> Bool {
    guard left.isNumeric == right.isNumeric else { return right.isNumeric }
    // A longer number is the larger one, however many digits it has.
    if left.isNumeric, left.text.utf8.count != right.text.utf8.count {
      return left.text.utf8.count < right.text.utf8.count
    }
    return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}
