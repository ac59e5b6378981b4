/// A string, in double quotes or indented.
package struct StringLiteral: SyntaxView {
  package static let kinds: Set<NodeKind> = [.string, .indentedString]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// A part of a string's value.
  package enum Part: Sendable, Hashable {
    /// Text, with escapes resolved and indentation stripped.
    case text(String)
    /// The expression of an interpolation.
    case expression(SyntaxNode)
  }

  /// Whether the string is in pairs of single quotes.
  package var isIndented: Bool { syntax.kind == .indentedString }

  /// The parts of the value; no two parts of text in a row.
  package var parts: [Part] {
    var parts: [Part] = []
    var text: [UInt8] = []
    for piece in StringValue.pieces(of: syntax) {
      switch piece {
      case .text(let bytes): text += bytes
      case .expression(let expression):
        if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
        text = []
        parts.append(.expression(expression))
      }
    }
    if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
    return parts
  }

  /// The value; nil if the string holds interpolations.
  package var value: String? {
    guard !hasInterpolation else { return nil }
    let parts = parts
    guard case .text(let text) = parts.first else { return "" }
    return text
  }

  /// Whether the string holds interpolations.
  package var hasInterpolation: Bool { syntax.child(.interpolation) != nil }

  /// The bytes between the quotes.
  package var contentRange: Range<Int> {
    let start = syntax.firstToken?.range.upperBound ?? syntax.range.lowerBound
    guard let last = syntax.lastToken,
      last.kind == .stringEnd || last.kind == .indentedStringEnd
    else { return start..<max(start, syntax.range.upperBound) }
    return start..<last.range.lowerBound
  }
}
