/// An expression with the attributes of a set in scope, `with set; body`.
package struct With: SyntaxView {
  package static let kinds: Set<NodeKind> = [.with]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// The set.
  package var scope: SyntaxNode? { syntax.child(at: 0) }

  /// The expression after the semicolon.
  package var body: SyntaxNode? { syntax.child(at: 1) }
}

/// An expression after a condition, `assert condition; body`.
package struct Assert: SyntaxView {
  package static let kinds: Set<NodeKind> = [.assert]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// The condition.
  package var condition: SyntaxNode? { syntax.child(at: 0) }

  /// The expression after the semicolon.
  package var body: SyntaxNode? { syntax.child(at: 1) }
}

/// A choice, `if condition then consequence else alternative`.
package struct IfElse: SyntaxView {
  package static let kinds: Set<NodeKind> = [.ifElse]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// The condition.
  package var condition: SyntaxNode? { syntax.child(at: 0) }

  /// The expression after `then`.
  package var consequence: SyntaxNode? { syntax.child(at: 1) }

  /// The expression after `else`.
  package var alternative: SyntaxNode? { syntax.child(at: 2) }
}
