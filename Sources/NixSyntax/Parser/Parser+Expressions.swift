extension Parser {
  /// Parses an expression of any kind.
  mutating func parseExpression() {
    guard enter() else { return }
    let base = pending.count
    while parseOpening() {
      if nesting + pending.count >= Self.maximumNesting { _ = enter() }
    }
    finishPending(downTo: base)
    nesting -= 1
  }

  /// Finishes the nodes that waited for the expression just parsed.
  private mutating func finishPending(downTo base: Int) {
    while pending.count > base {
      let node = pending.removeLast()
      finish(node.kind, node.marker)
    }
  }

  /// Parses up to the expression that ends a function, `with`, `assert`, `let` or `if`, or a whole
  /// expression if it is none of them.
  ///
  /// - Returns: Whether another expression has to follow.
  private mutating func parseOpening() -> Bool {
    let marker = mark()
    switch current {
    case .identifier:
      switch tokens[significantIndex(from: position + 1)].kind {
      case .colon: parseIdentifierParameter()
      case .at: parsePatternParameter()
      default:
        parseOperators()
        return false
      }
      pending.append(PendingNode(kind: .lambda, marker: marker))
    case .leftBrace:
      guard startsPattern() else {
        parseOperators()
        return false
      }
      parsePatternParameter()
      pending.append(PendingNode(kind: .lambda, marker: marker))
    case .with, .assert:
      let kind: NodeKind = current == .with ? .with : .assert
      advance()
      parseExpression()
      expect(.semicolon)
      pending.append(PendingNode(kind: kind, marker: marker))
    case .let where tokens[significantIndex(from: position + 1)].kind != .leftBrace:
      advance()
      parseBindings(until: .in)
      expect(.in)
      pending.append(PendingNode(kind: .letIn, marker: marker))
    case .if:
      advance()
      parseExpression()
      expect(.then)
      parseExpression()
      expect(.else)
      pending.append(PendingNode(kind: .ifElse, marker: marker))
    default:
      parseOperators()
      return false
    }
    return true
  }

  /// Parses operators and their operands.
  private mutating func parseOperators() {
    let base = operators.count
    while true {
      let operand = parseOperand()
      guard let infix = parseInfix(behind: operand, base: base) else { break }
      operators.append(infix)
      advance()
      checkChain()
    }
    finishOperators(downTo: base)
  }

  /// Parses prefix operators and the call after them.
  ///
  /// - Returns: The start of the call.
  private mutating func parseOperand() -> Marker {
    while current == .not || current == .minus {
      operators.append(
        PendingOperator(
          kind: .unary, token: current,
          precedence: current == .not ? Precedence.not : Precedence.negation, marker: mark()))
      advance()
      checkChain()
    }
    let marker = mark()
    parseApplication()
    return marker
  }

  /// Finishes operators that bind tighter than the current one, and tests for attributes.
  ///
  /// The left side of the current operator starts where the operand does or, once operators
  /// that bind tighter are finished, where the first of those did.
  ///
  /// - Returns: The current operator, or nil if there is none.
  private mutating func parseInfix(behind operand: Marker, base: Int) -> PendingOperator? {
    var left = operand
    while let (precedence, associativity) = Precedence.infix(current) {
      while operators.count > base, let top = operators.last {
        if top.precedence == precedence, precedence == Precedence.pipe, top.token != current {
          report("'|>' and '<|' cannot be mixed without parentheses")
        }
        let isTighter =
          top.precedence > precedence
          || (top.precedence == precedence && associativity != .right)
        guard isTighter else { break }
        if top.precedence == precedence, associativity == .none { reportChain(top.token) }
        operators.removeLast()
        finish(top.kind, top.marker)
        left = top.marker
      }
      guard current == .question else {
        return PendingOperator(
          kind: .binary, token: current, precedence: precedence, marker: left)
      }
      advance()
      parseAttributePath()
      finish(.hasAttribute, left)
    }
    return nil
  }

  private mutating func reportChain(_ first: TokenKind) {
    report("\(current) cannot follow \(first) without parentheses")
  }

  private mutating func checkChain() {
    guard operators.count >= Self.maximumChain else { return }
    giveUp("more than \(Self.maximumChain) operators lack their right side")
  }

  private mutating func finishOperators(downTo base: Int) {
    while operators.count > base {
      let top = operators.removeLast()
      finish(top.kind, top.marker)
    }
  }

  /// Parses a call, or what could be its function alone.
  private mutating func parseApplication() {
    let marker = mark()
    parseSelection()
    guard current.startsOperand else { return }
    repeat { parseSelection() } while current.startsOperand
    finish(.apply, marker)
  }

  /// Parses an operand with the selections after it.
  mutating func parseSelection() {
    let base = pending.count
    while true {
      let marker = mark()
      parseSimple()
      if current == .dot {
        advance()
        parseAttributePath()
        if current == .or {
          advance()
          pending.append(PendingNode(kind: .select, marker: marker))
          if nesting + pending.count < Self.maximumNesting { continue }
          _ = enter()
          break
        }
        finish(.select, marker)
      } else if current == .or {
        advance()
        finish(.legacyOr, marker)
      }
      break
    }
    finishPending(downTo: base)
  }
}
