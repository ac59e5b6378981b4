/// Calls of functions that stand in the text, under which what is in their bodies is read.
package struct StaticCalls: Sendable {
  private var arguments: [SyntaxNode: SyntaxNode] = [:]

  /// No call: parameters have no values.
  package init() {}

  /// A call of a function, `pname: version: …` or `{ pname, version }: …`, with some arguments.
  package init(of function: Lambda, with arguments: [SyntaxNode]) {
    var lambda: Lambda? = function
    for argument in arguments {
      guard let current = lambda else { return }
      self.arguments[current.syntax] = argument
      lambda = Lambda(current.body?.unparenthesised)
    }
  }

  /// The same calls with those of another, which count more.
  func adding(_ other: StaticCalls) -> StaticCalls {
    var result = self
    result.arguments.merge(other.arguments) { _, new in new }
    return result
  }

  /// What a function is called with; nil if that isn't known.
  func argument(of lambda: Lambda) -> SyntaxNode? { arguments[lambda.syntax] }
}
