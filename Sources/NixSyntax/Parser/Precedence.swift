/// How tightly operators bind; a greater number binds tighter.
enum Precedence {
  /// What a chain of operators of one precedence means.
  enum Associativity {
    case left, right, none
  }

  static let pipe: UInt8 = 1
  static let not: UInt8 = 8
  static let negation: UInt8 = 13

  /// The precedence and associativity of an infix operator; nil for any other token.
  @inline(__always)
  static func infix(_ token: TokenKind) -> (UInt8, Associativity)? {
    switch token {
    case .pipeInto: (pipe, .left)
    case .pipeFrom: (pipe, .right)
    case .implication: (2, .right)
    case .disjunction: (3, .left)
    case .and: (4, .left)
    case .equal, .unequal: (5, .none)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: (6, .none)
    case .update: (7, .right)
    case .plus, .minus: (9, .left)
    case .times, .divide: (10, .left)
    case .concatenate: (11, .right)
    // Nothing right of a test can be a test, so a chain of them has one reading.
    case .question: (12, .left)
    default: nil
    }
  }
}

extension TokenKind {
  /// Whether an operand of an operator or a call can start with the token.
  @inline(__always)
  var startsOperand: Bool {
    switch self {
    case .identifier, .integer, .float, .uri, .searchPath, .path, .stringStart,
      .indentedStringStart, .leftParenthesis, .leftBracket, .leftBrace, .rec, .let:
      true
    default: false
    }
  }

  /// Whether a construct around an expression may be waiting for the token.
  var endsExpression: Bool {
    switch self {
    case .endOfText, .rightParenthesis, .rightBracket, .rightBrace, .semicolon, .comma, .in,
      .then, .else:
      true
    default: false
    }
  }
}
