import Synchronization

/// A text and the lossless tree over it.
///
/// The tree is two flat arrays. The tokens tile the text, white space and comments included; the
/// nodes stand in the order they start in, parents before children, and cover ranges of tokens.
/// So the tree's text is the input for every input, valid or not, and making or freeing a tree
/// never recurses. `SyntaxNode` and `SyntaxToken` are positions in it.
package final class SyntaxTree: Sendable {
  /// A node as the tree stores it.
  struct Record {
    var kind: NodeKind
    /// The first token.
    var firstToken: UInt32
    /// The token after the last one.
    var tokenEnd: UInt32
    /// The node after the last one of the subtree.
    var subtreeEnd: UInt32
    /// The node around; the root is its own parent.
    var parent: UInt32
  }

  /// The bytes of the text.
  package let source: [UInt8]
  /// Why the text is not a valid Nix expression, in the order of the text; empty if it is one.
  ///
  /// Undefined variables are not looked for.
  package let diagnostics: [Diagnostic]
  /// Whether the text is too long to be read; then that is the only diagnostic.
  package let isTooLong: Bool
  /// All tokens, ended by one of kind `endOfText`.
  let tokens: [Token]
  /// All nodes.
  let nodes: [Record]
  /// What large sets bind, by their nodes; filled when it is asked for.
  let nameIndexes = Mutex<[Int: NameIndex]>([:])

  private init(
    source: [UInt8], tokens: [Token], nodes: [Record], diagnostics: [Diagnostic] = [],
    isTooLong: Bool = false
  ) {
    self.source = source
    self.tokens = tokens
    self.nodes = nodes
    self.diagnostics = diagnostics
    self.isTooLong = isTooLong
  }

  /// How long a text may be.
  ///
  /// Reading takes eleven times the bytes of a set of packages in memory, and sixty-six times those of
  /// a list of digits. nixpkgs' longest file is well below both.
  struct Limits {
    /// Offsets are 32 bits wide.
    var bytes = 32 << 20
    var tokens = 16_000_000
  }

  /// The tree over a text; any bytes will do.
  ///
  /// A text that is too long gets a tree of one node and a diagnostic.
  package static func parse(_ source: [UInt8]) -> SyntaxTree {
    parse(source, limits: Limits())
  }

  static func parse(_ source: [UInt8], limits: Limits) -> SyntaxTree {
    guard source.count <= limits.bytes else {
      return refusing(
        source,
        "file is larger than \(limits.bytes >> 20) MiB, which is the most that is read; split it")
    }
    let lexed = Lexer.tokens(of: source, limit: limits.tokens)
    guard lexed.tokens.count <= limits.tokens else {
      return refusing(
        source,
        "file has more than \(limits.tokens) words and marks, which is the most that is read; split it"
      )
    }
    let parsed = Parser.nodes(of: source, tokens: lexed.tokens)
    let nodes = records(of: parsed.nodes)
    let tree = SyntaxTree(source: source, tokens: lexed.tokens, nodes: nodes)
    var problems = lexed.problems + parsed.problems
    if problems.isEmpty { problems = Validator.problems(of: tree) }
    if problems.isEmpty { return tree }
    return SyntaxTree(
      source: source, tokens: lexed.tokens, nodes: nodes,
      diagnostics: diagnostics(of: problems, in: source))
  }

  /// The tree over a text.
  package static func parse(_ text: String) -> SyntaxTree {
    parse(Array(text.utf8))
  }

  /// A tree without tokens over a text that is too long.
  private static func refusing(_ source: [UInt8], _ reason: String) -> SyntaxTree {
    SyntaxTree(
      source: source, tokens: [Token(start: 0, kind: .endOfText)],
      nodes: [Record(kind: .root, firstToken: 0, tokenEnd: 0, subtreeEnd: 1, parent: 0)],
      diagnostics: [
        Diagnostic(
          message: reason,
          location: SourceLocation(offset: 0, line: 1, column: 1), range: 0..<0)
      ], isTooLong: true)
  }

  /// Whether Nix would accept the text, undefined variables apart.
  package var isValid: Bool { diagnostics.isEmpty }

  /// The node that covers the whole text.
  package var root: SyntaxNode { SyntaxNode(tree: self, index: 0) }

  /// The expression the text consists of; nil if there is none.
  package var expression: SyntaxNode? { root.children.first { $0.kind != .error } }

  /// The bytes of the tree, put together token by token: the source.
  package var text: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    for (token, next) in zip(tokens, tokens.dropFirst()) {
      result += source[Int(token.start)..<Int(next.start)]
    }
    return result
  }

  /// Turns nodes in the order of their ends into nodes in the order of their starts.
  ///
  /// A node's place is the number of nodes that end before it starts plus the number around it.
  private static func records(of finished: [Parser.FinishedNode]) -> [Record] {
    struct Open {
      var firstNode: Int
      var place: UInt32
    }
    return [Record](unsafeUninitializedCapacity: finished.count) { records, count in
      var open: [Open] = []
      var index = finished.count - 1
      while index >= 0 {
        let node = finished[index]
        while let last = open.last, index < last.firstNode { open.removeLast() }
        let firstNode = index - Int(node.size) + 1
        let place = UInt32(truncatingIfNeeded: firstNode + open.count)
        records.initializeElement(
          at: Int(place),
          to: Record(
            kind: node.kind, firstToken: node.firstToken, tokenEnd: node.tokenEnd,
            subtreeEnd: place + node.size, parent: open.last?.place ?? 0))
        if node.size > 1 { open.append(Open(firstNode: firstNode, place: place)) }
        index -= 1
      }
      count = finished.count
    }
  }

  /// Sorts findings and gives them lines and columns; one finding a place.
  private static func diagnostics(of problems: [Problem], in source: [UInt8]) -> [Diagnostic] {
    guard !problems.isEmpty else { return [] }
    let lines = LineIndex(source)
    var diagnostics: [Diagnostic] = []
    for problem in problems.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where diagnostics.last?.range.lowerBound != problem.range.lowerBound {
      diagnostics.append(
        Diagnostic(
          message: problem.message, location: lines.location(of: problem.range.lowerBound),
          range: problem.range))
    }
    return diagnostics
  }
}
