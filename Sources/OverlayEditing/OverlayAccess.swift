import NixSyntax

/// The way from the value of a file to the overlay in it, as Nix takes it.
///
/// A file may be the overlay, a function of further arguments that returns it, a list of overlays,
/// or a set with overlays in it.
package struct OverlayAccess: Hashable, Sendable {
  /// One step from a value to a part of it.
  private enum Step: Hashable {
    /// A call with the arguments that the function's pattern has no defaults for, if it has any.
    case pattern(isOptional: Bool)
    /// A call with one argument, of which nothing is known.
    case name
    case element(Int)
    case attribute([String])
  }

  private var steps: [Step] = []
  /// Whether the file's value or a part of it is a list of overlays, all of which count.
  package let isList: Bool

  /// What an error of Nix has in it when an overlay uses an argument that only its caller knows.
  package static let unknownArgument = "an argument that only the caller of this overlay knows"

  /// Finds the way to a function.
  ///
  /// - Returns: nil where the function is reached by evaluation only.
  init?(to lambda: SyntaxNode) {
    var steps: [Step] = []
    var node = lambda
    while let parent = node.parent {
      switch parent.kind {
      case .root, .parenthesised, .attributeSet: break
      case .letIn where LetIn(unchecked: parent).body == node: break
      case .with where With(unchecked: parent).body == node: break
      case .assert where Assert(unchecked: parent).body == node: break
      case .lambda where Lambda(unchecked: parent).body == node:
        let function = Lambda(unchecked: parent)
        steps.append(
          function.hasPattern
            ? .pattern(isOptional: function.parameters.allSatisfy { $0.fallback != nil }) : .name)
      case .binding where parent.parent?.kind == .attributeSet:
        guard let names = Binding(unchecked: parent).names else { return nil }
        steps.append(.attribute(names))
      case .list:
        guard let place = List(unchecked: parent).elements.firstIndex(of: node) else { return nil }
        steps.append(.element(place))
      case .binary where Binary(unchecked: parent).operatorKind == .concatenate:
        // Of one list among several all elements count, but their places are not known.
        guard steps.count == 1, case .element? = steps.first else { return nil }
      case .apply where Self.composes(Apply(unchecked: parent)):
        if case .element? = steps.last { steps.removeLast() }
      default: return nil
      }
      node = parent
    }
    if case .element? = steps.first {
      steps.removeFirst()
      isList = true
    } else {
      isList = false
    }
    self.steps = steps.reversed()
  }

  /// Whether a call puts overlays together to one.
  private static func composes(_ apply: Apply) -> Bool {
    switch apply.functionName {
    case "composeExtensions", "composeManyExtensions": true
    case "foldr", "foldl", "foldl'", "fold":
      apply.arguments.count == 3 && apply.arguments[0].text.contains("composeExtensions")
    default: false
    }
  }

  /// The overlay as an operand, or the list of overlays if it is one of a list, for a file's value
  /// `import ./x.nix`; nil where only the file's user knows how it is called.
  package func usage(of value: String) -> String? {
    var text = value
    for (index, step) in steps.enumerated() {
      switch step {
      case .pattern(isOptional: true): text = index == 0 ? "\(text) { }" : "(\(text)) { }"
      case .pattern, .name: return nil
      case .element(let place): text = "builtins.elemAt (\(text)) \(place)"
      case .attribute(let names):
        let path = names.map { NixLiteral.attributeName($0) }.joined(separator: ".")
        text = "(\(text)).\(path)"
      }
    }
    if case .attribute? = steps.last { return text }
    return isList ? text : "(\(text))"
  }

  /// Whether the file's value is the overlay itself.
  package var isDirect: Bool { steps.isEmpty && !isList }

  /// A Nix expression of the list of overlays, of the expressions of the file's value and of a
  /// package set for `pkgs` and `lib`.
  package func overlays(in value: String, packages: String) -> String {
    let unknown = "(throw \(NixLiteral.string(Self.unknownArgument)))"
    var text = value
    for step in steps {
      switch step {
      case .pattern:
        text =
          "(let f = \(text); known = \(packages); in f (builtins.mapAttrs (name: _: "
          + "if name == \"pkgs\" then known else if name == \"lib\" then known.lib else \(unknown)) "
          + "(builtins.listToAttrs (map (name: { inherit name; value = 0; }) (builtins.filter "
          + "(name: !(builtins.functionArgs f).${name}) "
          + "(builtins.attrNames (builtins.functionArgs f)))))))"
      case .name: text = "(\(text) \(unknown))"
      case .element(let place): text = "(builtins.elemAt \(text) \(place))"
      case .attribute(let names):
        text = "\(text)." + names.map { NixLiteral.attributeName($0) }.joined(separator: ".")
      }
    }
    return isList ? text : "[ (\(text)) ]"
  }
}

extension OverlayDocument {
  /// The way to the overlay that holds packages; nil where evaluation alone knows it.
  package var access: OverlayAccess? {
    guard let body = try? body() else { return nil }
    return OverlayAccess(to: body.lambda.syntax)
  }
}
