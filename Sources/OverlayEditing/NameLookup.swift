import NixSyntax

extension SyntaxNode {
  /// What a variable means at this node, through `inherit` statements that only pass it on.
  func meaning(of name: String) -> Definition? {
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
  func sees(_ name: String, of lambda: Lambda) -> Bool {
    guard case .parameter(let found, _)? = meaning(of: name) else { return false }
    return found == lambda
  }

  /// The names of a selection from the left, `["prev", "python3", "override"]`; nil if it has
  /// another base than a variable or parts known after evaluation only.
  var dottedNames: [String]? {
    let node = unparenthesised
    if node.kind == .identifier { return [node.text] }
    guard let select = Select(node), let names = select.path?.names,
      let base = select.base?.unparenthesised, base.kind == .identifier
    else { return nil }
    return [base.text] + names
  }
}
