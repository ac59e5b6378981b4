import NixSyntax

/// Files that a tool writes anew, so that what anyone else puts into them is lost.
enum GeneratedFile {
  /// What such a file is told of.
  static let words = "this file says that a tool writes it and that it is not to be edited"

  private static let phrases = [
    "do not edit", "do not modify", "don't edit", "will be overwritten", "@generated",
  ]

  /// Whether the comments that a file begins with say so.
  static func isOne(_ tree: SyntaxTree) -> Bool {
    let head = tree.root.tokens.prefix { $0.kind.isTrivia }.filter { $0.kind.isComment }
    let text = head.map { $0.text.lowercased().replacing("-", with: " ") }.joined(separator: " ")
    return phrases.contains(where: text.contains)
  }
}
