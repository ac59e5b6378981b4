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

  /// Whether a member of a set that a call is given names an interpreter: `qgis.override { python3 = …; }`.
  private static func isArgument(_ binding: Binding, in own: Apply?) -> Bool {
    guard let name = binding.name, NixpkgsValue.isInterpreter(name),
      let set = binding.syntax.parent, set.kind == .attributeSet,
      let call = Apply(set.parenthesised.parent), call.arguments.contains(set.parenthesised)
    else { return false }
    return call.syntax != own?.syntax
  }
}
