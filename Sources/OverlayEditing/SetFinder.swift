import NixSyntax

/// The attribute sets and functions that an expression comes down to, without evaluating it.
struct SetFinder {
  /// What an expression comes down to.
  enum Finding {
    /// An attribute set; `function` is the two-argument function that returns it.
    case set(AttributeSet, function: Lambda?, isConditional: Bool)
    /// A file that holds the rest.
    case file(SetFile)
    /// Something else.
    case unknown(SyntaxNode)
  }

  /// How many names and brackets are followed; a definition may go round in circles.
  private static let depthLimit = 40

  /// The sets an expression is put together from with `//`; later ones win.
  static func sets(
    _ node: SyntaxNode?, function: Lambda? = nil, isConditional: Bool = false, depth: Int = 0
  ) -> [Finding] {
    guard let node = node?.unparenthesised, depth < depthLimit else { return [] }
    func next(_ inner: SyntaxNode?, under condition: Bool = false) -> [Finding] {
      sets(
        inner, function: function, isConditional: isConditional || condition, depth: depth + 1)
    }
    switch node.kind {
    case .attributeSet:
      return [
        .set(AttributeSet(unchecked: node), function: function, isConditional: isConditional)
      ]
    case .ifElse:
      let choice = IfElse(unchecked: node)
      return next(choice.consequence, under: true) + next(choice.alternative, under: true)
    case .letIn: return next(LetIn(unchecked: node).body)
    case .with: return next(With(unchecked: node).body)
    case .assert: return next(Assert(unchecked: node).body)
    case .binary:
      let binary = Binary(unchecked: node)
      guard binary.operatorKind == .update else { return [.unknown(node)] }
      return next(binary.left) + next(binary.right)
    case .identifier:
      if case .binding(let binding)? = node.meaning(of: node.text), binding.name != nil {
        return next(binding.value)
      }
      return [.unknown(node)]
    case .apply:
      if let file = SetFile(
        node, isFunction: false, function: function, isConditional: isConditional)
      {
        return [.file(file)]
      }
      let apply = Apply(unchecked: node)
      if let part = passedOn(by: apply) {
        return part.nodes.flatMap { next($0, under: part.isConditional) }
      }
      return [.unknown(node)]
    default: return [.unknown(node)]
    }
  }

  /// The arguments that a function of nixpkgs' library comes down to, and whether on a condition.
  private static func passedOn(
    by apply: Apply
  ) -> (nodes: [SyntaxNode], isConditional: Bool)? {
    let arguments = apply.arguments
    switch apply.functionName {
    case "optionalAttrs", "optional", "optionals", "mkIf":
      return arguments.count == 2 ? ([arguments[1]], true) : nil
    case "recursiveUpdate": return arguments.count == 2 ? (arguments, false) : nil
    case "filterAttrs": return arguments.count == 2 ? ([arguments[1]], true) : nil
    case "removeAttrs": return arguments.count == 2 ? ([arguments[0]], false) : nil
    case "mkMerge", "mkForce", "mkDefault", "mkBefore", "mkAfter", "singleton",
      "dontRecurseIntoAttrs",
      "recurseIntoAttrs":
      guard arguments.count == 1 else { return nil }
      return (List(arguments[0].unparenthesised)?.elements ?? arguments, false)
    default: return nil
    }
  }

  /// The sets of overlay functions, `self: super: { … }`, composed or by themselves.
  static func extensions(
    _ node: SyntaxNode?, isConditional: Bool = false, depth: Int = 0
  ) -> [Finding] {
    guard let node = node?.unparenthesised, depth < depthLimit else { return [] }
    func next(_ inner: SyntaxNode?, under condition: Bool = false) -> [Finding] {
      extensions(inner, isConditional: isConditional || condition, depth: depth + 1)
    }
    switch node.kind {
    case .lambda:
      let outer = Lambda(unchecked: node)
      guard let inner = Lambda(outer.body?.unparenthesised) else { return [.unknown(node)] }
      return sets(inner.body, function: outer, isConditional: isConditional)
    case .ifElse:
      let choice = IfElse(unchecked: node)
      return next(choice.consequence, under: true) + next(choice.alternative, under: true)
    case .letIn: return next(LetIn(unchecked: node).body)
    case .with: return next(With(unchecked: node).body)
    case .identifier:
      switch node.meaning(of: node.text) {
      case .binding(let binding) where binding.name != nil: return next(binding.value)
      default: return [.unknown(node)]
      }
    case .list: return List(unchecked: node).elements.flatMap { next($0) }
    case .binary:
      let binary = Binary(unchecked: node)
      guard binary.operatorKind == .concatenate else { return [.unknown(node)] }
      return next(binary.left) + next(binary.right)
    case .apply:
      let apply = Apply(unchecked: node)
      if let part = passedOn(by: apply) {
        return part.nodes.flatMap { next($0, under: part.isConditional) }
      }
      return composed(apply, isConditional: isConditional, depth: depth)
    default: return [.unknown(node)]
    }
  }

  private static func composed(
    _ apply: Apply, isConditional: Bool, depth: Int
  ) -> [Finding] {
    switch apply.functionName {
    case "composeExtensions", "composeManyExtensions":
      return apply.arguments.flatMap {
        extensions($0, isConditional: isConditional, depth: depth + 1)
      }
    case "foldr", "foldl'", "foldl", "fold":
      guard apply.arguments.count == 3, apply.arguments[0].text.contains("composeExtensions")
      else { return [.unknown(apply.syntax)] }
      return extensions(
        apply.arguments[2], isConditional: isConditional, depth: depth + 1)
    default:
      let file = SetFile(apply.syntax, isFunction: true, isConditional: isConditional)
      return [file.map { .file($0) } ?? .unknown(apply.syntax)]
    }
  }
}
