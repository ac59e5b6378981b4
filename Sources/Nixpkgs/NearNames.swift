internal import Versions

/// Names that look alike, for messages.
package enum NearNames {
  /// The names within a small edit distance of `name` (case counts for nothing), nearest first.
  package static func of(_ name: String, among names: [String], limit: Int) -> [String] {
    let wanted = name.utf8.map { ASCII.lowercased($0) }
    guard !wanted.isEmpty, wanted.count <= 64 else { return [] }
    let most = wanted.count < 4 ? 1 : wanted.count < 9 ? 2 : 3
    var found: [(distance: Int, name: String)] = []
    for candidate in names {
      guard abs(candidate.utf8.count - wanted.count) <= most else { continue }
      let bytes = candidate.utf8.map { ASCII.lowercased($0) }
      let distance = distance(wanted, bytes, most: most)
      if distance <= most, candidate != name { found.append((distance, candidate)) }
    }
    found.sort { $0.distance == $1.distance ? $0.name < $1.name : $0.distance < $1.distance }
    return found.prefix(limit).map(\.name)
  }

  /// The number of letters to insert, remove, replace or swap with their neighbour; `most + 1`
  /// where it is above `most`.
  static func distance(_ left: [UInt8], _ right: [UInt8], most: Int) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in 0..<right.count {
        let isSame = left[row] == right[column]
        var cost = min(
          previous[column] + (isSame ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      guard current.contains(where: { $0 <= most }) else { return most + 1 }
      before = previous
      previous = current
    }
    return min(previous[right.count], most + 1)
  }
}
