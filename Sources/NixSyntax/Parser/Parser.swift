/// The parser of the whole Nix language with its old forms and its pipe operators.
///
/// Takes any tokens: what fits nowhere ends up in `error` nodes, with a finding. Nodes are kept in
/// the order they are finished in, children before their parent; `SyntaxTree` turns them round.
/// Recursion happens for nested expressions only and is bounded by `maximumNesting`; chains of
/// operators, of functions and of `else if` are parsed in loops.
struct Parser {
  /// How deep expressions may be nested before the parser gives up.
  static let maximumNesting = 1500
  /// How many operators may wait for their right sides; about as many as in Nix.
  static let maximumChain = 5000
  /// How many findings are kept.
  private static let maximumProblems = 100

  /// The place where a node starts.
  struct Marker {
    var token: Int
    var node: Int
  }

  /// A node that waits for the expression that ends it.
  struct PendingNode {
    var kind: NodeKind
    var marker: Marker
  }

  /// An operator that waits for its right operand.
  struct PendingOperator {
    var kind: NodeKind
    var token: TokenKind
    var precedence: UInt8
    var marker: Marker
  }

  let source: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  /// The index of the next token that is not trivia.
  var position = 0
  /// The kind of that token.
  var current = TokenKind.endOfText
  /// The index after the last consumed token that was not trivia.
  var lastEnd = 0
  var nodes = NodeTable.Builder()
  var pending: [PendingNode] = []
  var operators: [PendingOperator] = []
  var problems: [Problem] = []
  var nesting = 0
  /// Whether nesting was too deep; what follows is not worth a finding.
  private var hasGivenUp = false

  /// The nodes over the tokens of a text, and what is wrong with them.
  static func nodes(
    of source: [UInt8], tokens: [Token]
  ) -> (nodes: NodeTable.Builder, problems: [Problem]) {
    source.withUnsafeBufferPointer { source in
      tokens.withUnsafeBufferPointer { tokens in
        var parser = Parser(source: source, tokens: tokens)
        parser.parseRoot()
        return (parser.nodes, parser.problems)
      }
    }
  }

  private init(source: UnsafeBufferPointer<UInt8>, tokens: UnsafeBufferPointer<Token>) {
    self.source = source
    self.tokens = tokens
    nodes.reserveCapacity(tokens.count / 8 * 5 + 8)
    moveToSignificantToken(from: 0)
  }

  private mutating func parseRoot() {
    parseExpression()
    if current != .endOfText {
      report("unexpected \(current) after the expression")
      let marker = mark()
      while current != .endOfText { advance() }
      finish(.error, marker)
    }
    lastEnd = tokens.count - 1
    finish(.root, Marker(token: 0, node: 0))
  }

  // MARK: Tokens

  @inline(__always)
  private mutating func moveToSignificantToken(from index: Int) {
    var index = index
    while tokens[index].kind.isTrivia { index += 1 }
    position = index
    current = tokens[index].kind
  }

  /// Takes the current token.
  @inline(__always)
  mutating func advance() {
    guard current != .endOfText else { return }
    lastEnd = position + 1
    moveToSignificantToken(from: lastEnd)
  }

  /// Takes the current token and stops at the very next one, trivia or not: inside strings.
  @inline(__always)
  mutating func advanceInString() {
    guard current != .endOfText else { return }
    lastEnd = position + 1
    position = lastEnd
    current = tokens[position].kind
  }

  /// The index of the first token at or after an index that is not trivia.
  @inline(__always)
  func significantIndex(from index: Int) -> Int {
    var index = min(index, tokens.count - 1)
    while tokens[index].kind.isTrivia { index += 1 }
    return index
  }

  /// Takes the current token if it is of a kind.
  mutating func take(_ kind: TokenKind) -> Bool {
    guard current == kind else { return false }
    advance()
    return true
  }

  /// Takes the current token if it is of a kind and reports its absence otherwise.
  @inline(__always)
  mutating func expect(_ kind: TokenKind) {
    if current == kind { advance() } else { report("unexpected \(current), expecting \(kind)") }
  }

  // MARK: Nodes

  /// The start of a node at the current token.
  @inline(__always)
  func mark() -> Marker { Marker(token: position, node: nodes.count) }

  /// Makes everything since a marker a node.
  @inline(__always)
  mutating func finish(_ kind: NodeKind, _ marker: Marker) {
    nodes.append(
      kind, firstToken: UInt32(truncatingIfNeeded: marker.token),
      tokenEnd: UInt32(truncatingIfNeeded: max(lastEnd, marker.token)),
      size: UInt32(truncatingIfNeeded: nodes.count - marker.node + 1))
  }

  /// Makes the current token a node of its own.
  @inline(__always)
  mutating func finishToken(as kind: NodeKind) {
    let marker = mark()
    advance()
    finish(kind, marker)
  }

  // MARK: Findings

  /// Reports a finding at the current token.
  mutating func report(_ message: String) {
    report(message, tokenAt: position)
  }

  /// Reports a finding at a token; one finding a place.
  mutating func report(_ message: String, tokenAt index: Int) {
    let start = Int(tokens[index].start)
    let end = index + 1 < tokens.count ? Int(tokens[index + 1].start) : start
    guard !hasGivenUp, problems.count < Self.maximumProblems,
      problems.last?.range.lowerBound != start
    else { return }
    problems.append(Problem(message, start..<end))
  }

  /// Enters a nested expression, unless nesting is too deep.
  mutating func enter() -> Bool {
    guard nesting + pending.count < Self.maximumNesting else {
      giveUp("expressions are nested more than \(Self.maximumNesting) levels deep")
      return false
    }
    nesting += 1
    return true
  }

  /// Reports a finding and makes the rest of the file one error node.
  mutating func giveUp(_ message: String) {
    guard current != .endOfText else { return }
    report(message)
    hasGivenUp = true
    let marker = mark()
    lastEnd = tokens.count - 1
    position = tokens.count - 1
    current = .endOfText
    finish(.error, marker)
  }
}
