/// Names that look alike, for messages.
package enum NearNames {
  /// Names longer than this are not compared: no one types them by hand.
  private static let lengthLimit = 200

  /// How many slips a name of so many bytes may have and still be meant.
  package static func tolerance(_ length: Int) -> Int { length < 4 ? 1 : length < 9 ? 2 : 3 }

  /// The names within a small edit distance of `name` (case counts for nothing), nearest first.
  package static func of(
    _ name: String, among names: some Sequence<String>, limit: Int
  ) -> [String] {
    let wanted = name.utf8.map { ASCII.lowercased($0) }
    guard !wanted.isEmpty, wanted.count <= lengthLimit else { return [] }
    let most = tolerance(wanted.count)
    var found: [(distance: Int, name: String)] = []
    for candidate in names where candidate != name {
      let other = candidate.utf8
      guard abs(other.count - wanted.count) <= most,
        let distance = EditDistance.between(
          wanted, other.map { ASCII.lowercased($0) }, atMost: most)
      else { continue }
      found.append((distance, candidate))
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return found.prefix(limit).map(\.name)
  }
}
