extension Parser {
  /// Parses an operand without selections: a name, a literal or something in brackets.
  mutating func parseSimple() {
    switch current {
    case .identifier: finishToken(as: .identifier)
    case .integer, .float:
      checkNumber()
      finishToken(as: .literal)
    case .uri: finishToken(as: .uri)
    case .searchPath: finishToken(as: .searchPath)
    case .path: parsePath()
    case .stringStart: parseString(.string, end: .stringEnd)
    case .indentedStringStart: parseString(.indentedString, end: .indentedStringEnd)
    case .leftParenthesis:
      let marker = mark()
      advance()
      parseExpression()
      expect(.rightParenthesis)
      finish(.parenthesised, marker)
    case .leftBracket: parseList()
    case .leftBrace, .rec, .let: parseAttributeSet()
    default: parseUnexpected("an expression")
    }
  }

  /// Reports a token that does not start an expression, and consumes it unless an enclosing construct expects it.
  mutating func parseUnexpected(_ expected: String) {
    report("unexpected \(current), expecting \(expected)")
    if !current.endsExpression { finishToken(as: .error) }
  }

  private mutating func parseList() {
    let marker = mark()
    guard enter() else { return }
    advance()
    while current != .rightBracket {
      if current.startsOperand {
        parseSelection()
      } else if current.endsExpression {
        break
      } else {
        parseUnexpected("a list element or ']'")
      }
    }
    expect(.rightBracket)
    finish(.list, marker)
    nesting -= 1
  }

  private mutating func parseAttributeSet() {
    let marker = mark()
    let kind: NodeKind = current == .let ? .legacyLet : .attributeSet
    if current != .leftBrace { advance() }
    if current == .leftBrace {
      advance()
      parseBindings(until: .rightBrace)
      expect(.rightBrace)
    } else {
      report("unexpected \(current), expecting '{'")
    }
    finish(kind, marker)
  }

  /// Parses a string of either form.
  mutating func parseString(_ kind: NodeKind, end: TokenKind) {
    let marker = mark()
    advanceInString()
    while true {
      switch current {
      case .stringText, .stringEscape: advanceInString()
      case .interpolationStart: parseInterpolation()
      case end:
        advance()
        finish(kind, marker)
        return
      default:
        report("string is not closed", tokenAt: marker.token)
        finish(kind, marker)
        return
      }
    }
  }

  /// Parses a path with the interpolations in it.
  private mutating func parsePath() {
    let marker = mark()
    var hasText = false
    var hasInterpolation = false
    advanceInString()
    while true {
      if current == .pathText {
        hasText = true
        advanceInString()
      } else if current == .interpolationStart {
        hasInterpolation = true
        parseInterpolation()
      } else {
        break
      }
    }
    // Two slashes in a row end a path, unless an interpolation follows.
    if hasText, !hasInterpolation { report("path has an empty component", tokenAt: marker.token) }
    finish(.path, marker)
    advanceOverTrivia()
  }

  /// Parses `${…}` and stops at the very next token.
  private mutating func parseInterpolation() {
    let marker = mark()
    advance()
    parseExpression()
    if current == .rightBrace {
      advanceInString()
    } else {
      report("unexpected \(current), expecting '}'")
      skipToInterpolationEnd()
    }
    finish(.interpolation, marker)
  }

  /// Moves on to the `}` of an interpolation and takes it, so that the string around goes on.
  private mutating func skipToInterpolationEnd() {
    let marker = mark()
    var depth = 0
    while current != .endOfText {
      if current == .rightBrace {
        if depth == 0 { break }
        depth -= 1
      } else if current == .leftBrace || current == .interpolationStart {
        depth += 1
      }
      advance()
    }
    finish(.error, marker)
    if current == .rightBrace { advanceInString() }
  }

  /// Moves to the next token that is not trivia.
  private mutating func advanceOverTrivia() {
    position = significantIndex(from: position)
    current = tokens[position].kind
  }

  /// Reports a number that Nix cannot hold in 64 bits.
  private mutating func checkNumber() {
    let range = Int(tokens[position].start)..<Int(tokens[position + 1].start)
    if current == .integer {
      guard range.count > 18 else { return }
      if Int64(String(decoding: source[range], as: UTF8.self)) == nil {
        report("integer is greater than 9223372036854775807")
      }
    } else {
      let text = String(decoding: source[range], as: UTF8.self)
      guard let value = Double(text.first == "." ? "0" + text : text) else { return }
      let mantissa = source[range].prefix { $0 | 0x20 != UInt8(ascii: "e") }
      let isZero = mantissa.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
      if value.isInfinite || value.isSubnormal || (value == 0 && !isZero) {
        report("float is out of range")
      }
    }
  }
}
