import NixSyntax

/// Lists that are not for one shell alone.
extension EnvironmentEditor {
  /// Whether a list has a name that stands in the text more than once besides its definition.
  static func isUsedElsewhere(_ list: SyntaxNode) -> Bool {
    guard let binding = variable(around: list), let name = binding.name else { return false }
    // What a set only passes on, and no call gets, is for whoever takes it.
    return binding.uses(of: name, in: list.tree.root).filter { use in
      guard use.parent?.kind == .inherit || Binding(use.parent)?.value == use else { return true }
      let set = use.ancestors.first { $0.kind == .attributeSet }
      return set?.parenthesised.parent?.kind == .apply
    }.count > 1
  }

  /// Whether a list is in a function that is called for several shells, or used in one:
  /// `mk = extra: pkgs.mkShell { packages = common ++ extra; };`.
  static func isOfSeveralShells(_ list: SyntaxNode) -> Bool {
    var places = [list]
    if let binding = variable(around: list), let name = binding.name {
      places += binding.uses(of: name, in: list.tree.root)
    }
    return places.flatMap { Array($0.ancestors) }.contains { ancestor in
      guard ancestor.kind == .lambda, let helper = Binding(ancestor.parenthesised.parent),
        let name = helper.name, helper.syntax.parent?.kind == .letIn
      else { return false }
      return helper.uses(of: name, in: list.tree.root).filter { Apply($0.parent)?.function == $0 }
        .count > 1
    }
  }

  /// Whether something is made of each element of a list, which may not be done with a new one:
  /// `map (app: app.override { debug = true; }) apps`.
  static func isMapped(_ list: SyntaxNode) -> Bool {
    guard let binding = variable(around: list), let name = binding.name else { return false }
    return binding.uses(of: name, in: list.tree.root).contains { use in
      guard let call = Apply(use.parenthesised.parent), call.arguments.last == use.parenthesised
      else { return false }
      return ["map", "concatMap", "genAttrs", "foldl'", "foldr"].contains(call.functionName ?? "")
    }
  }

  /// The binding whose value a list is, or is a part of.
  private static func variable(around list: SyntaxNode) -> Binding? {
    var outer = list.parent
    while let node = outer,
      [.with, .parenthesised, .list].contains(node.kind)
        || Binary(node)?.operatorKind == .concatenate
    {
      outer = node.parent
    }
    return Binding(outer)
  }

  /// Whether the names in a list are first those of something else than nixpkgs: `with toolchain; [ cargo ]`.
  func isOfOtherSet(_ list: SyntaxNode) -> Bool {
    guard let scope = search.reader.scopes(at: list).first else { return false }
    return scope?.kind != .packages
  }
}
