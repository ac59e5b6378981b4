import NixSyntax

/// An interpreter that is overridden for other programs alone.
///
///     qgisPython = pkgs.python3.override { packageOverrides = …; };
///     qgis = pkgs.qgis.override { python3 = qgisPython; };
enum OwnInterpreter {
  /// How many nodes are looked at for the uses of a name.
  private static let workLimit = 200_000

  /// Whether an overridden interpreter is seen as an argument of other calls only, by the name of an
  /// interpreter; what has packages listed somewhere is not.
  static func isForProgram(_ apply: Apply) -> Bool {
    var node = apply.syntax.parenthesised
    while let outer = node.parent, LetIn(outer)?.body == node || With(outer)?.body == node {
      node = outer.parenthesised
    }
    guard let binding = Binding(node.parent), let name = binding.name else { return false }
    if isArgument(binding, in: apply) { return true }
    guard let container = binding.syntax.parent else { return false }
    var isGiven = false
    var work = workLimit
    for use in container.descendants where use.kind == .identifier {
      work -= 1
      guard work > 0 else { return false }
      guard use.parent?.kind != .attributePath, use.bytes.elementsEqual(name.utf8),
        case .binding(let meant)? = use.meaning(of: name), meant == binding
      else { continue }
      if use.ancestors.contains(apply.syntax) { continue }
      guard let given = Binding(use.parenthesised.parent), isArgument(given, in: nil) else {
        return false
      }
      isGiven = true
    }
    return isGiven
  }

  /// Whether an overridden interpreter is a variable of an overlay that only the overlay's own packages use:
  /// `let python3 = prev.python3.override { … }; in { tool = python3.pkgs.callPackage ./tool { }; }`.
  static func isPrivate(_ apply: Apply) -> Bool {
    guard let binding = Binding(apply.syntax.parenthesised.parent), let name = binding.name,
      let container = binding.syntax.parent, container.kind == .letIn
    else { return false }
    var isUsed = false
    var work = workLimit
    for use in container.descendants where use.kind == .identifier {
      work -= 1
      guard work > 0 else { return false }
      guard use.parent?.kind != .attributePath, use.bytes.elementsEqual(name.utf8),
        case .binding(let meant)? = use.meaning(of: name), meant == binding,
        !use.ancestors.contains(apply.syntax)
      else { continue }
      // Under a name of Python, or whole, it is what whoever takes the overlay gets.
      let isGiven = use.ancestors.contains { ancestor in
        Binding(ancestor)?.names?.contains(where: NixpkgsValue.isOfPython) ?? false
      }
      guard use.parent?.kind == .select, !isGiven else { return false }
      isUsed = true
    }
    return isUsed
  }

  /// Whether an overridden interpreter is a variable, outside of any overlay, of which nothing but single inputs
  /// of builds are taken: `nativeBuildInputs = [ pyPkgs.cffi ];` of `mkDerivation`.
  static func isOfBuilds(_ apply: Apply) -> Bool {
    guard let binding = variable(of: apply.syntax) else { return false }
    var work = workLimit
    return !isShown(binding, besides: apply.syntax, depth: 0, &work)
  }

  /// The binding of a `let` that an expression is the value of.
  private static func variable(of node: SyntaxNode) -> Binding? {
    var node = node.parenthesised
    while let outer = node.parent, LetIn(outer)?.body == node || With(outer)?.body == node {
      node = outer.parenthesised
    }
    return Binding(node.parent).flatMap { $0.syntax.parent?.kind == .letIn ? $0 : nil }
  }

  /// Whether an environment, a package of Python or what the file gives is made from a variable.
  private static func isShown(
    _ binding: Binding, besides own: SyntaxNode, depth: Int, _ work: inout Int
  ) -> Bool {
    guard depth < 6, let name = binding.name, let container = binding.syntax.parent else {
      return true
    }
    let uses = DestinationSearch.uses(of: name, boundBy: binding, in: container, work: &work)
    // What was not looked through is not judged.
    guard work > 0 else { return true }
    return uses.contains { use in
      if own.range.contains(use.range.lowerBound) { return false }
      var node = use.parenthesised
      if let select = Select(node.parent), select.base == node {
        let names = select.path?.attributes.map(\.text) ?? []
        if names.contains(where: makesOfPython) { return true }
        node = select.syntax.parenthesised
      }
      if With(node.parent)?.scope == node { return true }
      if isInEnvironment(node) { return true }
      if let next = variable(of: node) {
        return isShown(next, besides: own, depth: depth + 1, &work)
      }
      // Whole, it is for whoever takes the file's value.
      guard node == use.parenthesised else { return false }
      switch node.parent?.kind {
      case .binding, .inherit:
        let set = node.ancestors.first { $0.kind == .attributeSet }
        return set?.parenthesised.parent?.kind != .apply
      case .letIn, .lambda, .with, .root: return true
      default: return false
      }
    }
  }

  /// Whether an attribute of an interpreter or its packages makes an environment or a package of them.
  private static func makesOfPython(_ name: String) -> Bool {
    name.hasPrefix("build")
      || ["withPackages", "callPackage", "override", "overrideScope", "extend"].contains(name)
  }

  /// Whether a node is in the inputs of an environment.
  private static func isInEnvironment(_ node: SyntaxNode) -> Bool {
    node.ancestors.contains { ancestor in
      guard let call = Apply(ancestor), let name = EnvironmentSearch.makerName(call) else {
        return false
      }
      if name == "mkDerivation" {
        return call.arguments.contains {
          AttributeSet($0.unparenthesised)?.defines("shellHook") ?? false
        }
      }
      return EnvironmentKnowledge.makers.contains(name)
    }
  }

  /// Whether a member of a set that a call is given names an interpreter: `qgis.override { python3 = …; }`.
  private static func isArgument(_ binding: Binding, in own: Apply?) -> Bool {
    guard let name = binding.name, NixpkgsValue.isInterpreter(name),
      let set = binding.syntax.parent, set.kind == .attributeSet,
      let call = Apply(set.parenthesised.parent), call.arguments.contains(set.parenthesised)
    else { return false }
    return call.syntax != own?.syntax
  }
}
