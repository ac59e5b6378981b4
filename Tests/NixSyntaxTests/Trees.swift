@testable import NixSyntax

/// Checks and generators shared by the tests.
enum Trees {
  /// What is wrong with the shape of a tree: tokens and nodes have to tile the text.
  static func problem(of tree: SyntaxTree) -> String? {
    guard tree.text == tree.source else { return "text differs" }
    guard tree.root.range == 0..<tree.source.count else { return "root does not cover the text" }
    for node in [tree.root] + tree.root.descendants {
      guard node.range.lowerBound <= node.range.upperBound else { return "negative range" }
      var offset = node.range.lowerBound
      for element in node.elements {
        guard element.range.lowerBound == offset || element.range.isEmpty else {
          return "\(node.kind) at \(node.range) has a gap at \(offset)"
        }
        offset = max(offset, element.range.upperBound)
        if case .node(let child) = element, child.parent != node { return "wrong parent" }
      }
      guard offset == node.range.upperBound else { return "\(node.kind) does not reach its end" }
    }
    return nil
  }
}
