/// A node of a tree: a kind, a range of bytes, and nodes and tokens in it.
///
/// Every node except the root starts and ends with a token that is not trivia.
package struct SyntaxNode: Sendable, Hashable {
  /// The tree the node is part of.
  package let tree: SyntaxTree
  let index: Int

  init(tree: SyntaxTree, index: Int) {
    self.tree = tree
    self.index = index
  }

  var record: NodeTable.Record { tree.nodes[index] }

  /// What the node is.
  package var kind: NodeKind { record.kind }

  /// The bytes from the first token to the last one.
  package var range: Range<Int> {
    let record = record
    let start = Int(tree.tokens[Int(record.firstToken)].start)
    return start..<max(start, Int(tree.tokens[Int(record.tokenEnd)].start))
  }

  /// The node's bytes as they are in the text.
  package var bytes: ArraySlice<UInt8> { tree.source[range] }

  /// The node's bytes as text; bytes that are not UTF-8 are replaced.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The node around; nil for the root.
  package var parent: SyntaxNode? {
    index == 0 ? nil : SyntaxNode(tree: tree, index: Int(record.parent))
  }

  /// The nodes around, from the inside out.
  package var ancestors: some Sequence<SyntaxNode> {
    sequence(state: self) { node in
      guard let parent = node.parent else { return nil }
      node = parent
      return parent
    }
  }

  /// Whether both are the same node of the same tree.
  package static func == (left: SyntaxNode, right: SyntaxNode) -> Bool {
    left.tree === right.tree && left.index == right.index
  }

  /// Feeds the node's identity to a hasher.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(tree))
    hasher.combine(index)
  }
}

/// A token of a tree: a kind and a range of bytes.
package struct SyntaxToken: Sendable, Hashable {
  /// The tree the token is part of.
  package let tree: SyntaxTree
  let index: Int

  init(tree: SyntaxTree, index: Int) {
    self.tree = tree
    self.index = index
  }

  /// What the token is.
  package var kind: TokenKind { tree.tokens[index].kind }

  /// The token's bytes.
  package var range: Range<Int> {
    let next = min(index + 1, tree.tokens.count - 1)
    return Int(tree.tokens[index].start)..<Int(tree.tokens[next].start)
  }

  /// The token's bytes as they are in the text.
  package var bytes: ArraySlice<UInt8> { tree.source[range] }

  /// The token's bytes as text; bytes that are not UTF-8 are replaced.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The token before, trivia included; nil for the first one.
  package var previous: SyntaxToken? {
    index > 0 ? SyntaxToken(tree: tree, index: index - 1) : nil
  }

  /// The token after, trivia included; nil for the last one.
  package var next: SyntaxToken? {
    index + 2 < tree.tokens.count ? SyntaxToken(tree: tree, index: index + 1) : nil
  }

  /// Whether both are the same token of the same tree.
  package static func == (left: SyntaxToken, right: SyntaxToken) -> Bool {
    left.tree === right.tree && left.index == right.index
  }

  /// Feeds the token's identity to a hasher.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(tree))
    hasher.combine(index)
  }
}

/// A child of a node: another node, or a token that is in none.
package enum SyntaxElement: Sendable, Hashable {
  /// A node.
  case node(SyntaxNode)
  /// A token, trivia included.
  case token(SyntaxToken)

  /// The bytes of the node or the token.
  package var range: Range<Int> {
    switch self {
    case .node(let node): node.range
    case .token(let token): token.range
    }
  }
}
