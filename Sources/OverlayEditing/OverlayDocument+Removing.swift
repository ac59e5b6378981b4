import NixSyntax
package import PackageMetadata

extension OverlayDocument {
  /// The overlay's text without some packages.
  ///
  /// A part in nixgraft's own form that holds no package any more goes with the last one, so that
  /// a file into which packages were imported is the old one again.
  package func removing(
    _ attributes: [(Ecosystem, String)]
  ) throws(OverlayEditingError) -> [UInt8] {
    try without(attributes).tree.source
  }

  /// The overlay without some packages.
  package func without(
    _ attributes: [(Ecosystem, String)]
  ) throws(OverlayEditingError) -> OverlayDocument {
    var document = self
    var waiting = attributes.map { Removal(ecosystem: $0.0, attribute: $0.1) }
    while !waiting.isEmpty { waiting = try document.remove(someOf: waiting) }
    for ecosystem in Set(attributes.map(\.0)).sorted() {
      document = try document.removingEmptySection(of: ecosystem)
    }
    return document
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
    let sites = SiteSearch(tree).sites
    var neighbours: Set<Range<Int>> = []
    var edits: [SourceEdit] = []
    var removed: Set<Removal> = []
    var others: [Removal] = []
    let unit = Indentation.unit(of: tree)
    for removal in removals where !removed.contains(removal) {
      let bindings = sites.filter { $0.ecosystem == removal.ecosystem }
        .compactMap { $0.set.binding(removal.attribute) }
        .filter { $0.name == removal.attribute }
      if bindings.isEmpty { throw .absent(attribute: removal.attribute, path: path) }
      if bindings.contains(where: { neighbours.contains($0.range) }) {
        others.append(removal)
        continue
      }
      removed.insert(removal)
      for binding in bindings {
        guard let members = binding.container.flatMap({ MemberList($0, unit: unit) }) else {
          continue
        }
        edits.append(members.removal(of: binding.syntax))
        let ranges = members.members.map(\.range)
        guard let place = ranges.firstIndex(of: binding.range) else { continue }
        neighbours.formUnion(ranges[max(0, place - 1)..<min(place + 2, ranges.count)])
      }
    }
    self = try applying(edits)
    let left = packages.first { entry in
      removed.contains(Removal(ecosystem: entry.ecosystem, attribute: entry.attribute))
    }
    if let left { throw .refused(path: path, reason: "'\(left.attribute)' is still there") }
    return others
  }

  private func removal(_ binding: Binding) -> [SourceEdit] {
    let unit = Indentation.unit(of: tree)
    guard let members = binding.container.flatMap({ MemberList($0, unit: unit) }) else { return [] }
    return [members.removal(of: binding.syntax)]
  }

  // MARK: Sections of our own form

  private func removingEmptySection(
    of ecosystem: Ecosystem
  ) throws(OverlayEditingError) -> OverlayDocument {
    guard let body = try? body(SiteSearch(tree)), let before = body.before else { return self }
    let inline = OverlaySection(ecosystem: ecosystem, variable: nil, before: before)
    if let hook = body.set.bindings.first(where: { inline.isHook($0) }) {
      return try applying(removal(hook))
    }
    for binding in body.letIn?.bindings ?? [] {
      guard let variable = binding.name else { continue }
      let section = OverlaySection(ecosystem: ecosystem, variable: variable, before: before)
      guard section.isEmptyDefinition(binding) else { continue }
      let hooks = body.set.bindings.filter { section.isHook($0) }
      guard !hooks.isEmpty, uses(of: variable, definedBy: binding, in: body) == hooks.count else {
        continue
      }
      var document = self
      for name in hooks.compactMap(\.name) {
        guard let hook = try document.body(SiteSearch(document.tree)).set.binding(name) else {
          continue
        }
        document = try document.applying(document.removal(hook))
      }
      return try document.removingVariable(variable)
    }
    return self
  }

  private func removingVariable(
    _ variable: String
  ) throws(OverlayEditingError) -> OverlayDocument {
    let body = try body(SiteSearch(tree))
    guard let letIn = body.letIn, let binding = letIn.binding(variable) else { return self }
    let isOnly = letIn.bindings.count == 1 && letIn.inherits.isEmpty
    let comments = letIn.syntax.tokens.filter { token in
      token.kind.isComment && token.range.upperBound <= (letIn.body?.range.lowerBound ?? 0)
        && !binding.range.contains(token.range.lowerBound)
    }
    if isOnly, comments.isEmpty, let inner = letIn.body {
      return try applying([.remove(letIn.range.lowerBound..<inner.range.lowerBound)])
    }
    return try applying(removal(binding))
  }

  private func uses(of variable: String, definedBy binding: Binding, in body: OverlayBody) -> Int {
    body.expression.descendants.filter { node in
      guard node.kind == .identifier, node.text == variable, node.parent?.kind != .attributePath,
        case .binding(let found)? = node.meaning(of: variable)
      else { return false }
      return found == binding
    }.count
  }
}
