import Basics

extension SyntaxNode {
  /// The nodes directly in this one, in the order of the text.
  package struct Children: Sequence, IteratorProtocol {
    private let tree: SyntaxTree
    private var index: Int
    private let end: Int

    init(of node: SyntaxNode) {
      tree = node.tree
      index = node.index + 1
      end = Int(node.record.subtreeEnd)
    }

    /// The next child.
    package mutating func next() -> SyntaxNode? {
      guard index < end else { return nil }
      defer { index = Int(tree.nodes[index].subtreeEnd) }
      return SyntaxNode(tree: tree, index: index)
    }
  }

  /// All nodes in this one, parents before children, in the order of the text; without this one.
  package struct Descendants: Sequence, IteratorProtocol {
    private let tree: SyntaxTree
    private var index: Int
    private let end: Int

    init(of node: SyntaxNode) {
      tree = node.tree
      index = node.index + 1
      end = Int(node.record.subtreeEnd)
    }

    /// The next descendant.
    package mutating func next() -> SyntaxNode? {
      guard index < end else { return nil }
      defer { index += 1 }
      return SyntaxNode(tree: tree, index: index)
    }
  }

  /// The nodes and tokens directly in a node, in the order of the text.
  package struct Elements: Sequence, IteratorProtocol {
    private let tree: SyntaxTree
    private var token: Int
    private let tokenEnd: Int
    private var node: Int
    private let nodeEnd: Int

    init(of parent: SyntaxNode) {
      tree = parent.tree
      token = Int(parent.record.firstToken)
      tokenEnd = Int(parent.record.tokenEnd)
      node = parent.index + 1
      nodeEnd = Int(parent.record.subtreeEnd)
    }

    /// The next element.
    package mutating func next() -> SyntaxElement? {
      if node < nodeEnd, Int(tree.nodes[node].firstToken) <= token {
        let record = tree.nodes[node]
        defer {
          node = Int(record.subtreeEnd)
          token = Swift.max(token, Int(record.tokenEnd))
        }
        return .node(SyntaxNode(tree: tree, index: node))
      }
      guard token < tokenEnd else { return nil }
      defer { token += 1 }
      return .token(SyntaxToken(tree: tree, index: token))
    }
  }

  /// The nodes directly in this one.
  package var children: Children { Children(of: self) }

  /// All nodes in this one.
  package var descendants: Descendants { Descendants(of: self) }

  /// The nodes and tokens directly in this one.
  package var elements: Elements { Elements(of: self) }

  /// The first child of a kind.
  package func child(_ kind: NodeKind) -> SyntaxNode? {
    children.first { $0.kind == kind }
  }

  /// The child that has a number of others before it.
  package func child(at position: Int) -> SyntaxNode? {
    children.dropFirst(position).first { _ in true }
  }

  /// The first token of a kind that is directly in this node.
  package func token(_ kind: TokenKind) -> SyntaxToken? {
    for case .token(let token) in elements where token.kind == kind { return token }
    return nil
  }

  /// The first token of the node; nil if it covers none.
  package var firstToken: SyntaxToken? {
    let record = record
    guard record.firstToken < record.tokenEnd else { return nil }
    return SyntaxToken(tree: tree, index: Int(record.firstToken))
  }

  /// The last token of the node; nil if it covers none.
  package var lastToken: SyntaxToken? {
    let record = record
    guard record.firstToken < record.tokenEnd else { return nil }
    return SyntaxToken(tree: tree, index: Int(record.tokenEnd) - 1)
  }

  /// All tokens of the node and of the nodes in it, trivia included.
  package var tokens: some Sequence<SyntaxToken> {
    let record = record
    let range = Int(record.firstToken)..<max(Int(record.firstToken), Int(record.tokenEnd))
    return range.lazy.map { SyntaxToken(tree: self.tree, index: $0) }
  }

  /// The node with the parentheses around it.
  package var parenthesised: SyntaxNode {
    var node = self
    while let outer = node.parent, outer.kind == .parenthesised { node = outer }
    return node
  }

  /// The node without the parentheses around it.
  package var unparenthesised: SyntaxNode {
    var node = self
    while node.kind == .parenthesised, let inner = node.child(at: 0) { node = inner }
    return node
  }
}

extension SyntaxTree {
  /// The token that holds the byte at an offset; nil outside the text.
  package func token(at offset: Int) -> SyntaxToken? {
    guard source.indices.contains(offset) else { return nil }
    let next = partitionPoint(0..<tokens.count) { Int(tokens[$0].start) <= offset }
    return SyntaxToken(tree: self, index: max(0, next - 1))
  }

  /// The innermost node that covers an offset; the root where there is no other.
  ///
  /// An offset between two nodes that touch belongs to the second one.
  package func node(at offset: Int) -> SyntaxNode {
    node(covering: offset..<offset + 1)
  }

  /// The innermost node that covers a range.
  package func node(covering range: Range<Int>) -> SyntaxNode {
    var node = root
    while let inner = node.children.first(where: { $0.range.covers(range) }) { node = inner }
    return node
  }

  /// The line and column of an offset.
  package func location(of offset: Int) -> SourceLocation {
    LineIndex(source).location(of: offset)
  }
}

extension Range<Int> {
  /// Whether another range lies in this one.
  func covers(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
