/// A statement `inherit names;` or `inherit (source) names;`.
package struct Inherit: SyntaxView {
  package static let kinds: Set<NodeKind> = [.inherit]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// The expression the attributes come from; nil if they are variables.
  package var source: SyntaxNode? { syntax.child(.inheritFrom)?.child(at: 0) }

  /// The nodes of the names.
  package var attributes: [SyntaxNode] { syntax.children.filter { $0.kind != .inheritFrom } }

  /// The names, without those known after evaluation only.
  package var names: [String] {
    attributes.compactMap { AttributePath.name(of: $0) }.map { String(decoding: $0, as: UTF8.self) }
  }
}
