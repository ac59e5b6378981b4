/// A list.
package struct List: SyntaxView {
  package static let kinds: Set<NodeKind> = [.list]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// The elements.
  package var elements: [SyntaxNode] { syntax.children.filter { $0.kind != .error } }
}

/// A call: a function and one or more arguments.
package struct Apply: SyntaxView {
  package static let kinds: Set<NodeKind> = [.apply]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// The function.
  package var function: SyntaxNode? { syntax.child(at: 0) }

  /// The arguments.
  package var arguments: [SyntaxNode] { Array(syntax.children.dropFirst()) }

  /// The last name of the function, `fetchurl` in `final.fetchurl { … }`; nil if it has none.
  package var functionName: String? { function?.unparenthesised.lastName }
}

extension SyntaxNode {
  /// The name of a variable, or the last one of a selection.
  package var lastName: String? {
    kind == .identifier ? text : Select(self)?.path?.lastName
  }
}

/// A selection, `set.path` or `set.path or default`.
package struct Select: SyntaxView {
  package static let kinds: Set<NodeKind> = [.select]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// The expression before the dot.
  package var base: SyntaxNode? { syntax.child(at: 0) }

  /// The names after the dot.
  package var path: AttributePath? { AttributePath(syntax.child(.attributePath)) }

  /// The expression after `or`.
  package var fallback: SyntaxNode? { syntax.child(at: 2) }
}

/// Two expressions and the operator between them.
package struct Binary: SyntaxView {
  package static let kinds: Set<NodeKind> = [.binary]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// The operator.
  package var operatorKind: TokenKind? {
    for case .token(let token) in syntax.elements where !token.kind.isTrivia { return token.kind }
    return nil
  }

  /// The expression before the operator.
  package var left: SyntaxNode? { syntax.child(at: 0) }

  /// The expression after the operator.
  package var right: SyntaxNode? { syntax.child(at: 1) }
}
