internal import PackageMetadata
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
      guard candidate != name,
        let distance = EditDistance.between(wanted, bytes, atMost: most)
      else { continue }
      found.append((distance, candidate))
    }
    found.sort { $0.distance == $1.distance ? $0.name < $1.name : $0.distance < $1.distance }
    return found.prefix(limit).map(\.name)
  }
}
