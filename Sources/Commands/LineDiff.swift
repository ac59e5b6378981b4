/// The difference of two texts by lines, with three lines around each change.
struct LineDiff {
  enum Line: Hashable {
    case kept(String)
    case added(String)
    case removed(String)
    /// Lines that are the same and that are left out between others.
    case gap
  }

  let lines: [Line]

  /// How many lines around a change are shown.
  private static let context = 3

  init(from old: [UInt8], to new: [UInt8]) {
    let differing = Self.differing(old, new)
    let before = Self.lines(of: differing.old)
    let after = Self.lines(of: differing.new)
    // What is the same at both ends is not searched, and where nothing else is left of one
    // text, all that is left of the other is a change.
    let shorter = min(before.count, after.count)
    var start = 0
    while start < shorter, before[start] == after[start] { start += 1 }
    var tail = 0
    while tail < shorter - start, before[before.count - 1 - tail] == after[after.count - 1 - tail] {
      tail += 1
    }
    let old = before[start..<(before.count - tail)]
    let new = after[start..<(after.count - tail)]
    var removed: Set<Int> = []
    var added: Set<Int> = []
    if old.isEmpty || new.isEmpty {
      removed = Set(old.indices)
      added = Set(new.indices)
    } else {
      for change in Array(new).difference(from: Array(old)) {
        switch change {
        case .insert(let offset, _, _): added.insert(start + offset)
        case .remove(let offset, _, _): removed.insert(start + offset)
        }
      }
    }
    var all: [Line] = []
    var left = 0
    var right = 0
    while left < before.count || right < after.count {
      if left < before.count, removed.contains(left) {
        all.append(.removed(before[left]))
        left += 1
      } else if right < after.count, added.contains(right) {
        all.append(.added(after[right]))
        right += 1
      } else {
        all.append(.kept(after[right]))
        left += 1
        right += 1
      }
    }
    if case .kept("")? = all.last { all.removeLast() }
    lines = Self.nearChanges(all)
  }

  /// The parts of two texts that differ, with more lines around them than are shown: a long file is
  /// not cut into lines for a small change.
  private static func differing(
    _ old: [UInt8], _ new: [UInt8]
  ) -> (old: ArraySlice<UInt8>, new: ArraySlice<UInt8>) {
    let lineFeed = UInt8(ascii: "\n")
    let shorter = min(old.count, new.count)
    var start = 0
    while start < shorter, old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < shorter - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    var lines = 0
    while start > 0 {
      if old[start - 1] == lineFeed { lines += 1 }
      if lines > context + 1 { break }
      start -= 1
    }
    lines = 0
    while tail > 0 {
      if old[old.count - tail] == lineFeed { lines += 1 }
      tail -= 1
      if lines > context + 1 { break }
    }
    return (old[start..<(old.count - tail)], new[start..<(new.count - tail)])
  }

  private static func lines(of text: ArraySlice<UInt8>) -> [String] {
    text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private static func nearChanges(_ all: [Line]) -> [Line] {
    var isShown = [Bool](repeating: false, count: all.count)
    for (index, line) in all.enumerated() {
      if case .kept = line { continue }
      for near in max(0, index - Self.context)...min(all.count - 1, index + Self.context) {
        isShown[near] = true
      }
    }
    var result: [Line] = []
    for index in all.indices where isShown[index] {
      if index > 0, !isShown[index - 1], !result.isEmpty { result.append(.gap) }
      result.append(all[index])
    }
    return result
  }
}
