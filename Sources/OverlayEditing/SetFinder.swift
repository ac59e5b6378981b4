import NixSyntax

/// The attribute sets and functions of packages that an expression comes down to.
enum SetFinder {
  /// What an expression comes down to.
  enum Finding {
    case set(FoundSet)
    /// A file that holds the rest.
    case file(SetFile)
    /// Something else.
    case unknown(SyntaxNode)
  }

  /// A set of packages.
  struct FoundSet {
    let set: AttributeSet
    /// The two-argument function that returns it.
    var function: Lambda?
    /// The calls under which it counts.
    let calls: StaticCalls
    let isConditional: Bool
  }

  /// The sets an expression is put together from with `//`; later ones win.
  static func sets(_ node: SyntaxNode?, in calls: StaticCalls = StaticCalls()) -> [Finding] {
    sets(node, function: nil, in: calls, isConditional: false)
  }

  private static func sets(
    _ node: SyntaxNode?, function: Lambda?, in calls: StaticCalls, isConditional: Bool
  ) -> [Finding] {
    Reduction.parts(
      of: node, [.names, .branches, .updates, .calls], in: calls, knowledge: passedOn(by:)
    ).map { part in
      let isConditional = isConditional || part.isConditional
      if let set = AttributeSet(part.node), !isInHelper(set.syntax, part.calls) {
        return .set(
          FoundSet(
            set: set, function: function, calls: part.calls, isConditional: isConditional))
      }
      let file = SetFile(
        part.node, in: part.calls, isFunction: false, function: function,
        isConditional: isConditional)
      return file.map { .file($0) } ?? .unknown(part.node)
    }
  }

  /// Whether a set stands in a function that is called with something else than what the functions
  /// around the call are given: it makes one of many sets.
  private static func isInHelper(_ set: SyntaxNode, _ calls: StaticCalls) -> Bool {
    set.ancestors.contains { ancestor in
      guard let lambda = Lambda(ancestor), let argument = calls.argument(of: lambda) else {
        return false
      }
      guard let name = argument.dottedNames?.first, case .parameter? = argument.meaning(of: name)
      else { return true }
      return false
    }
  }

  /// The sets of overlay functions, `self: super: { … }`, composed or by themselves.
  static func extensions(
    _ node: SyntaxNode?, in calls: StaticCalls = StaticCalls()
  ) -> [Finding] {
    Reduction.parts(
      of: node, [.names, .branches, .concatenations, .elements, .calls], in: calls,
      knowledge: composed(by:)
    ).flatMap { part -> [Finding] in
      if let outer = Lambda(part.node), let inner = outer.innerLambda {
        return sets(
          inner.body, function: outer, in: part.calls, isConditional: part.isConditional)
      }
      let file = SetFile(
        part.node, in: part.calls, isFunction: true, isConditional: part.isConditional)
      return [file.map { .file($0) } ?? .unknown(part.node)]
    }
  }

  /// What a call of nixpkgs' library comes down to, as a set or a list.
  @Sendable static func passedOn(by call: Call) -> Reduction.Step? {
    let arguments = call.arguments
    switch (call.name, arguments.count) {
    case ("optionalAttrs", 2), ("optional", 2), ("optionals", 2), ("mkIf", 2):
      return .to([arguments[1]], isConditional: true)
    case ("recursiveUpdate", 2): return .to(arguments)
    case ("filterAttrs", 2): return .to([arguments[1]])
    case ("removeAttrs", 2): return .to([arguments[0]])
    case ("fix", 1), ("makeExtensible", 1): return .results(of: arguments)
    case ("mkMerge", 1), ("mkForce", 1), ("mkDefault", 1), ("mkBefore", 1), ("mkAfter", 1),
      ("singleton", 1), ("dontRecurseIntoAttrs", 1), ("recurseIntoAttrs", 1):
      return .to(List(arguments[0].unparenthesised)?.elements ?? arguments)
    default: return nil
    }
  }

  /// The same of functions that put overlays together.
  @Sendable private static func composed(by call: Call) -> Reduction.Step? {
    composedOverlays(by: call).map { .to($0) } ?? passedOn(by: call)
  }

  /// The overlays that a call puts together to one, or a list of them; nil if it does something else.
  static func composedOverlays(by call: Call) -> [SyntaxNode]? {
    switch call.name {
    case "composeExtensions", "composeManyExtensions": return call.arguments
    case "foldr", "foldl'", "foldl", "fold":
      guard call.arguments.count == 3, call.arguments[0].text.contains("composeExtensions")
      else { return nil }
      return [call.arguments[2]]
    default: return nil
    }
  }
}
