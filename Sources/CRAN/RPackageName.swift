import PackageMetadata

/// The names of R packages ("Writing R Extensions" §1.1.1), which are case-sensitive.
package enum RPackageName {
  /// The packages that are part of R itself, and R.
  ///
  /// The recommended packages (MASS, lattice …) aren't among them: nixpkgs builds R without those.
  package static let base: Set<String> = [
    "R", "base", "compiler", "datasets", "grDevices", "graphics", "grid", "methods", "parallel",
    "splines", "stats", "stats4", "tcltk", "tools", "utils",
  ]

  /// Whether `name` may be a package's: two or more ASCII letters, digits and dots, beginning with
  /// a letter and not ending in a dot.
  package static func isValid(_ name: some StringProtocol) -> Bool {
    let bytes = name.utf8
    guard bytes.count >= 2, bytes.count <= 200 else { return false }
    var isFirst = true
    var last: UInt8 = 0
    for byte in bytes {
      let isLetter =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      guard isLetter || !isFirst && (isDigit || byte == UInt8(ascii: ".")) else { return false }
      isFirst = false
      last = byte
    }
    return last != UInt8(ascii: ".")
  }

  /// Those of `names` that someone who wrote `name` may have meant, nearest first: the same but for
  /// case, then by their edit distance, then by the alphabet.
  package static func near(
    _ name: String, in names: some Sequence<String>, limit: Int = 5
  ) -> [String] {
    let wanted = Array(name.lowercased().utf8)
    guard !wanted.isEmpty, wanted.count <= 200 else { return [] }
    let tolerance = wanted.count < 4 ? 1 : 2
    var found: [(distance: Int, name: String)] = []
    for candidate in names where candidate != name {
      let other = candidate.lowercased()
      let bytes = Array(other.utf8)
      if let distance = EditDistance.between(wanted, bytes, atMost: tolerance) {
        found.append((distance, candidate))
      } else if wanted.count >= 4, bytes.starts(with: wanted), bytes.count <= wanted.count + 4 {
        found.append((tolerance + 1, candidate))
      }
    }
    return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
      .prefix(limit).map(\.name)
  }
}
