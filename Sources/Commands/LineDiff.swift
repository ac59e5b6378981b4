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

  init(from old: String, to new: String) {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
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

  private static func nearChanges(_ all: [Line]) -> [Line] {
    let context = 3
    var isShown = [Bool](repeating: false, count: all.count)
    for (index, line) in all.enumerated() {
      if case .kept = line { continue }
      for near in max(0, index - context)...min(all.count - 1, index + context) {
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
