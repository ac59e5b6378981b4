import NixSyntax

/// A file that makes an environment (shell.nix, flake.nix, image.nix), by whatever hand.
package struct EnvironmentFile: Sendable {
  let tree: SyntaxTree
  let path: String
  let search: EnvironmentSearch
  /// What was found for other systems, where a flake has an expression for each.
  let others: [EnvironmentSearch]

  /// Reads a file; of several shells in it, the one that is bound to the name `shell`.
  ///
  /// - Throws: `OverlayEditingError` if it is not valid Nix.
  package init(
    bytes: [UInt8], path: String, shell: String? = nil
  ) throws(OverlayEditingError) {
    let tree = SyntaxTree.parse(bytes)
    if let diagnostic = tree.diagnostics.first {
      throw .invalidText(
        OverlayEditingError.Place(path: path, location: diagnostic.location), diagnostic)
    }
    self.tree = tree
    self.path = path
    let search = EnvironmentSearch(tree, shell: shell)
    self.search = search
    others = search.systems.dropFirst().map { EnvironmentSearch(tree, system: $0) }
      .filter { !$0.isEmpty || $0.obstacle != nil }
  }

  /// The interpreter that the environment has; nil if it has none, as far as can be seen.
  package var interpreter: String? { search.interpreter }

  /// Attributes of the interpreter's package set that the environment has, sorted.
  package var python: [String] {
    Set(
      search.entries.compactMap { entry -> String? in
        if case .pythonPackage(_, let name) = entry.value.kind { name } else { nil }
      } + search.pythonClauses.flatMap(\.names)
    ).sorted()
  }

  /// Attributes of `rPackages` that the environment has, sorted.
  package var r: [String] {
    Set(
      search.entries.compactMap { entry -> String? in
        if case .rPackage(let name) = entry.value.kind { name } else { nil }
      } + search.rClauses.flatMap(\.names)
    ).sorted()
  }

  /// The nixpkgs that the file imports, as text that means the same in another file of its directory;
  /// nil if it is not that plain.
  package var nixpkgsText: String? {
    guard let call = imports.first, imports.count == 1 else { return nil }
    let target = Reduction.parts(of: call.target, [.names, .defaults]).first?.node ?? call.target
    guard target.descendants.allSatisfy({ $0.kind != .identifier || $0.isName }) else { return nil }
    switch target.kind {
    case .searchPath, .path: return target.text
    case .apply: return "(\(target.text))"
    default: return nil
    }
  }

  /// Whether the file imports one nixpkgs, and no other is passed in.
  package var importsOneNixpkgs: Bool { imports.count == 1 }

  /// The calls that make a nixpkgs.
  var imports: [NixpkgsImport] {
    var found: [NixpkgsImport] = []
    for apply in tree.root.descendants(Apply.self) {
      guard let call = NixpkgsImport(apply.syntax), call.isNixpkgs else { continue }
      // `(import x) { }` holds a call of its own.
      if !found.contains(where: { $0.call == call.call }) { found.append(call) }
    }
    return found
  }

  func place(_ node: SyntaxNode) -> OverlayEditingError.Place {
    OverlayEditingError.Place(path: path, location: tree.location(of: node.range.lowerBound))
  }

  /// Whether the file is a function that needs arguments, so that another file has to call it.
  package var needsArguments: Bool {
    guard let function = Lambda(tree.expression?.unparenthesised) else { return false }
    return !function.hasPattern || function.parameters.contains { $0.fallback == nil }
  }

  /// Whether the file is a flake.
  package var isFlake: Bool {
    AttributeSet(tree.expression?.unparenthesised)?.defines("outputs") ?? false
  }

  /// Whether the text shows that the environment found in it is what the file evaluates to.
  package var isCertain: Bool { search.isCertain }

  /// The first input that is not seen, where the text shows no Python; it may have one.
  package var unseenInput: String? {
    interpreter == nil ? search.unseenInput : nil
  }

  /// Whether the file sets the overrides of an interpreter, which may replace an overlay's.
  package var replacesPackageOverrides: Bool {
    tree.root.descendants(Binding.self).contains { $0.name == "packageOverrides" }
  }

  /// The file's bytes with packages, an overlay or a pin added; its own where it has them already.
  ///
  /// For a trial the overlay may be named by another path.
  ///
  /// - Throws: `OverlayEditingError` if the file's form is not known.
  package func adding(
    _ additions: EnvironmentAdditions, naming trial: (FileReference, FileReference)? = nil
  ) throws(OverlayEditingError) -> [UInt8] {
    if GeneratedFile.isOne(tree) { throw .unknownEnvironment(place(tree.root), .generated) }
    for search in [search] + others {
      guard let obstacle = search.obstacle, search.lists.isEmpty, search.calls.isEmpty else {
        continue
      }
      throw .unknownEnvironment(place(obstacle.node), obstacle.reason)
    }
    let overlay = additions.overlay.flatMap { names($0) ? nil : (trial?.1 ?? $0).overlay }
    var editor = EnvironmentEditor(self, overlay: overlay)
    for search in [search] + others { try editor.add(additions, to: search) }
    if let overlay { try editor.addOverlay(overlay) }
    if let (overlay, other) = trial {
      editor.append(
        mentions(of: overlay).map {
          SourceEdit.replace($0, with: NixLiteral.relativePath(other.relative))
        })
    }
    if let pin = additions.pin { try editor.setPin(pin) }
    if editor.edits.isEmpty { return tree.source }
    do {
      return try SourceEdit.apply(editor.edits, to: tree).source
    } catch {
      throw .refused(path: path, .syntax(error))
    }
  }

  // MARK: The overlay

  /// Whether the file names an overlay anywhere.
  package func names(_ overlay: FileReference) -> Bool { !mentions(of: overlay).isEmpty }

  /// The paths that are an overlay's.
  private func mentions(of overlay: FileReference) -> [SyntaxNode] {
    let relative = Self.components(overlay.relative)
    let absolute = Self.components(overlay.absolute)
    return tree.root.descendants.filter { node in
      guard let text = Self.path(node) else { return false }
      let components = Self.components(text)
      return text.hasPrefix("/") ? components == absolute : components == relative
    }
  }

  /// The path of a literal, or of the concatenation that `NixLiteral.path` writes.
  private static func path(_ node: SyntaxNode) -> String? {
    if node.kind == .path {
      return node.children.contains { $0.kind == .interpolation } ? nil : node.text
    }
    guard node.kind == .parenthesised, let sum = Binary(node.child(at: 0)),
      sum.operatorKind == .plus, let base = sum.left, base.kind == .path,
      let rest = StringLiteral(sum.right)?.value
    else { return nil }
    return base.text == "/." ? rest : "." + rest
  }

  private static func components(_ path: String) -> [Substring] {
    var result: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = result.last, last != ".." {
        result.removeLast()
      } else {
        result.append(part)
      }
    }
    return result
  }
}

extension SyntaxNode {
  /// Whether an identifier is the name of an attribute or a well-known function, not a variable.
  fileprivate var isName: Bool {
    parent?.kind == .attributePath || text.hasPrefix("fetch") || text == "builtins"
  }
}

extension NixLiteral {
  /// An expression for a path relative to the file that holds it, which may begin with `..`.
  package static func relativePath(_ path: String) -> String {
    let literal = NixLiteral.path(path)
    return literal.hasPrefix("./../") ? String(literal.dropFirst(2)) : literal
  }
}
