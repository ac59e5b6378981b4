/// The pieces a string literal has to Nix: escapes resolved and indentation stripped.
enum StringValue {
  /// Text, or the expression of an interpolation.
  enum Piece {
    case text([UInt8])
    case expression(SyntaxNode)
  }

  /// The pieces of a `string` or `indentedString` node.
  ///
  /// An indented string is cut where Nix cuts it: an escape is a piece of its own.
  static func pieces(of node: SyntaxNode) -> [Piece] {
    node.kind == .indentedString ? indentedPieces(of: node) : quotedPieces(of: node)
  }

  /// The expression in an interpolation or a dynamic attribute.
  static func expression(in node: SyntaxNode) -> SyntaxNode? { node.child(at: 0) }

  private static func quotedPieces(of node: SyntaxNode) -> [Piece] {
    var pieces: [Piece] = []
    var text: [UInt8] = []
    for element in node.elements {
      switch element {
      case .token(let token) where token.kind == .stringText:
        appendNormalised(token.bytes, to: &text)
      case .token(let token) where token.kind == .stringEscape:
        text += unescaped(token.bytes.dropFirst())
      case .token: continue
      case .node(let interpolation):
        if !text.isEmpty { pieces.append(.text(text)) }
        text = []
        if let expression = expression(in: interpolation) {
          pieces.append(.expression(expression))
        }
      }
    }
    if !text.isEmpty || pieces.isEmpty { pieces.append(.text(text)) }
    return pieces
  }

  /// What follows a backslash, as the text it means.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    switch bytes.first {
    case UInt8(ascii: "n"): [UInt8(ascii: "\n")]
    case UInt8(ascii: "r"): [UInt8(ascii: "\r")]
    case UInt8(ascii: "t"): [UInt8(ascii: "\t")]
    default: Array(bytes)
    }
  }

  /// Appends text with CR LF and CR read as LF.
  private static func appendNormalised(_ bytes: ArraySlice<UInt8>, to text: inout [UInt8]) {
    guard bytes.contains(UInt8(ascii: "\r")) else {
      text += bytes
      return
    }
    var isBehindReturn = false
    for byte in bytes {
      if byte == UInt8(ascii: "\r") {
        text.append(UInt8(ascii: "\n"))
      } else if !(isBehindReturn && byte == UInt8(ascii: "\n")) {
        text.append(byte)
      }
      isBehindReturn = byte == UInt8(ascii: "\r")
    }
  }

  // MARK: Indented strings

  /// A piece before its indentation is stripped.
  private enum RawPiece {
    /// Text, and whether blanks at the start of its lines are indentation.
    case text([UInt8], isIndentable: Bool)
    case expression(SyntaxNode)
  }

  private static func indentedPieces(of node: SyntaxNode) -> [Piece] {
    let raw = rawPieces(of: node)
    guard !raw.isEmpty else { return [.text([])] }
    let indentation = commonIndentation(of: raw)
    var isAtLineStart = true
    var dropped = 0
    var pieces: [Piece] = []
    for (index, piece) in raw.enumerated() {
      switch piece {
      case .expression(let expression):
        isAtLineStart = false
        dropped = 0
        pieces.append(.expression(expression))
      case .text(let text, _):
        var stripped: [UInt8] = []
        for byte in text {
          if isAtLineStart, byte == UInt8(ascii: " ") {
            if dropped >= indentation { stripped.append(byte) }
            dropped += 1
          } else {
            isAtLineStart = byte == UInt8(ascii: "\n")
            dropped = 0
            stripped.append(byte)
          }
        }
        if index == raw.count - 1 { dropBlankLastLine(&stripped) }
        pieces.append(.text(stripped))
      }
    }
    return pieces
  }

  private static func rawPieces(of node: SyntaxNode) -> [RawPiece] {
    var pieces: [RawPiece] = []
    for element in node.elements {
      switch element {
      case .token(let token) where token.kind == .stringText:
        let bytes = Array(token.bytes)
        let isLoneMark = bytes == [UInt8(ascii: "$")] || bytes == [UInt8(ascii: "'")]
        pieces.append(.text(bytes, isIndentable: !isLoneMark))
      case .token(let token) where token.kind == .stringEscape:
        pieces.append(.text(unescapedIndented(token.bytes), isIndentable: false))
      case .token: continue
      case .node(let interpolation):
        if let expression = expression(in: interpolation) {
          pieces.append(.expression(expression))
        }
      }
    }
    return pieces
  }

  private static func unescapedIndented(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let rest = bytes.dropFirst(2)
    switch rest.first {
    case UInt8(ascii: "$"): return [UInt8(ascii: "$")]
    case UInt8(ascii: "'"): return [UInt8(ascii: "'"), UInt8(ascii: "'")]
    default: return unescaped(rest.dropFirst())
    }
  }

  /// The number of blanks that all lines with other text start with.
  private static func commonIndentation(of pieces: [RawPiece]) -> Int {
    var isAtLineStart = true
    var smallest = 1_000_000
    var current = 0
    for piece in pieces {
      guard case .text(let text, isIndentable: true) = piece else {
        if isAtLineStart {
          isAtLineStart = false
          smallest = min(smallest, current)
        }
        continue
      }
      for byte in text {
        if isAtLineStart {
          switch byte {
          case UInt8(ascii: " "): current += 1
          case UInt8(ascii: "\n"): current = 0
          default:
            isAtLineStart = false
            smallest = min(smallest, current)
          }
        } else if byte == UInt8(ascii: "\n") {
          isAtLineStart = true
          current = 0
        }
      }
    }
    return smallest
  }

  private static func dropBlankLastLine(_ text: inout [UInt8]) {
    guard let lineFeed = text.lastIndex(of: UInt8(ascii: "\n")),
      text[(lineFeed + 1)...].allSatisfy({ $0 == UInt8(ascii: " ") })
    else { return }
    text.removeSubrange((lineFeed + 1)...)
  }
}

extension StringValue {
  /// The bytes of a string without interpolation, or of a URI; nil for anything else.
  static func text(of node: SyntaxNode) -> [UInt8]? {
    switch node.kind {
    case .uri: return Array(node.bytes)
    case .string, .indentedString:
      let pieces = pieces(of: node)
      guard pieces.count == 1, case .text(let text) = pieces[0] else { return nil }
      return text
    default: return nil
    }
  }
}
