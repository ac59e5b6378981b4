import Derivations
import NixSyntax
import PackageMetadata

/// A list of requirements in a package's text, in whatever way a person wrote it.
struct RequirementList {
  /// The expression that is the list, or that is put together from lists.
  let value: SyntaxNode
  let reader: EntryReader
  /// The package's binding, beyond which nothing is edited.
  let package: SyntaxNode

  private var tree: SyntaxTree { value.tree }

  /// An element with what it refers to.
  private struct Element {
    let node: SyntaxNode
    let list: List
    let reference: ListReference
  }

  /// The elements of all lists in the expression.
  private var elements: [Element] {
    ([value] + Array(value.descendants)).compactMap { List($0) }.flatMap { list in
      list.elements.compactMap { node in
        reference(node).map { Element(node: node, list: list, reference: $0) }
      }
    }
  }

  /// What the elements refer to.
  var references: Set<ListReference> { Set(elements.map(\.reference)) }

  private func reference(_ node: SyntaxNode) -> ListReference? {
    let inner = node.unparenthesised
    if let text = StringLiteral(inner)?.value { return .string(text) }
    if let name = reader.ownReference(inner) { return .own(name) }
    guard let names = inner.dottedNames, names.count > 1 else { return nil }
    return .packages(Array(names.dropFirst()))
  }

  /// The edits that take elements out; a name counts whatever set it is of.
  func removals(_ gone: Set<ListReference>) -> [SourceEdit] {
    let names = Set(gone.map(\.name))
    let leaving = elements.filter { names.contains($0.reference.name) }
    return leaving.map { .remove(range(of: $0.node)) } + parameterRemovals(leaving.map(\.node))
  }

  /// An element with the white space before it and a comment after it on its line.
  private func range(of node: SyntaxNode) -> Range<Int> {
    var start = node.range.lowerBound
    var end = node.range.upperBound
    if let previous = node.firstToken?.previous, previous.kind == .whitespace {
      start = previous.range.lowerBound
    }
    if let last = node.lastToken, let gap = last.next, gap.kind == .whitespace,
      let comment = gap.next, comment.kind == .lineComment, !gap.text.contains("\n"),
      node.firstToken?.startsLine == true
    {
      end = comment.range.upperBound
    }
    return start..<end
  }

  // MARK: Adding

  /// The edits that put elements in, in the way that those that are there are written.
  ///
  /// - Throws: `RevisionObstacle` if there is no list to put them in, or no name for them.
  func additions(
    _ added: Set<ListReference>, removing gone: Set<ListReference>
  ) throws(RevisionObstacle) -> [SourceEdit] {
    let here = Set(references.map(\.name))
    let missing = added.filter { !here.contains($0.name) }.sorted()
    guard !missing.isEmpty else { return [] }
    let lists = Reduction.parts(of: value, .concatenations).compactMap { List($0.node) }
    // Not those under a condition.
    guard let list = lists.first else {
      throw .noList(for: missing.map(\.name))
    }
    let kin = list.elements.enumerated().compactMap { place, node in
      reference(node).map { ListAddition.Kin(element: place, name: $0.name) }
    }
    let names = Set(gone.map(\.name))
    var parameters: [String] = []
    var additions: [ListAddition] = []
    for reference in missing {
      let text = try self.text(of: reference, in: list, parameters: &parameters)
      // Nothing goes in before an element that goes away.
      let isFirst = kin.first.map { names.contains($0.name) && reference.name < $0.name } ?? false
      additions.append(
        ListAddition(
          lines: [text], name: reference.name,
          kin: isFirst ? kin.filter { !names.contains($0.name) } : kin))
    }
    return ListEdits(list, unit: Indentation.unit(of: tree)).edits(additions)
      + parameterAdditions(parameters, at: list.syntax)
  }

  private func text(
    of reference: ListReference, in list: List, parameters: inout [String]
  ) throws(RevisionObstacle) -> String {
    switch reference {
    case .string(let text): return NixLiteral.string(text)
    case .own(let name):
      let attribute = NixLiteral.attributeName(name)
      let isPlain = attribute == name
      if isPlain, let with = scopeAround(list.syntax), reader.isOwnScope(with),
        list.syntax.meaning(of: name) == nil
      {
        return name
      }
      if let prefix = prefix(in: list) { return "\(prefix).\(attribute)" }
      if let lambda = patternAround(list.syntax) {
        guard isPlain else {
          throw .noArgument(name)
        }
        if !lambda.parameters.contains(where: { $0.name == name }) { parameters.append(name) }
        return name
      }
      if let own = reader.site.own { return "\(own).\(attribute)" }
      if case .binding(let binding)? = list.syntax.meaning(of: name),
        binding.container == reader.site.set.syntax
      {
        return name
      }
      throw .noPackageSet(for: name)
    case .packages(let path):
      let text = path.map { NixLiteral.attributeName($0) }.joined(separator: ".")
      if let packages = reader.site.packages { return "\(packages).\(text)" }
      guard let lambda = patternAround(list.syntax), path.count == 1, text == path[0] else {
        throw .noNixpkgs(for: text)
      }
      if !lambda.parameters.contains(where: { $0.name == text }) { parameters.append(text) }
      return text
    }
  }

  /// What comes before the last dot of the elements that are of the package's own set.
  private func prefix(in list: List) -> String? {
    for node in list.elements {
      guard let select = Select(node.unparenthesised), let name = reader.ownReference(node),
        select.path?.names?.last == name, node.text.hasSuffix(".\(name)")
      else { continue }
      return String(node.text.dropLast(name.count + 1))
    }
    return nil
  }

  private func scopeAround(_ node: SyntaxNode) -> SyntaxNode? {
    for ancestor in node.ancestors {
      if ancestor == package { return nil }
      if let with = With(ancestor) { return with.scope }
    }
    return nil
  }

  // MARK: Arguments of `callPackage`

  /// The function around a node whose arguments are packages.
  private func patternAround(_ node: SyntaxNode) -> Lambda? {
    for ancestor in node.ancestors {
      if let lambda = Lambda(ancestor), lambda.hasPattern { return lambda }
      if ancestor == package { return nil }
    }
    return nil
  }

  private func parameterAdditions(_ names: [String], at node: SyntaxNode) -> [SourceEdit] {
    guard !names.isEmpty, let lambda = patternAround(node) else { return [] }
    let entries = lambda.parameters.map(\.syntax)
    guard let last = entries.last else {
      guard let brace = lambda.syntax.child(.pattern)?.token(.leftBrace) else { return [] }
      return [.insert(" " + names.joined(separator: ", "), at: brace.range.upperBound)]
    }
    var separator = ", "
    if entries.count > 1 {
      let gap = entries[entries.count - 2].range.upperBound..<last.range.lowerBound
      let text = String(decoding: tree.source[gap], as: UTF8.self)
      if text.allSatisfy({ $0 == "," || $0.isWhitespace }) { separator = text }
    }
    return [.insert(names.map { separator + $0 }.joined(), at: last.range.upperBound)]
  }

  /// Arguments that nothing uses once some elements are gone, since `callPackage` must find all.
  private func parameterRemovals(_ nodes: [SyntaxNode]) -> [SourceEdit] {
    var edits: [SourceEdit] = []
    for node in nodes where node.kind == .identifier {
      guard case .parameter(let lambda, _)? = node.definition(of: node.text), lambda.hasPattern,
        let body = lambda.body
      else { continue }
      let uses = body.descendants.filter { use in
        use.kind == .identifier && use.text == node.text && !nodes.contains(use)
      }
      let entries = lambda.parameters.map(\.syntax)
      guard uses.isEmpty, let place = lambda.parameters.firstIndex(where: { $0.name == node.text })
      else { continue }
      if place > 0 {
        edits.append(
          .remove(entries[place - 1].range.upperBound..<entries[place].range.upperBound))
      } else if entries.count > 1 {
        edits.append(.remove(entries[0].range.lowerBound..<entries[1].range.lowerBound))
      } else {
        edits.append(.remove(entries[0].range))
      }
    }
    return edits
  }
}
