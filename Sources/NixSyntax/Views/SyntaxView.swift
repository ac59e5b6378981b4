/// A node seen as one construct of the language.
///
/// Parts that a broken text lacks are nil or empty.
package protocol SyntaxView: Sendable, Hashable {
  /// The kinds of nodes that are this construct.
  static var kinds: Set<NodeKind> { get }
  /// The node.
  var syntax: SyntaxNode { get }
  /// The view of a node that is known to be of one of the kinds.
  init(unchecked syntax: SyntaxNode)
}

extension SyntaxView {
  /// The view of a node; nil if the node is something else.
  package init?(_ syntax: SyntaxNode?) {
    guard let syntax, Self.kinds.contains(syntax.kind) else { return nil }
    self.init(unchecked: syntax)
  }

  /// The bytes of the construct.
  package var range: Range<Int> { syntax.range }

  /// The construct as it is in the text.
  package var text: String { syntax.text }
}

extension SyntaxNode {
  /// The node as a construct; nil if it is something else.
  package func `as`<View: SyntaxView>(_ view: View.Type) -> View? { View(self) }

  /// All constructs of one sort in this node, in the order of the text.
  package func descendants<View: SyntaxView>(_ view: View.Type) -> [View] {
    descendants.compactMap { View($0) }
  }
}
