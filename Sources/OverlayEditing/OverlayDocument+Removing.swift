import NixSyntax
package import PackageMetadata

extension OverlayDocument {
  /// The overlay without some packages.
  ///
  /// A part in nixgraft's own form that holds no package any more goes with the last one, so that
  /// a file into which packages were imported is the old one again.
  package func without(
    _ attributes: [(Ecosystem, String)]
  ) throws(OverlayEditingError) -> OverlayDocument {
    var document = self
    var waiting = attributes.map { Removal(ecosystem: $0.0, attribute: $0.1) }
    while !waiting.isEmpty { waiting = try document.remove(someOf: waiting) }
    for ecosystem in Set(attributes.map(\.0)).sorted() {
      document = try document.removingEmptySection(of: ecosystem)
    }
    if let edits = (try? document.body())?.removalOfSetBefore {
      document = try document.applying(edits)
    }
    guard let body = try? document.body() else { return document }
    return try document.applying(body.unnaming)
  }

  /// A package to take out.
  private struct Removal: Hashable {
    let ecosystem: Ecosystem
    let attribute: String
  }

  /// Takes out all packages at once that are not next to each other, so that each goes with the
  /// white space between neighbours that stay, and returns the others.
  private mutating func remove(
    someOf removals: [Removal]
  ) throws(OverlayEditingError) -> [Removal] {
    var neighbours: Set<SyntaxNode> = []
    var edits = DocumentEdits()
    var removed: Set<Removal> = []
    var others: [Removal] = []
    for removal in removals where !removed.contains(removal) {
      let bindings = search.sites.compactMap { site -> (binding: Binding, file: String?)? in
        guard site.ecosystem == removal.ecosystem,
          let binding = site.set.binding(removal.attribute), binding.name == removal.attribute
        else { return nil }
        return (binding, site.file)
      }
      if bindings.isEmpty { throw .absent(attribute: removal.attribute, path: path) }
      if bindings.contains(where: { neighbours.contains($0.binding.syntax) }) {
        others.append(removal)
        continue
      }
      removed.insert(removal)
      for (binding, file) in bindings {
        let unit = Indentation.unit(of: binding.syntax.tree)
        guard let members = binding.container.flatMap({ MemberEdits($0, unit: unit) }) else {
          continue
        }
        edits.add([members.removal(of: binding.syntax)], in: file)
        let nodes = members.members
        guard let place = nodes.firstIndex(of: binding.syntax) else { continue }
        neighbours.formUnion(nodes[max(0, place - 1)..<min(place + 2, nodes.count)])
      }
    }
    self = try applying(edits)
    let left = packages.first { entry in
      removed.contains(Removal(ecosystem: entry.ecosystem, attribute: entry.attribute))
    }
    if let left { throw .refused(path: path, .packageRemains(attribute: left.attribute)) }
    return others
  }

  private func removal(_ binding: Binding) -> [SourceEdit] {
    let unit = Indentation.unit(of: tree)
    guard let members = binding.container.flatMap({ MemberEdits($0, unit: unit) }) else {
      return []
    }
    return [members.removal(of: binding.syntax)]
  }

  // MARK: Sections of our own form

  private func removingEmptySection(
    of ecosystem: Ecosystem
  ) throws(OverlayEditingError) -> OverlayDocument {
    guard let body = try? body(), let before = body.before else { return self }
    if ecosystem == .pypi,
      let edit = body.bindings.lazy.compactMap({ ExtensionList($0)?.removal }).first
    {
      return try applying([edit])
    }
    let inline = OverlaySection(ecosystem: ecosystem, variable: nil, before: before)
    if let hook = body.bindings.first(where: { inline.isHook($0) }) {
      return try applying(removal(hook))
    }
    for binding in body.letIn?.bindings ?? [] {
      guard let variable = binding.name else { continue }
      let section = OverlaySection(ecosystem: ecosystem, variable: variable, before: before)
      guard section.isEmptyDefinition(binding) else { continue }
      let hooks = body.bindings.filter { section.isHook($0) }
      guard !hooks.isEmpty, binding.uses(of: variable, in: body.expression).count == hooks.count
      else {
        continue
      }
      var document = self
      for name in hooks.compactMap(\.name) {
        guard
          let hook = try document.body().bindings.first(where: {
            $0.name == name && section.isHook($0)
          })
        else { continue }
        document = try document.applying(document.removal(hook))
      }
      return try document.removingVariable(variable)
    }
    return self
  }

  private func removingVariable(
    _ variable: String
  ) throws(OverlayEditingError) -> OverlayDocument {
    let body = try body()
    guard let letIn = body.letIn, let binding = letIn.binding(variable) else { return self }
    let isOnly = letIn.bindings.count == 1 && letIn.inherits.isEmpty
    let comments = letIn.syntax.tokens.filter { token in
      token.kind.isComment && token.range.upperBound <= (letIn.body?.range.lowerBound ?? 0)
        && !binding.range.contains(token.range.lowerBound)
    }
    // One that was empty before has blank lines left.
    let wasEmpty = (binding.syntax.lastToken?.next?.lineBreaks ?? 0) > 1
    if isOnly, !wasEmpty, comments.isEmpty, let inner = letIn.body {
      return try applying([.remove(letIn.range.lowerBound..<inner.range.lowerBound)])
    }
    return try applying(removal(binding))
  }
}
