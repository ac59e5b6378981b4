/// A call with all of its arguments, however many parentheses and variables they are spread over.
///
///     let each = lib.genAttrs systems; in each (system: …)
///
/// has the head `lib.genAttrs` and the arguments `systems` and `(system: …)`.
package struct Call: Sendable {
  /// The whole call.
  package let syntax: SyntaxNode
  /// The function, as far as the text tells.
  package let head: SyntaxNode
  package let arguments: [SyntaxNode]
  /// The calls of functions in the text that led to the head.
  let calls: StaticCalls

  /// The last name of the function, `genAttrs` of `lib.genAttrs`; nil if it has none.
  package var name: String? { head.lastName }

  init(syntax: SyntaxNode, head: SyntaxNode, arguments: [SyntaxNode], calls: StaticCalls) {
    self.syntax = syntax
    self.head = head
    self.arguments = arguments
    self.calls = calls
  }

  /// Reads a call; nil for anything else.
  ///
  /// The way `names` looks behind variables that stand for a part of the call.
  package init?(
    _ node: SyntaxNode?, _ ways: Reduction.Ways = .names, in calls: StaticCalls = StaticCalls()
  ) {
    guard let apply = Apply(node?.unparenthesised) else { return nil }
    var reduction = Reduction(ways)
    self = reduction.call(apply, ways, Reduction.Place(calls: calls))
  }
}
