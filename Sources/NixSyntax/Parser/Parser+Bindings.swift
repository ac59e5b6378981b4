extension Parser {
  /// Parses bindings and `inherit` statements up to the token that ends them.
  mutating func parseBindings(until end: TokenKind) {
    while current != end, current != .endOfText {
      switch current {
      case .identifier, .or, .stringStart, .interpolationStart: parseBinding()
      case .inherit: parseInherit()
      case .semicolon:
        report("unexpected ';', expecting a binding")
        finishToken(as: .error)
      case .rightParenthesis, .rightBracket, .rightBrace, .in, .then, .else: return
      default:
        let marker = mark()
        report("unexpected \(current), expecting a binding or \(end)")
        skipStatement()
        finish(.error, marker)
      }
    }
  }

  /// Takes tokens up to and with the next semicolon, or up to a bracket that closes another one.
  private mutating func skipStatement() {
    var depth = 0
    while current != .endOfText {
      switch current {
      case .leftBrace, .leftBracket, .leftParenthesis, .interpolationStart: depth += 1
      case .rightBrace, .rightBracket, .rightParenthesis:
        if depth == 0 { return }
        depth -= 1
      case .semicolon where depth == 0:
        advance()
        return
      default: break
      }
      advance()
    }
  }

  private mutating func parseBinding() {
    let marker = mark()
    parseAttributePath()
    guard take(.assign) else {
      report("unexpected \(current), expecting '.' or '='")
      let rest = mark()
      skipStatement()
      if position > rest.token { finish(.error, rest) }
      finish(.binding, marker)
      return
    }
    parseExpression()
    expect(.semicolon)
    finish(.binding, marker)
  }

  private mutating func parseInherit() {
    let marker = mark()
    advance()
    if current == .leftParenthesis {
      let from = mark()
      advance()
      parseExpression()
      expect(.rightParenthesis)
      finish(.inheritFrom, from)
    }
    while parseAttribute() {}
    expect(.semicolon)
    finish(.inherit, marker)
  }

  /// Parses names joined by dots.
  mutating func parseAttributePath() {
    let marker = mark()
    repeat {
      guard parseAttribute() else {
        report("unexpected \(current), expecting an attribute name")
        break
      }
    } while take(.dot)
    if nodes.count > marker.node { finish(.attributePath, marker) }
  }

  /// Parses one name of an attribute.
  ///
  /// - Returns: Whether there was one.
  private mutating func parseAttribute() -> Bool {
    switch current {
    case .identifier, .or: finishToken(as: .identifier)
    case .stringStart: parseString(.string, end: .stringEnd)
    case .interpolationStart:
      let marker = mark()
      advance()
      parseExpression()
      expect(.rightBrace)
      finish(.dynamicAttribute, marker)
    default: return false
    }
    return true
  }
}
