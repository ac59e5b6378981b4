/// One clause of SystemRequirements' prose: what stands between commas and semicolons.
struct SystemRequirementClause {
  /// The original words.
  let text: String
  /// The words in lower case, without web addresses and version bounds.
  let bytes: [UInt8]

  /// Whether it speaks of what users do without: vignettes, tests, development.
  var isAside: Bool { Self.asides.contains { $0.occurs(in: bytes) } }

  private static let asides = [
    "vignette*", "unit test*", "testing", "tests", "documentation", "development", "developers",
  ].map { NativeRules.Phrase($0, lowercased: true) }

  /// The clauses of a field, less those without a letter.
  static func clauses(of field: String) -> [SystemRequirementClause] {
    var depth = 0
    let pieces = field.split { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
      return depth == 0 && (character == "," || character == ";" || character == "\n")
    }
    return pieces.compactMap { piece in
      let words = piece.split { $0 == " " || $0 == "\t" || $0 == "\n" }
      let kept = words.filter { !$0.contains("://") }.joined(separator: " ").lowercased()
      guard kept.utf8.contains(where: { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x80 }) else {
        return nil
      }
      return SystemRequirementClause(
        text: words.joined(separator: " "), bytes: Array(trimmed(kept).utf8))
    }
  }

  /// `text` without the full stop or quotes round it.
  private static func trimmed(_ text: String) -> Substring {
    var rest = text[...].drop { " .'\"".contains($0) }
    while let last = rest.last, " .'\"".contains(last) { rest.removeLast() }
    return rest
  }
}
