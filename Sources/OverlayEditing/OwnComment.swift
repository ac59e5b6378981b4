import Derivations
import NixSyntax

/// The comment lines above a package that nixgraft writes: who asked for it and who needs it.
struct OwnComment {
  private(set) var isRequested = false
  private(set) var neededBy: [String] = []
  private(set) var neededToBuild: [String] = []
  /// The repository and reference that the package follows, as a requirement has them.
  private(set) var origin: String?

  /// What the comments above a binding say.
  init(_ node: SyntaxNode) {
    for token in node.ownedComments where token.range.upperBound <= node.range.lowerBound {
      let text = Self.content(of: token)
      if text == DerivationComment.requested { isRequested = true }
      if text.hasPrefix(DerivationComment.origin + DerivationComment.originScheme) {
        origin = String(text.dropFirst(DerivationComment.origin.count).prefix { $0 != " " })
      }
      if let names = Self.names(in: text, behind: DerivationComment.needed) { neededBy += names }
      if let names = Self.names(in: text, behind: DerivationComment.neededToBuild) {
        neededToBuild += names
      }
    }
  }

  /// Whether a comment is one that nixgraft wrote and may replace.
  static func isOwn(_ token: SyntaxToken) -> Bool {
    guard token.kind == .lineComment else { return false }
    let text = content(of: token)
    return text == DerivationComment.requested
      || [
        DerivationComment.needed, DerivationComment.neededToBuild, DerivationComment.relaxed,
        DerivationComment.leftOut, DerivationComment.origin,
      ].contains { text.hasPrefix($0) }
  }

  private static func content(of token: SyntaxToken) -> String {
    String(token.text.drop { $0 == "#" || $0 == " " || $0 == "\t" })
  }

  /// The names in a comment without its mark; nil if it begins in another way.
  static func names(in text: some StringProtocol, behind prefix: String) -> [String]? {
    guard text.hasPrefix(prefix) else { return nil }
    return text.dropFirst(prefix.count).split(separator: ",").map { name in
      String(name.drop { $0 == " " })
    }
  }
}
