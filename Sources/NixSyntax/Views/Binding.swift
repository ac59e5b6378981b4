/// A binding, `path = value;`.
package struct Binding: SyntaxView {
  package static let kinds: Set<NodeKind> = [.binding]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// The names before the `=`.
  package var path: AttributePath? { AttributePath(syntax.child(.attributePath)) }

  /// The names as text; nil if one of them is known after evaluation only.
  package var names: [String]? { path?.names }

  /// The name, if it is a single one that needs no evaluation.
  package var name: String? {
    guard let names, names.count == 1 else { return nil }
    return names.first
  }

  /// The expression after the `=`.
  package var value: SyntaxNode? {
    syntax.children.first { $0.kind != .attributePath && $0.kind != .error }
  }

  /// The set or `let` the binding is in.
  package var container: SyntaxNode? { syntax.parent }
}

extension Binding {
  /// The bytes of the binding with the comments and the line that belong to it.
  package var ownedRange: Range<Int> { syntax.ownedRange }

  /// The edit that removes the binding with all that belongs to it.
  package var removal: SourceEdit { .remove(ownedRange) }

  /// The edit that gives the binding another value; nil if it has none.
  package func replacingValue(with text: String) -> SourceEdit? {
    value.map { SourceEdit.replace($0, with: text) }
  }
}
