/// The cutter of bytes into tokens that tile them, by the rules of Nix's own scanner.
///
/// Works for any bytes: what starts no token becomes `unknown`. Time is linear in the input.
struct Lexer {
  /// What the text at the current position is part of.
  enum Mode {
    case code, string, indentedString, path
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let classes: UnsafeBufferPointer<ByteClass>
  var position = 0
  var tokens: [Token] = []
  var modes: [Mode] = []
  var problems: [Problem] = []
  /// The end of the run of path characters that was looked at last, and the last byte in it that
  /// a URI's scheme cannot hold; kept so that `a.b.c.…` is looked at once and not once a name.
  var pathRunEnd = 0
  var lastOutsideScheme = -1

  /// The tokens of a text, ended by one of kind `endOfText`, and what is wrong with them.
  ///
  /// Of a text of more than `limit` tokens only so many are read.
  static func tokens(
    of source: [UInt8], limit: Int
  ) -> (tokens: [Token], problems: [Problem]) {
    source.withUnsafeBufferPointer { bytes in
      ByteClass.table.withUnsafeBufferPointer { classes in
        var lexer = Lexer(bytes: bytes, classes: classes)
        lexer.run(limit: limit)
        return (lexer.tokens, lexer.problems)
      }
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, classes: UnsafeBufferPointer<ByteClass>) {
    self.bytes = bytes
    self.classes = classes
    tokens.reserveCapacity(bytes.count / 3 + 2)
  }

  private mutating func run(limit: Int) {
    if byte(at: 0) == 0xEF, byte(at: 1) == 0xBB, byte(at: 2) == 0xBF {
      position = 3
      append(.byteOrderMark, from: 0)
      problems.append(Problem("byte-order mark, which nix rejects; remove it", 0..<3))
    }
    while position < bytes.count, tokens.count < limit {
      switch modes.last ?? .code {
      case .code: scanCode()
      case .string: scanString()
      case .indentedString: scanIndentedString()
      case .path: scanPathText(endsInSlash: false)
      }
    }
    append(.endOfText, from: bytes.count)
  }

  /// The byte at an offset, or 0 after the end.
  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    offset < bytes.count ? bytes[offset] : 0
  }

  /// Whether the byte at an offset is of a class; false after the end.
  @inline(__always)
  func isByte(at offset: Int, _ byteClass: ByteClass) -> Bool {
    offset < bytes.count && classes[Int(bytes[offset])].rawValue & byteClass.rawValue != 0
  }

  /// The offset of the first byte at or after one that is not of a class.
  @inline(__always)
  func end(of byteClass: ByteClass, from offset: Int) -> Int {
    var offset = offset
    while isByte(at: offset, byteClass) { offset += 1 }
    return offset
  }

  @inline(__always)
  mutating func append(_ kind: TokenKind, from start: Int) {
    tokens.append(Token(start: UInt32(truncatingIfNeeded: start), kind: kind))
  }

  @inline(__always)
  private mutating func append(_ kind: TokenKind, length: Int) {
    append(kind, from: position)
    position += length
  }

  /// Reads tokens until the end or until the mode changes.
  private mutating func scanCode() {
    while position < bytes.count {
      let start = position
      switch bytes[start] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        position = end(of: .whitespace, from: start + 1)
        append(.whitespace, from: start)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"):
        if scanName() { return }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if scanNumber() { return }
      case UInt8(ascii: "."):
        if scanDot() { return }
      case UInt8(ascii: "#"):
        scanLineComment()
      case UInt8(ascii: "\""):
        append(.stringStart, length: 1)
        modes.append(.string)
        return
      case UInt8(ascii: "'"):
        guard byte(at: start + 1) == UInt8(ascii: "'") else {
          append(.unknown, length: 1)
          continue
        }
        scanIndentedStringStart()
        return
      case UInt8(ascii: "{"):
        append(.leftBrace, length: 1)
        modes.append(.code)
      case UInt8(ascii: "}"):
        append(.rightBrace, length: 1)
        if !modes.isEmpty { modes.removeLast() }
        if let mode = modes.last, mode != .code { return }
      case UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "~"):
        if scanPathOrOperator() { return }
      case UInt8(ascii: "<"):
        scanLess()
      default:
        scanMark()
      }
    }
  }

  private mutating func scanLineComment() {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n"),
      bytes[position] != UInt8(ascii: "\r")
    {
      position += 1
    }
    append(.lineComment, from: start)
  }

  /// Reads `/*` up to `*/`.
  mutating func scanBlockComment() {
    let start = position
    position += 2
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), byte(at: position + 1) == UInt8(ascii: "/") {
        position += 2
        append(.blockComment, from: start)
        return
      }
      position += 1
    }
    append(.blockComment, from: start)
    problems.append(Problem("comment is not closed by '*/'", start..<start + 2))
  }

  /// Reads a mark or an operator that cannot start a name, a number or a path.
  private mutating func scanMark() {
    let next = byte(at: position + 1)
    switch bytes[position] {
    case UInt8(ascii: "["): append(.leftBracket, length: 1)
    case UInt8(ascii: "]"): append(.rightBracket, length: 1)
    case UInt8(ascii: "("): append(.leftParenthesis, length: 1)
    case UInt8(ascii: ")"): append(.rightParenthesis, length: 1)
    case UInt8(ascii: ";"): append(.semicolon, length: 1)
    case UInt8(ascii: ":"): append(.colon, length: 1)
    case UInt8(ascii: ","): append(.comma, length: 1)
    case UInt8(ascii: "@"): append(.at, length: 1)
    case UInt8(ascii: "?"): append(.question, length: 1)
    case UInt8(ascii: "*"): append(.times, length: 1)
    case UInt8(ascii: "=") where next == UInt8(ascii: "="): append(.equal, length: 2)
    case UInt8(ascii: "="): append(.assign, length: 1)
    case UInt8(ascii: "!") where next == UInt8(ascii: "="): append(.unequal, length: 2)
    case UInt8(ascii: "!"): append(.not, length: 1)
    case UInt8(ascii: ">") where next == UInt8(ascii: "="): append(.greaterOrEqual, length: 2)
    case UInt8(ascii: ">"): append(.greater, length: 1)
    case UInt8(ascii: "&") where next == UInt8(ascii: "&"): append(.and, length: 2)
    case UInt8(ascii: "|") where next == UInt8(ascii: "|"): append(.disjunction, length: 2)
    case UInt8(ascii: "|") where next == UInt8(ascii: ">"): append(.pipeInto, length: 2)
    case UInt8(ascii: "$") where next == UInt8(ascii: "{"):
      append(.interpolationStart, length: 2)
      modes.append(.code)
    default: scanUnknown()
    }
  }

  /// Reads one character that starts no token, with all the bytes of its encoding.
  private mutating func scanUnknown() {
    let start = position
    position = endOfCharacter(at: start)
    append(.unknown, from: start)
  }

  /// The offset after the character at an offset: one byte and the continuation bytes after it.
  func endOfCharacter(at offset: Int) -> Int {
    guard byte(at: offset) >= 0xC0 else { return min(offset + 1, bytes.count) }
    var end = offset + 1
    while end < min(offset + 4, bytes.count), bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
