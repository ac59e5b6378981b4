extension Parser {
  /// Whether the brace at the current token opens the pattern of a function, not a set.
  func startsPattern() -> Bool {
    let first = significantIndex(from: position + 1)
    let second = significantIndex(from: first + 1)
    switch tokens[first].kind {
    case .ellipsis: return true
    case .rightBrace: return tokens[second].kind == .colon || tokens[second].kind == .at
    case .identifier:
      switch tokens[second].kind {
      case .comma, .question, .rightBrace: return true
      default: return false
      }
    default: return false
    }
  }

  /// Parses `name:`.
  mutating func parseIdentifierParameter() {
    finishToken(as: .identifierParameter)
    advance()
  }

  /// Parses a pattern with the name before or after it, and the colon.
  mutating func parsePatternParameter() {
    let marker = mark()
    let isNamedFirst = take(.identifier)
    if isNamedFirst {
      advance()
      finish(.patternBinding, marker)
    }
    guard current == .leftBrace else {
      report("unexpected \(current), expecting '{'")
      return
    }
    parsePattern()
    if current == .at, !isNamedFirst {
      let binding = mark()
      advance()
      expect(.identifier)
      finish(.patternBinding, binding)
    }
    expect(.colon)
  }

  private mutating func parsePattern() {
    let marker = mark()
    advance()
    while current != .rightBrace {
      if current == .ellipsis {
        finishToken(as: .ellipsis)
        break
      }
      guard current == .identifier else {
        parseUnexpected("a parameter, '...' or '}'")
        break
      }
      let entry = mark()
      advance()
      if take(.question) { parseExpression() }
      finish(.patternEntry, entry)
      guard take(.comma) else { break }
    }
    expect(.rightBrace)
    finish(.pattern, marker)
  }
}
