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
    /// A call with one argument, of which nothing is known but its name.
    case name(String?)
    case element(Int)
    case attribute([String])
  }

  private var steps: [Step] = []
  /// Whether the file's value or a part of it is a list of overlays, all of which count.
  package let isList: Bool
  /// What the function extends.
  private let subject: OverlayCandidate.Subject

  /// The code that an error of Nix has in it when an overlay uses an argument that only its caller
  /// knows; nobody is shown it.
  package static let unknownArgument = "nixgraft:unknown-overlay-argument"

  /// Finds the way to a function.
  ///
  /// - Returns: nil if the function is reached by evaluation only.
  init?(to lambda: SyntaxNode, subject: OverlayCandidate.Subject = .nixpkgs) {
    var work = DestinationSearch.workLimit
    self.init(to: lambda, subject: subject, work: &work)
  }

  /// The same, with a bound on how many nodes are looked at, from which those are taken off.
  init?(
    to lambda: SyntaxNode, subject: OverlayCandidate.Subject = .nixpkgs, work: inout Int
  ) {
    self.subject = subject
    guard var steps = Self.steps(from: lambda, behind: [], depth: 0, &work) else { return nil }
    if case .element? = steps.first {
      steps.removeFirst()
      isList = true
    } else {
      isList = false
    }
    self.steps = steps.reversed()
  }

  private static let depthLimit = 6

  /// The steps from a node out to the file's value, behind those to the node.
  private static func steps(
    from start: SyntaxNode, behind steps: [Step], depth: Int, _ work: inout Int
  ) -> [Step]? {
    var steps = steps
    var node = start
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
            ? .pattern(isOptional: function.parameters.allSatisfy { $0.fallback != nil })
            : .name(function.name))
      case .binding where parent.parent?.kind == .attributeSet:
        guard let names = Binding(unchecked: parent).names else { return nil }
        steps.append(.attribute(names))
      case .binding where parent.parent?.kind == .letIn:
        // A variable is reached where it is used.
        guard depth < depthLimit, let name = Binding(unchecked: parent).name,
          let container = parent.parent
        else { return nil }
        let uses = DestinationSearch.uses(
          of: name, boundBy: Binding(unchecked: parent), in: container, work: &work)
        for use in uses where !parent.range.contains(use.range.lowerBound) {
          if let all = Self.steps(from: use, behind: steps, depth: depth + 1, &work) { return all }
        }
        return nil
      case .inherit
      where parent.parent?.kind == .attributeSet && Inherit(unchecked: parent).source == nil:
        steps.append(.attribute([node.text]))
      case .list:
        guard let place = List(unchecked: parent).elements.firstIndex(of: node) else { return nil }
        steps.append(.element(place))
      case .binary where Binary(unchecked: parent).operatorKind == .update: break
      case .binary where Binary(unchecked: parent).operatorKind == .concatenate:
        // Of one list among several all elements count, but their places are not known.
        guard steps.count == 1, case .element? = steps.first else { return nil }
      case .apply where isComposition(parent):
        if case .element? = steps.last { steps.removeLast() }
      default: return nil
      }
      node = parent
    }
    return steps
  }

  /// Whether a call gives an overlay put together of others, not what that returns.
  private static func isComposition(_ node: SyntaxNode) -> Bool {
    guard let call = Call(node), SetFinder.composedOverlays(by: call) != nil else { return false }
    return call.arguments.count <= (call.name == "composeManyExtensions" ? 1 : 3)
      && (call.name != "composeExtensions" || call.arguments.count <= 2)
  }

  /// The overlay as an operand, or the list of overlays if it is one of a list, for a file's value
  /// `import ./x.nix`; nil if only the file's user knows how it is called.
  package func usage(of value: String) -> String? {
    guard subject == .nixpkgs else { return nil }
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

  /// Whether the function is a set of packages of Python or R, which an overlay takes in.
  package var isPackageSet: Bool { subject != .nixpkgs }

  /// Whether the file's value is the overlay itself.
  package var isDirect: Bool { steps.isEmpty && !isList && subject == .nixpkgs }

  /// A Nix expression of the list of overlays, of the expressions of the file's value and of a
  /// package set for `pkgs` and `lib`.
  package func overlays(in value: String, packages: String) -> String {
    let unknown = "(throw \(NixLiteral.string(Self.unknownArgument)))"
    var text = value
    for step in steps {
      switch step {
      case .pattern:
        text =
          "(let f = \(text); given = \(Self.given(packages, unknown)); in f (builtins.mapAttrs "
          + "(name: _: given.${name} or \(unknown)) "
          + "(builtins.listToAttrs (map (name: { inherit name; value = 0; }) (builtins.filter "
          + "(name: !(builtins.functionArgs f).${name}) "
          + "(builtins.attrNames (builtins.functionArgs f)))))))"
      case .name(let name):
        let known = name.map {
          "(\(Self.given(packages, unknown))).\(NixLiteral.attributeName($0))"
        }
        text = "(\(text) (\(known.map { "\($0) or \(unknown)" } ?? unknown)))"
      case .element(let place): text = "(builtins.elemAt \(text) \(place))"
      case .attribute(let names):
        text = "\(text)." + names.map { NixLiteral.attributeName($0) }.joined(separator: ".")
      }
    }
    switch subject {
    case .nixpkgs: return isList ? text : "[ (\(text)) ]"
    case .python: return "[ (\(Self.pythonOverlay) (\(text))) ]"
    case .r: return "[ (\(Self.rOverlay) (\(text))) ]"
    }
  }

  /// What files of overlays are called with, by the usual names.
  private static func given(_ packages: String, _ unknown: String) -> String {
    "let known = \(packages); in rec { pkgs = known; inherit (known) lib; nixpkgs = { inherit lib; "
      + "legacyPackages.${known.stdenv.hostPlatform.system} = known; outPath = \(unknown); }; }"
  }

  /// A function that makes an overlay of a set of Python packages, for nixpkgs of any year.
  private static let pythonOverlay = """
    (set: final: prev:
      let
        add = old: {
          packageOverrides =
            prev.lib.composeExtensions (old.packageOverrides or (_: _: { })) set;
        };
        isInterpreter = name: builtins.match "(python|pypy)[0-9]+" name != null;
      in
      if prev ? pythonPackagesExtensions then
        { pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ set ]; }
      else
        builtins.listToAttrs (map (name: { inherit name; value = prev.${name}.override add; })
          (builtins.filter isInterpreter (builtins.attrNames prev))))
    """

  /// The same for a set of R packages.
  private static let rOverlay = """
    (set: final: prev: {
      rPackages = prev.rPackages // prev.rPackages.override (old: {
        overrides = (old.overrides or { }) // set final.rPackages prev.rPackages;
      });
    })
    """
}

extension OverlayDocument {
  /// The way to the overlay that holds packages; nil if evaluation alone knows it.
  package var access: OverlayAccess? {
    if let body = try? body() { return OverlayAccess(to: body.lambda.syntax) }
    guard
      let set = search.candidates.all.first(where: {
        $0.subject != .nixpkgs && $0.certainty >= .threshold
      })
    else { return nil }
    return OverlayAccess(to: set.lambda.syntax, subject: set.subject)
  }
}
