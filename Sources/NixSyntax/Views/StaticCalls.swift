/// Calls of functions that are in the text, under which what is in their bodies is read.
package struct StaticCalls: Sendable {
  private var arguments: [SyntaxNode: SyntaxNode] = [:]

  /// Whether parameters that no known call gives a value have their defaults.
  private(set) var usesDefaults = false

  /// No call, so that parameters have their defaults.
  package static var defaults: StaticCalls {
    var calls = StaticCalls()
    calls.usesDefaults = true
    return calls
  }

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

  /// Notes what a function is called with.
  package mutating func bind(_ lambda: Lambda, to argument: SyntaxNode) {
    arguments[lambda.syntax] = argument
  }

  /// Notes all calls of another, which count more.
  package mutating func learn(_ other: StaticCalls) {
    arguments.merge(other.arguments) { _, new in new }
  }

  /// What a function is called with; nil if that isn't known.
  package func argument(of lambda: Lambda) -> SyntaxNode? { arguments[lambda.syntax] }
}
