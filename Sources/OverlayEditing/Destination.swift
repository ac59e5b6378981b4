import NixSyntax

/// Where a function of a file ends up, as far as the text tells.
enum Destination: Hashable, Sendable {
  /// It extends another set, such as that of Haskell packages.
  case otherSet
  /// It is an overlay of nixpkgs by the option or the call that takes it: `nixpkgs.overlays`.
  case overlays
  /// It extends a nixpkgs that is made for one purpose: a test, or what is deployed by `deployPkgs`.
  case ownNixpkgs
  /// It is bound to `overlays` or `overlay`, or an element of a list of them.
  case namedOverlays
  /// It extends a nixpkgs that is extended otherwise, too, by the same file.
  case oneOfSeveral
  /// It is the file's value, whatever the file's function is called with.
  case value
  /// It is bound to a name that speaks of an overlay.
  case named
  /// It is bound to another name of what the file gives.
  case bound
  case elsewhere
}

/// The search for where functions end up.
///
///     let
///       fix = hfinal: hprev: { };
///       git = final: prev: { };
///     in
///     {
///       haskellPackages = pkgs.haskellPackages.extend fix;   # another set
///       nixpkgs.overlays = [ git ];                          # overlays
///     }
struct DestinationSearch {
  /// How many nodes are looked at for the uses of variables, in all.
  private var work = Self.workLimit
  static let workLimit = 4_000_000
  private static let depthLimit = 6

  /// Where a node ends up; of several places the first in the order of the cases.
  mutating func destination(of node: SyntaxNode) -> Destination {
    destination(of: node, names: [], depth: 0)
  }

  private mutating func destination(
    of start: SyntaxNode, names: [String], depth: Int
  ) -> Destination {
    guard depth < Self.depthLimit else { return .elsewhere }
    var names = names
    var node = start
    while let parent = node.parent {
      switch parent.kind {
      case .root, .parenthesised: break
      case .letIn where LetIn(unchecked: parent).body == node: break
      case .with where With(unchecked: parent).body == node: break
      case .assert where Assert(unchecked: parent).body == node: break
      case .lambda where Lambda(unchecked: parent).body == node: break
      case .ifElse, .list: break
      case .binary where Binary(unchecked: parent).operatorKind == .concatenate: break
      case .apply:
        guard let call = Call(parent) else { return .elsewhere }
        let isArgument = call.arguments.contains(node)
        if isArgument, SetFinder.composedOverlays(by: call) != nil { break }
        if isArgument, SetFinder.passedOn(by: call) != nil { break }
        return destination(inCall: call, depth)
      case .binding:
        let path = Binding(unchecked: parent).path?.attributes.map(\.text) ?? []
        guard let container = parent.parent else { return .elsewhere }
        if container.kind == .letIn {
          return destination(of: Binding(unchecked: parent), in: container, depth)
        }
        names = path + names
        guard let outer = Self.whole(container) else {
          return Self.destination(named: names, in: container)
        }
        node = outer
        continue
      case .inherit:
        guard let container = parent.parent, container.kind == .attributeSet else {
          return .elsewhere
        }
        names = [node.text]
        guard let outer = Self.whole(container) else {
          return Self.destination(named: names, in: container)
        }
        node = outer
        continue
      default: return .elsewhere
      }
      node = parent
    }
    return .value
  }

  /// The value of an attribute that a set is, or is joined to by `//`: `overlays = { default = …; }` is
  /// `overlays.default`; nil for another set.
  private static func whole(_ set: SyntaxNode) -> SyntaxNode? {
    guard let binding = boundWhole(set), binding.syntax.parent?.kind == .attributeSet else {
      return nil
    }
    return binding.value
  }

  /// The binding whose value a set is, or is joined to by `//`.
  private static func boundWhole(_ set: SyntaxNode) -> Binding? {
    guard set.kind == .attributeSet else { return nil }
    var node = set.parenthesised
    while let update = Binary(node.parent), update.operatorKind == .update {
      node = update.syntax.parenthesised
    }
    return Binding(node.parent)
  }

  /// What the name tells that a function is bound to in a set.
  private static func destination(named names: [String], in set: SyntaxNode) -> Destination {
    if names == ["overlays"], let call = set.parenthesised.parent, call.kind == .apply,
      let imported = NixpkgsImport(call)
    {
      if SpecialNixpkgs.isMade(by: call) { return .ownNixpkgs }
      if imported.isNixpkgs { return .overlays }
      if imported.isSomethingElse { return .otherSet }
    }
    guard let binding = boundWhole(set), binding.syntax.parent?.kind == .letIn else {
      return destination(named: names)
    }
    return destination(named: (binding.names ?? []) + names)
  }

  /// Where a variable of a `let` ends up, of all of its uses.
  private mutating func destination(
    of binding: Binding, in container: SyntaxNode, _ depth: Int
  ) -> Destination {
    guard let name = binding.name, depth < Self.depthLimit else { return .elsewhere }
    var found: Set<Destination> = []
    for use in Self.uses(of: name, boundBy: binding, in: container, work: &work) {
      found.insert(destination(of: use, names: [], depth: depth + 1))
    }
    let order: [Destination] = [
      .otherSet, .overlays, .oneOfSeveral, .ownNixpkgs, .namedOverlays, .value, .named, .bound,
    ]
    if let first = order.first(where: found.contains) { return first }
    switch Self.destination(named: [name]) {
    case .otherSet: return .otherSet
    case .bound: return .elsewhere
    default: return .named
    }
  }

  /// The variables in a `let` that stand for one of its bindings, as far as the bound on the nodes
  /// that are looked at allows.
  static func uses(
    of name: String, boundBy binding: Binding, in container: SyntaxNode, work: inout Int
  ) -> [SyntaxNode] {
    var found: [SyntaxNode] = []
    for node in container.descendants {
      work -= 1
      guard work > 0, found.count < 64 else { return found }
      guard node.kind == .identifier, node.parent?.kind != .attributePath,
        node.bytes.elementsEqual(name.utf8), case .binding(let meant)? = node.meaning(of: name),
        meant == binding
      else { continue }
      found.append(node)
    }
    return found
  }

  private mutating func destination(inCall call: Call, _ depth: Int) -> Destination {
    switch call.name {
    case "override", "overrideScope", "overrideScope'", "overrideAttrs", "overridePythonAttrs",
      "overrideDerivation", "withDefaults", "makeScope", "makeExtensible":
      return .otherSet
    case "extend", "appendOverlays":
      // Those of nixpkgs take overlays; any other set's takes something else.
      guard let value = NixpkgsReader().value(of: call.syntax), value.kind == .packages else {
        return call.name == "extend" ? .otherSet : .elsewhere
      }
      if call.name == "extend", Self.isExtendedOtherwise(than: call) { return .oneOfSeveral }
      if let source = value.source, NixpkgsImport(source)?.isNixpkgs ?? false { return .overlays }
      // What is made of the caller's nixpkgs counts where it is what the file gives.
      return destination(of: call.syntax, names: [], depth: depth + 1) == .value
        ? .overlays : .elsewhere
    default: return .elsewhere
    }
  }

  /// Whether a file extends a nixpkgs by other overlays in another place, so that there are several.
  private static func isExtendedOtherwise(than call: Call) -> Bool {
    call.syntax.tree.root.descendants(Apply.self).contains { apply in
      apply.syntax != call.syntax && apply.functionName == "extend"
        && apply.function?.unparenthesised.text == call.head.text
        && apply.arguments.map(\.text) != call.arguments.map(\.text)
    }
  }

  /// What the name tells that a function is bound to.
  private static func destination(named names: [String]) -> Destination {
    let text = names.joined(separator: ".").lowercased()
    if text.hasSuffix("overrides") { return .otherSet }
    if text == "nixpkgs.overlays" || text.hasSuffix(".nixpkgs.overlays") { return .overlays }
    guard text.contains("overlay") else { return .bound }
    if names.contains(where: OtherSets.areNamed) { return .bound }
    return names.contains { $0 == "overlays" || $0 == "overlay" } ? .namedOverlays : .named
  }
}

extension SyntaxNode {
  /// Whether a node counts under a condition only, that of `if` or of nixpkgs' `optional…`.
  var isUnderCondition: Bool {
    var node = self
    while let parent = node.parent {
      if let choice = IfElse(parent), choice.condition != node { return true }
      if let call = Apply(parent), call.arguments.last == node,
        ["optionalAttrs", "optional", "optionals"].contains(call.functionName ?? "")
      {
        return true
      }
      node = parent
    }
    return false
  }
}

/// Words of names that speak of another set of packages than nixpkgs.
enum OtherSets {
  private static let words: Set<String> = [
    "py", "perl", "rust", "lua", "node", "ros", "vim", "kernel", "coq", "elisp", "ghc", "hackage",
    "poetry", "gnome", "xorg", "filesystem", "mount", "fuse", "docker", "network",
  ]
  private static let parts = ["haskell", "python", "emacs", "ocaml", "overrid"]

  /// Whether a name has such a word in it: `rosOverlay` and `ros-overlay.nix`, not `cross.nix`.
  static func areNamed(in text: String) -> Bool {
    let lowercased = text.lowercased()
    if parts.contains(where: { lowercased.contains($0) }) { return true }
    return NameWords.of(text).contains(where: words.contains)
  }
}
