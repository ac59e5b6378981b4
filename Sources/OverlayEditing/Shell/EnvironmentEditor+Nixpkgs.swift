import ContentHash
import NixSyntax

/// Edits of the call that makes the nixpkgs: an overlay added to it, or what it imports fixed to a
/// revision.
extension EnvironmentEditor {
  // MARK: The overlay

  /// Puts an overlay into every nixpkgs whose packages are used.
  mutating func addOverlay(_ overlay: FileReference) throws(OverlayEditingError) {
    guard !file.names(overlay) else { return }
    let expression = overlay.overlay
    for source in try nixpkgs() {
      append(overlayEdits(source, expression))
    }
  }

  /// The expressions that make the nixpkgs that packages are taken from.
  private func nixpkgs() throws(OverlayEditingError) -> [SyntaxNode] {
    let known = sources.compactMap { $0 }
    if !known.isEmpty { return known }
    // Nothing is added, so it is what is there already that tells.
    var used: [SyntaxNode] = []
    for entry in search.entries {
      if let source = entry.value.source, !used.contains(source) { used.append(source) }
    }
    if !used.isEmpty { return used }
    let imports = file.imports
    if imports.count == 1 { return [imports[0].call] }
    guard let node = file.tree.expression else { return [] }
    guard let second = imports.dropFirst().first else {
      throw unknown(
        node, "nixpkgs is passed in from outside, so the overlay has to be put in there")
    }
    throw unknown(
      second.call, "this is the second nixpkgs here, and it isn't clear which needs the overlay")
  }

  private func overlayEdits(_ source: SyntaxNode, _ expression: String) -> [SourceEdit] {
    if let call = NixpkgsImport(source), call.isNixpkgs,
      let edits = edits(ofArgument: call.argument, expression, depth: 0)
    {
      return edits
    }
    return extending(source, expression)
  }

  /// `(X).extend overlay`, which every nixpkgs takes.
  private func extending(_ source: SyntaxNode, _ expression: String) -> [SourceEdit] {
    var outer = (open: "", close: "")
    switch source.parent?.kind {
    case .apply?, .select?, .list?: outer = ("(", ")")
    default: break
    }
    let isPlain = [.identifier, .parenthesised].contains(source.kind)
    let inner = isPlain ? (open: "", close: "") : (open: "(", close: ")")
    return [
      .insert(outer.open + inner.open, at: source.range.lowerBound),
      .insert("\(inner.close).extend \(expression)\(outer.close)", at: source.range.upperBound),
    ]
  }

  /// The edits that add an overlay to what nixpkgs is called with; nil where that can't be seen.
  private func edits(
    ofArgument argument: SyntaxNode, _ expression: String, depth: Int
  ) -> [SourceEdit]? {
    guard depth < 16 else { return nil }
    let node = argument.unparenthesised
    switch node.kind {
    case .attributeSet: return edits(of: AttributeSet(unchecked: node), expression)
    case .identifier:
      guard case .binding(let binding)? = node.meaning(of: node.text), let value = binding.value
      else { return nil }
      return edits(ofArgument: value, expression, depth: depth + 1)
    default: return nil
    }
  }

  private func edits(of set: AttributeSet, _ expression: String) -> [SourceEdit]? {
    if let overlays = set.value("overlays") {
      return edits(ofOverlays: overlays, expression, depth: 0)
    }
    if let inherit = set.inherits.first(where: { $0.names.contains("overlays") }) {
      guard inherit.source == nil else { return nil }
      switch set.syntax.meaning(of: "overlays") {
      case .binding(let binding)?:
        return binding.value.map { edits(ofOverlays: $0, expression, depth: 0) }
      case .parameter(_, let fallback?)?: return edits(ofOverlays: fallback, expression, depth: 0)
      default: return nil
      }
    }
    let binding = "overlays = [ \(expression) ];"
    if set.members.isEmpty, !set.syntax.tokens.contains(where: { $0.kind.isComment }) {
      return [.replace(set.syntax, with: "\(set.isRecursive ? "rec " : ""){ \(binding) }")]
    }
    return set.insertionPoint(for: "overlays").map { [$0.edit(inserting: binding)] }
  }

  /// The edits that append an overlay to a list of them.
  private func edits(
    ofOverlays node: SyntaxNode, _ expression: String, depth: Int
  ) -> [SourceEdit] {
    let inner = node.unparenthesised
    switch inner.kind {
    case .list:
      let list = List(unchecked: inner)
      return ListEdits(list, unit: unit).edits([ListAddition(lines: [expression], name: "")])
    case .binary where Binary(unchecked: inner).operatorKind == .concatenate && depth < 16:
      guard let right = Binary(unchecked: inner).right else { break }
      return edits(ofOverlays: right, expression, depth: depth + 1)
    case .identifier where depth < 16:
      guard case .binding(let binding)? = inner.meaning(of: inner.text), let value = binding.value
      else { break }
      return edits(ofOverlays: value, expression, depth: depth + 1)
    default: break
    }
    return file.appending([expression], to: node)
  }

  // MARK: The pin

  /// Fixes what is imported as nixpkgs to a revision.
  mutating func setPin(_ pin: PinnedTree) throws(OverlayEditingError) {
    var done: Set<SyntaxNode> = []
    for source in try nixpkgs() {
      guard let call = NixpkgsImport(source), call.isNixpkgs else {
        throw unknown(source, "what is imported as nixpkgs isn't named here")
      }
      let target = definition(of: call.target)
      guard done.insert(target).inserted else { continue }
      append(try pinEdits(target, pin))
    }
  }

  /// The expression that a variable stands for.
  private func definition(of target: SyntaxNode) -> SyntaxNode {
    guard target.kind == .identifier else { return target }
    switch target.meaning(of: target.text) {
    case .binding(let binding)?: return binding.value ?? target
    case .parameter(_, let fallback?)?: return fallback
    default: return target
    }
  }

  private func pinEdits(
    _ target: SyntaxNode, _ pin: PinnedTree
  ) throws(OverlayEditingError) -> [SourceEdit] {
    let node = target.unparenthesised
    switch node.kind {
    case .searchPath, .path: return [.replace(node, with: fetch(pin, at: node))]
    case .apply:
      let apply = Apply(unchecked: node)
      guard let name = apply.functionName, let argument = apply.arguments.first else { break }
      if name == "fetchFromGitHub" { return try pinEdits(ofGitHub: argument, pin, at: node) }
      if ["fetchGit", "fetchgit", "fetchTree"].contains(name) {
        throw unknown(
          node, "nixpkgs is fetched by git here: write rev = \"\(pin.revision)\"; there yourself")
      }
      guard name == "fetchTarball" else { break }
      guard let set = NixpkgsReader.set(argument) else {
        return [.replace(argument, with: arguments(pin, at: node))]
      }
      return Self.edits(of: set, [("url", pin.url), ("sha256", pin.sha256)])
    case .select:
      throw unknown(
        node,
        "nixpkgs comes from another file here, which niv, npins or the like keeps: "
          + "'niv update nixpkgs -a rev=\(pin.revision)' sets it there")
    default: break
    }
    throw unknown(node, "how nixpkgs is fetched here isn't a form that can be pinned")
  }

  /// The edits of `fetchFromGitHub { owner; repo; rev; sha256; }`, whose hash is that of the archive.
  private func pinEdits(
    ofGitHub argument: SyntaxNode, _ pin: PinnedTree, at node: SyntaxNode
  ) throws(OverlayEditingError) -> [SourceEdit] {
    let parts = pin.url.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 5, parts[2] == "github.com", let set = NixpkgsReader.set(argument),
      set.binding("tag") == nil
    else { throw unknown(node, "how nixpkgs is fetched here isn't a form that can be pinned") }
    var values = [
      ("owner", String(parts[3])), ("repo", String(parts[4])), ("rev", pin.revision),
    ]
    if set.binding("hash") == nil {
      values.append(("sha256", pin.sha256))
    } else if let hash = try? ContentHash(parsing: pin.sha256, algorithm: .sha256) {
      values.append(("hash", hash.text(.sri)))
    }
    return Self.edits(of: set, values)
  }

  /// The edits that give attributes of a set the values that they have not.
  private static func edits(
    of set: AttributeSet, _ values: [(name: String, value: String)]
  ) -> [SourceEdit] {
    var edits: [SourceEdit] = []
    for (name, value) in values {
      let old = set.binding(name)
      if let text = StringLiteral(old?.value?.unparenthesised)?.value {
        let isName = ["owner", "repo"].contains(name)
        if text == value || isName && text.lowercased() == value.lowercased() { continue }
      }
      if let old, let edit = old.replacingValue(with: NixLiteral.string(value)) {
        edits.append(edit)
      } else if let point = set.insertionPoint(for: name) {
        edits.append(point.edit(inserting: "\(name) = \(NixLiteral.string(value));"))
      }
    }
    return edits
  }

  private func fetch(_ pin: PinnedTree, at node: SyntaxNode) -> String {
    let call = "fetchTarball \(arguments(pin, at: node))"
    switch node.parent?.kind {
    case .binding?, .patternEntry?, .parenthesised?: return call
    default: return "(\(call))"
    }
  }

  private func arguments(_ pin: PinnedTree, at node: SyntaxNode) -> String {
    let outer = node.indentation
    let ending = file.tree.lineEnding
    return [
      "{", "\(outer)\(unit)url = \(NixLiteral.string(pin.url));",
      "\(outer)\(unit)sha256 = \(NixLiteral.string(pin.sha256));", "\(outer)}",
    ].joined(separator: ending)
  }
}
