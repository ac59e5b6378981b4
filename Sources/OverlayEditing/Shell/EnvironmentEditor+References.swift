import NixSyntax

/// How parts of nixpkgs are named at a place in a file.
///
/// A nixpkgs that is an argument of a function gets the overlay under a name of its own:
///
///     { pkgs, ... }:                         { pkgs, ... }:
///     pkgs.mkShell {                         let
///       packages = [ ];                        pkgsWithOverlay = pkgs.extend (import ./overlay.nix);
///     }                                      in
///                                            pkgs.mkShell {
///                                              packages = [ (pkgsWithOverlay.python3.withPackages …) ];
///                                            }
extension EnvironmentEditor {
  /// A text that names a part of nixpkgs at some place.
  struct Reference {
    var text: String
    /// The expression that makes the nixpkgs; nil for an argument.
    var source: SyntaxNode?
    /// The argument that the nixpkgs is, where it is to get the overlay.
    var argument: Argument?
    /// Whether the text itself extends the nixpkgs.
    var namesOverlay = false
    /// The variable in the file that has to stand for the one with the overlay.
    var renamed: SyntaxNode?
  }

  /// A nixpkgs that is an argument of a function in the file.
  struct Argument: Hashable {
    let lambda: SyntaxNode
    let name: String

    /// What the nixpkgs with the overlay is called.
    var extendedName: String { name + Self.suffix }

    static let suffix = "WithOverlay"
  }

  /// Takes note of what a reference needs.
  mutating func use(_ reference: Reference) {
    if reference.namesOverlay { return useOwnOverlay() }
    guard let argument = reference.argument else { return use(reference.source) }
    use(argument, renaming: reference.renamed)
  }

  /// The argument that a part of nixpkgs comes from, where it is to get the overlay.
  private func argument(of value: NixpkgsValue) -> Argument? {
    guard addsOverlay, value.source == nil, let origin = value.origin else { return nil }
    return argument(origin.text, at: origin)
  }

  /// The argument that a variable stands for.
  ///
  /// Only the usual name tells that it is a whole nixpkgs.
  private func argument(_ name: String, at node: SyntaxNode) -> Argument? {
    guard addsOverlay, name == "pkgs", case .parameter(let lambda, _)? = node.definition(of: name),
      let body = lambda.body, body.range.lowerBound <= node.range.lowerBound,
      node.range.upperBound <= body.range.upperBound
    else { return nil }
    return Argument(lambda: lambda.syntax, name: name)
  }

  /// A text that is in the file's scope already.
  private func reference(_ text: String, to value: NixpkgsValue) -> Reference {
    guard let argument = argument(of: value) else {
      return Reference(text: text, source: value.source)
    }
    return Reference(text: text, argument: argument, renamed: value.origin)
  }

  /// A text of the file up to an offset, which names a part of nixpkgs.
  private func reference(
    from node: SyntaxNode, upTo end: Int, to value: NixpkgsValue
  ) -> Reference {
    func text(_ range: Range<Int>) -> String {
      String(decoding: file.tree.source[range], as: UTF8.self)
    }
    let start = node.range.lowerBound
    if let argument = argument(of: value), let origin = value.origin,
      start <= origin.range.lowerBound, origin.range.upperBound <= end
    {
      let place = origin.range.upperBound
      return Reference(
        text: text(start..<place) + Argument.suffix + text(place..<end), argument: argument)
    }
    if let source = value.source, source.selection?.range.lowerBound == start,
      source.range.upperBound < end
    {
      return selection(text(start..<source.range.upperBound), text(source.range.upperBound..<end))
    }
    return reference(text(start..<end), to: value)
  }

  /// A part of a nixpkgs that a longer selection begins with: `nixpkgs.legacyPackages.${system}`.
  private func selection(_ packages: String, _ rest: String) -> Reference {
    guard let overlay else { return Reference(text: packages + rest) }
    return Reference(text: "(\(packages).extend \(overlay))\(rest)", namesOverlay: true)
  }

  /// The nixpkgs that the shell itself, or a package of it, is selected from, where no name stands for it.
  private func selectedPackages(at node: SyntaxNode) -> String? {
    let makers = node.ancestors.compactMap { Apply($0)?.function?.unparenthesised }
    let nodes = makers + search.entries.map { $0.node.unparenthesised }
    for select in nodes.compactMap({ Select($0) }) {
      guard let source = search.reader.value(of: select.syntax)?.source,
        source.selection == select.syntax, let base = select.base
      else { continue }
      let range = base.range.lowerBound..<source.range.upperBound
      let isSeen = select.syntax.descendants.allSatisfy { part in
        guard part.kind == .identifier, part.parent?.kind != .attributePath,
          part.range.upperBound <= range.upperBound
        else { return true }
        return part.definition(of: part.text) == node.definition(of: part.text)
      }
      if isSeen { return String(decoding: file.tree.source[range], as: UTF8.self) }
    }
    return nil
  }

  /// How the file names an element of a list.
  func mention(of entry: EnvironmentSearch.Entry) -> Reference {
    reference(from: entry.node, upTo: entry.node.range.upperBound, to: entry.value)
  }

  /// What clauses such as `inherit (pkgs.rPackages) dplyr;` take their names from.
  func mention(of clause: EnvironmentSearch.Clause) -> Reference {
    reference("", to: clause.set)
  }

  /// How a package of a set is named at a node, as its kin are where there are some.
  func reference(
    _ name: String, of set: NixpkgsValue.Kind, at node: SyntaxNode, kin: [EnvironmentSearch.Entry]
  ) throws(OverlayEditingError) -> Reference {
    let reader = search.reader
    let attribute = NixLiteral.attributeName(name)
    let scopes = reader.scopes(at: node).compactMap { $0 }.filter { scope in
      if case .other = scope.kind { false } else { true }
    }
    // One that is overridden says nothing of how the others are named.
    let isBareKin =
      kin.last { [.identifier, .select].contains($0.node.unparenthesised.kind) }
      .map { $0.node.unparenthesised.kind == .identifier } ?? true
    if let scope = scopes.first, scope.kind == set, attribute == name, isBareKin,
      node.definition(of: name) == nil
    {
      return reference(name, to: scope)
    }
    for entry in kin.reversed() {
      guard let select = Select(entry.node.unparenthesised), let last = select.path?.attributes.last
      else { continue }
      var found = reference(from: select.syntax, upTo: last.range.lowerBound, to: entry.value)
      found.text += attribute
      return found
    }
    for variable in reader.variables(at: node) {
      guard let value = reader.value(ofName: variable, at: node) else { continue }
      if value.kind == set { return reference("\(variable).\(attribute)", to: value) }
      if case .pythonSet(let interpreter) = set, value.kind == .interpreter(interpreter) {
        return reference("\(variable).pkgs.\(attribute)", to: value)
      }
    }
    var setName = "rPackages"
    if case .pythonSet(let interpreter) = set {
      setName = NixpkgsValue.packageSet(of: interpreter)
    }
    guard var all = topLevel(setName, at: node) else {
      throw unknown(node, .unnamed(attribute: setName))
    }
    all.text += ".\(attribute)"
    return all
  }

  /// How an interpreter is named at a node; nil if there is no way.
  func interpreterReference(_ interpreter: String, at node: SyntaxNode) -> Reference? {
    for variable in search.reader.variables(at: node) {
      guard let value = search.reader.value(ofName: variable, at: node),
        value.kind == .interpreter(interpreter)
      else { continue }
      let found = reference(variable, to: value)
      if takesOverlay(found) { return found }
    }
    return topLevel(interpreter, at: node)
  }

  /// Whether an overlay can be put into the nixpkgs of a reference, if one is to be.
  private func takesOverlay(_ reference: Reference) -> Bool {
    !addsOverlay || reference.namesOverlay || reference.source != nil || reference.argument != nil
  }

  /// How an attribute of nixpkgs itself is named at a node; nil if there is no way.
  func topLevel(_ name: String, at node: SyntaxNode) -> Reference? {
    var all = references(toTopLevel: name, at: node)
    if all.isEmpty, let packages = selectedPackages(at: node) {
      all = [selection(packages, ".\(name)")]
    }
    return all.first(where: takesOverlay) ?? all.first
  }

  /// The ways to name an attribute of nixpkgs itself at a node, the best first.
  private func references(toTopLevel name: String, at node: SyntaxNode) -> [Reference] {
    let reader = search.reader
    var found: [Reference] = []
    if node.definition(of: name) == nil {
      for scope in reader.scopes(at: node) {
        // A set of Python's packages has names for interpreters and their sets itself.
        if case .pythonSet? = scope?.kind, NixpkgsValue.isOfPython(name) { break }
        guard let scope, scope.kind == .packages else { continue }
        if let argument = argument(of: scope) {
          found.append(Reference(text: "\(argument.extendedName).\(name)", argument: argument))
        } else {
          found.append(Reference(text: name, source: scope.source))
        }
        break
      }
    } else if let value = reader.value(ofName: name, at: node),
      value.kind == NixpkgsValue(.packages, source: nil).selecting(name)?.kind
    {
      found.append(reference(name, to: value))
    }
    let all = reader.variables(at: node).compactMap { variable -> Reference? in
      guard let value = reader.value(ofName: variable, at: node), value.kind == .packages else {
        return nil
      }
      if value.source == nil, let argument = argument(variable, at: node) {
        return Reference(text: "\(argument.extendedName).\(name)", argument: argument)
      }
      return reference("\(variable).\(name)", to: value)
    }
    // What another run called it; of several nixpkgs the one that the environment has its packages from.
    if let own = all.first(where: { $0.text == "pkgs\(Argument.suffix).\(name)" }) {
      return [own]
    }
    let used = Set(search.entries.map(\.value.source))
    return found + all.filter { used.contains($0.source) }
      + all.filter { !used.contains($0.source) }
  }
}
