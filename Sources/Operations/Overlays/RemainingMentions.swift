import NixSyntax

/// Places of an overlay that still name packages which are gone, such as an environment with them.
struct RemainingMentions {
  let attributes: Set<String>
  let path: String

  /// The places, as `path:line:column`, in the order of the text.
  func places(in text: [UInt8]) -> [(attribute: String, place: String)] {
    let tree = SyntaxTree.parse(text)
    return tree.root.descendants.compactMap { node in
      guard node.kind == .identifier, isUse(node), attributes.contains(node.text) else {
        return nil
      }
      return (node.text, "\(path):\(tree.location(of: node.range.lowerBound))")
    }
  }

  /// Whether a name is selected from something, or an element of a list.
  private func isUse(_ node: SyntaxNode) -> Bool {
    switch node.parent?.kind {
    case .list: true
    case .attributePath: node.parent?.parent?.kind == .select
    default: false
    }
  }
}
