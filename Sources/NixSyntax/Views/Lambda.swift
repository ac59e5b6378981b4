/// A function.
package struct Lambda: SyntaxView {
  package static let kinds: Set<NodeKind> = [.lambda]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// One name of a pattern.
  package struct Parameter: Sendable, Hashable {
    /// The name.
    package var name: String
    /// The expression after the `?`.
    package var fallback: SyntaxNode?
    /// The node of name and default.
    package var syntax: SyntaxNode
  }

  /// The name for the whole argument: `x` in `x: …` and in `x@{ … }: …`.
  package var name: String? {
    if let parameter = syntax.child(.identifierParameter) { return parameter.text }
    return syntax.child(.patternBinding)?.token(.identifier)?.text
  }

  /// Whether the function takes an attribute set apart.
  package var hasPattern: Bool { syntax.child(.pattern) != nil }

  /// The names of the pattern.
  package var parameters: [Parameter] {
    guard let pattern = syntax.child(.pattern) else { return [] }
    return pattern.children.filter { $0.kind == .patternEntry }.map { entry in
      Parameter(
        name: entry.firstToken?.text ?? "", fallback: entry.child(at: 0), syntax: entry)
    }
  }

  /// Whether the pattern takes further attributes.
  package var takesMore: Bool { syntax.child(.pattern)?.child(.ellipsis) != nil }

  /// The expression after the colon.
  package var body: SyntaxNode? {
    syntax.children.first { node in
      switch node.kind {
      case .identifierParameter, .pattern, .patternBinding, .error: false
      default: true
      }
    }
  }
}
