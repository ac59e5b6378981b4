import Synchronization

/// A text and the lossless tree over it.
///
/// The tree is flat arrays. The tokens tile the text, white space and comments included; the
/// nodes stand in the order they start in, parents before children, and cover ranges of tokens.
/// So the tree's text is the input for every input, valid or not, and making or freeing a tree
/// never recurses. `SyntaxNode` and `SyntaxToken` are positions in it.
package final class SyntaxTree: Sendable {
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
  let nodes: NodeTable
  /// What large sets bind, by their nodes; filled when it is asked for.
  let nameIndexes = Mutex<[Int: NameIndex]>([:])

  private init(
    source: [UInt8], tokens: [Token], nodes: NodeTable, diagnostics: [Diagnostic] = [],
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
  /// How much memory that takes is in `Documentation/decisions/limits.md`; nixpkgs' longest file is well
  /// below both.
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
    let (finished, parserProblems) = Parser.nodes(of: source, tokens: lexed.tokens)
    guard finished.count < NodeTable.limit else {
      return refusing(source, "file has more than \(NodeTable.limit - 1) expressions; split it")
    }
    // Given away, since it is sorted in place.
    let nodes = NodeTable(consume finished)
    let tree = SyntaxTree(source: source, tokens: lexed.tokens, nodes: nodes)
    var problems = lexed.problems + parserProblems
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
      nodes: NodeTable(),
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
