import NixSyntax

/// Lists that are not for one shell alone.
extension EnvironmentEditor {
  /// Whether a list has a name that stands in the text more than once besides its definition.
  static func isUsedElsewhere(_ list: SyntaxNode) -> Bool {
    var parent = list.parent
    while let node = parent, [.with, .parenthesised].contains(node.kind) { parent = node.parent }
    guard let binding = Binding(parent), let name = binding.name else { return false }
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
    var outer = list.parenthesised
    while let scope = With(outer.parent) { outer = scope.syntax.parenthesised }
    if let binding = Binding(outer.parent), let name = binding.name {
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
}
