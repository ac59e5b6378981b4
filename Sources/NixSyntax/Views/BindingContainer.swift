/// A construct that holds bindings: an attribute set, `let … in …` or the old `let { … }`.
package protocol BindingContainer: SyntaxView {}

extension BindingContainer {
  /// The bindings and `inherit` statements.
  package var members: [SyntaxNode] {
    syntax.children.filter { $0.kind == .binding || $0.kind == .inherit }
  }

  /// The bindings.
  package var bindings: [Binding] { syntax.children.compactMap { Binding($0) } }

  /// The `inherit` statements.
  package var inherits: [Inherit] { syntax.children.compactMap { Inherit($0) } }

  /// The binding of one name, `name = …;`.
  package func binding(_ name: String) -> Binding? { binding(at: [name]) }

  /// The binding of a path, written out (`a.b = …;`) or nested (`a = { b = …; };`).
  package func binding(at path: [String]) -> Binding? {
    guard let first = path.first else { return nil }
    for binding in syntax.bindings(startingWith: first) {
      guard let names = binding.names, path.starts(with: names) else { continue }
      if names.count == path.count { return binding }
      let rest = Array(path.dropFirst(names.count))
      if let nested = AttributeSet(binding.value?.unparenthesised)?.binding(at: rest) {
        return nested
      }
    }
    return nil
  }

  /// The expression bound to a name.
  package func value(_ name: String) -> SyntaxNode? { binding(name)?.value }

  /// The text of the string bound to a name; nil if it is not a string or has interpolations.
  package func string(_ name: String) -> String? {
    StringLiteral(value(name)?.unparenthesised)?.value
  }
}

/// An attribute set, `{ … }` or `rec { … }`.
package struct AttributeSet: BindingContainer {
  package static let kinds: Set<NodeKind> = [.attributeSet]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// Whether the attributes see each other.
  package var isRecursive: Bool { syntax.firstToken?.kind == .rec }
}

/// Bindings and the expression they hold in, `let … in …`.
package struct LetIn: BindingContainer {
  package static let kinds: Set<NodeKind> = [.letIn]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// The expression after `in`.
  package var body: SyntaxNode? {
    syntax.children.first { $0.kind != .binding && $0.kind != .inherit && $0.kind != .error }
  }
}

/// The old form `let { …; body = …; }`.
package struct LegacyLet: BindingContainer {
  package static let kinds: Set<NodeKind> = [.legacyLet]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }
}
