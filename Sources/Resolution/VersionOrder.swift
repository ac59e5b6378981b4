import Basics
import Versions

/// A number that stands for a version of one package among the others mentioned so far.
///
/// The search compares versions all the time; numbers compare in one instruction, and code for them
/// does not have to be generic.
typealias Mark = Int

/// The versions of one package that were ever mentioned, each with a mark; marks order as they do.
///
/// Marks are far apart, so that a new version finds room between its neighbours. When there is none
/// left, all are spread again, and whoever keeps marks must rename them.
struct VersionOrder<Version: Comparable & Hashable & Sendable> {
  private static var distance: Mark { 1 << 36 }

  /// The mark that the first version gets.
  static var first: Mark { distance }

  private var versions: [Version] = []
  private var marks: [Mark] = []

  /// The mark of a version, which must have been added, or that of the next one.
  func mark(of version: Version) -> Mark {
    let place = place(of: version)
    return place < marks.count ? marks[place] : (marks.last ?? 0) + Self.distance
  }

  /// The version that a mark stands for.
  func version(of mark: Mark) -> Version? {
    let low = partitionPoint(0..<marks.count) { marks[$0] < mark }
    return low < marks.count && marks[low] == mark ? versions[low] : nil
  }

  /// The versions of a set of marks, all of which must have been given out here.
  func versions(of marks: VersionSet<Mark>) -> VersionSet<Version> {
    guard let any = versions.first else { return marks.isFull ? .full : .empty }
    return marks.mapped { version(of: $0) ?? any }
  }

  /// Gives a version a mark, unless it has one.
  ///
  /// - Returns: what the old marks have become, if all were spread again.
  mutating func add(_ version: Version) -> [Mark: Mark]? {
    let place = place(of: version)
    if place < versions.count, versions[place] == version { return nil }
    versions.insert(version, at: place)
    let next = place < marks.count ? marks[place] : (marks.last ?? 0) + 2 * Self.distance
    let previous = place > 0 ? marks[place - 1] : next - 2 * Self.distance
    if next - previous > 1 {
      marks.insert(previous + (next - previous) / 2, at: place)
      return nil
    }
    let old = marks
    marks = versions.indices.map { $0 * Self.distance }
    var renamed: [Mark: Mark] = [:]
    for (index, mark) in old.enumerated() {
      renamed[mark] = marks[index < place ? index : index + 1]
    }
    return renamed
  }

  /// The place of the first version that is not below another.
  private func place(of version: Version) -> Int {
    partitionPoint(0..<versions.count) { versions[$0] < version }
  }
}
