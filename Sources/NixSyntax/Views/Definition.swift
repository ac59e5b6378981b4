/// What a variable stands for at a place in a text, as far as scopes in the text say.
package enum Definition: Sendable, Hashable {
  /// The value of a binding of `let` or of a recursive set.
  case binding(Binding)
  /// A name of an `inherit` statement in `let` or in a recursive set.
  case inherited(Inherit, name: String)
  /// A parameter of a function, with its default; also the name for the whole argument.
  case parameter(Lambda, fallback: SyntaxNode?)
}

extension SyntaxNode {
  /// What a variable of a name stands for at this node.
  ///
  /// - Parameter name: The name of the variable.
  /// - Returns: The innermost definition around the node; nil if there is none, so that the
  ///   variable comes from a `with`, or is built in, or is not defined.
  package func definition(of name: String) -> Definition? {
    for scope in ancestors {
      if let found = scope.definition(declaring: name) { return found }
    }
    return nil
  }

  /// What a variable means at this node, through `inherit` statements that only pass it on.
  package func meaning(of name: String) -> Definition? {
    var found = definition(of: name)
    // Each turn goes further out.
    while case .inherited(let inherit, _)? = found, inherit.source == nil,
      let container = inherit.syntax.parent
    {
      found = container.definition(of: name)
    }
    return found
  }

  /// Whether a variable of this name means the parameter of `lambda` here.
  package func sees(_ name: String, of lambda: Lambda) -> Bool {
    guard case .parameter(let found, _)? = meaning(of: name) else { return false }
    return found == lambda
  }

  /// The names of a selection from the left, `["prev", "python3", "override"]`; nil if it has
  /// another base than a variable or parts known after evaluation only.
  package var dottedNames: [String]? {
    let node = unparenthesised
    if node.kind == .identifier { return [node.text] }
    guard let select = Select(node), let names = select.path?.names,
      let base = select.base?.unparenthesised, base.kind == .identifier
    else { return nil }
    return [base.text] + names
  }

  /// The definition of a name that this node itself makes for the nodes in it.
  private func definition(declaring name: String) -> Definition? {
    switch kind {
    case .letIn: LetIn(unchecked: self).definition(declaring: name)
    case .legacyLet: LegacyLet(unchecked: self).definition(declaring: name)
    case .attributeSet where firstToken?.kind == .rec:
      AttributeSet(unchecked: self).definition(declaring: name)
    case .lambda: Lambda(unchecked: self).definition(declaring: name)
    default: nil
    }
  }
}

extension BindingContainer {
  fileprivate func definition(declaring name: String) -> Definition? {
    if let binding = binding(name) { return .binding(binding) }
    return syntax.inherit(of: name).map { .inherited($0, name: name) }
  }
}

extension Lambda {
  fileprivate func definition(declaring name: String) -> Definition? {
    if self.name == name { return .parameter(self, fallback: nil) }
    return parameters.first { $0.name == name }.map { .parameter(self, fallback: $0.fallback) }
  }
}

extension Binding {
  /// The places in a node where a name stands for this binding, its own definition not among them.
  package func uses(of name: String, in node: SyntaxNode) -> [SyntaxNode] {
    node.descendants.filter { node in
      guard node.kind == .identifier, node.text == name, node.parent?.kind != .attributePath,
        case .binding(let found)? = node.meaning(of: name)
      else { return false }
      return found == self
    }
  }
}
