import ContentHash
import NixSyntax

/// Edits of the call that makes the nixpkgs: an overlay added to it, or what it imports fixed to a
/// revision.
extension EnvironmentEditor {
  // MARK: The overlay

  /// Puts an overlay into every nixpkgs whose packages are used.
  mutating func addOverlay(_ expression: String) throws(OverlayEditingError) {
    for source in arguments.isEmpty && !namesOverlay ? try nixpkgs() : sources.compactMap({ $0 }) {
      append(overlayEdits(source, expression))
    }
    for argument in arguments { append(try binding(argument, expression)) }
    append(renamed.map { .insert(Argument.suffix, at: $0.range.upperBound) })
  }

  /// The edits that give an argument with the overlay a name.
  private func binding(
    _ argument: Argument, _ expression: String
  ) throws(OverlayEditingError) -> [SourceEdit] {
    let name = argument.extendedName
    let isTaken = file.tree.root.descendants.contains { node in
      node.kind == .identifier && node.text == name
    }
    guard !isTaken, let body = Lambda(argument.lambda)?.body else {
      throw unknown(argument.lambda, .nixpkgsFromOutside)
    }
    let line = "\(name) = \(argument.name).extend \(expression);"
    if body.kind == .letIn, let members = MemberEdits(body, unit: unit, spacing: .lines) {
      return members.insertions([MemberEdits.Addition(name: name, lines: [line])])
    }
    let ending = file.tree.lineEnding
    let outer = body.indentation
    let startsLine = body.firstToken?.startsLine ?? false
    return [
      .insert(
        "let\(ending)\(outer)\(unit)\(line)\(ending)\(outer)in"
          + (startsLine ? ending + outer : " "), at: body.range.lowerBound)
    ]
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
    if imports.count == 1, !sources.contains(nil) { return [imports[0].call] }
    guard let node = file.tree.expression else { return [] }
    guard let second = imports.dropFirst().first else {
      throw unknown(node, .nixpkgsFromOutside)
    }
    throw unknown(second.call, .secondNixpkgs)
  }

  private func overlayEdits(_ source: SyntaxNode, _ expression: String) -> [SourceEdit] {
    if let call = NixpkgsImport(source), call.isNixpkgs,
      let edits = edits(ofArgument: call.argument, expression)
    {
      return edits
    }
    return extending(source, expression)
  }

  /// `(X).extend overlay`, which every nixpkgs takes.
  private func extending(_ source: SyntaxNode, _ expression: String) -> [SourceEdit] {
    if source.parent?.kind == .attributePath, let select = source.selection {
      return [
        .insert("(", at: select.range.lowerBound),
        .insert(".extend \(expression))", at: source.range.upperBound),
      ]
    }
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

  /// The edits that add an overlay to what nixpkgs is called with; nil if that cannot be seen.
  private func edits(ofArgument argument: SyntaxNode, _ expression: String) -> [SourceEdit]? {
    Reduction.parts(of: argument, .names).lazy.compactMap { AttributeSet($0.node) }.first
      .flatMap { edits(of: $0, expression) }
  }

  private func edits(of set: AttributeSet, _ expression: String) -> [SourceEdit]? {
    if let overlays = set.value("overlays") {
      return edits(ofOverlays: overlays, expression)
    }
    if let inherit = set.inherits.first(where: { $0.names.contains("overlays") }) {
      guard inherit.source == nil else { return nil }
      switch set.syntax.meaning(of: "overlays") {
      case .binding(let binding)?:
        return binding.value.map { edits(ofOverlays: $0, expression) }
      case .parameter(_, let fallback?)?: return edits(ofOverlays: fallback, expression)
      default: return nil
      }
    }
    let binding = "overlays = [ \(expression) ];"
    if set.members.isEmpty, !set.syntax.tokens.contains(where: { $0.kind.isComment }) {
      return [.replace(set.syntax, with: "\(set.isRecursive ? "rec " : ""){ \(binding) }")]
    }
    return insertions(of: "overlays", binding, into: set)
  }

  private func insertions(
    of name: String, _ binding: String, into set: AttributeSet
  ) -> [SourceEdit] {
    let members = MemberEdits(set.syntax, unit: unit, spacing: .lines)
    return members?.insertions([MemberEdits.Addition(name: name, lines: [binding])]) ?? []
  }

  /// The edits that append an overlay to a list of them.
  private func edits(ofOverlays node: SyntaxNode, _ expression: String) -> [SourceEdit] {
    guard let last = Reduction.parts(of: node, [.names, .concatenations]).last?.node else {
      return []
    }
    if let list = List(last) {
      return ListEdits(list, unit: unit).edits([ListAddition(lines: [expression], name: "")])
    }
    return file.appending([expression], to: last.parenthesised)
  }

  // MARK: The pin

  /// Fixes what is imported as nixpkgs to a revision.
  mutating func setPin(_ pin: PinnedTree) throws(OverlayEditingError) {
    var done: Set<SyntaxNode> = []
    for source in try nixpkgs() {
      guard let call = NixpkgsImport(source), call.isNixpkgs else {
        throw unknown(source, .unnamedNixpkgs)
      }
      let target = Reduction.parts(of: call.target, [.names, .defaults]).first?.node ?? call.target
      guard done.insert(target).inserted else { continue }
      append(try pinEdits(target, pin))
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
        throw unknown(node, .fetchedByGit(revision: pin.revision))
      }
      guard name == "fetchTarball" else { break }
      guard let set = search.reader.sets(argument).last else {
        return [.replace(argument, with: arguments(pin, at: node))]
      }
      return edits(of: set, [("url", pin.url), ("sha256", pin.sha256)])
    case .select:
      throw unknown(node, .keptByTool(revision: pin.revision))
    default: break
    }
    throw unknown(node, .unknownFetch)
  }

  /// The edits of `fetchFromGitHub { owner; repo; rev; sha256; }`, whose hash is that of the archive.
  private func pinEdits(
    ofGitHub argument: SyntaxNode, _ pin: PinnedTree, at node: SyntaxNode
  ) throws(OverlayEditingError) -> [SourceEdit] {
    let parts = pin.url.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 5, parts[2] == "github.com", let set = search.reader.sets(argument).last,
      set.binding("tag") == nil
    else { throw unknown(node, .unknownFetch) }
    var values = [
      ("owner", String(parts[3])), ("repo", String(parts[4])), ("rev", pin.revision),
    ]
    if set.binding("hash") == nil {
      values.append(("sha256", pin.sha256))
    } else if let hash = try? ContentHash(parsing: pin.sha256, algorithm: .sha256) {
      values.append(("hash", hash.text(.sri)))
    }
    return edits(of: set, values)
  }

  /// The edits that give attributes of a set the values that they do not have.
  private func edits(
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
      } else {
        edits += insertions(of: name, "\(name) = \(NixLiteral.string(value));", into: set)
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
