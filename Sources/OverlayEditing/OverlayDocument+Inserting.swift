package import Derivations
import NixSyntax
import PackageMetadata

extension OverlayDocument {
  /// The overlay with packages put in or replaced.
  ///
  /// Where the overlay has no place for packages of an ecosystem, one is added in nixgraft's own
  /// form. Bytes outside the packages stay as they are.
  ///
  /// - Returns: The same text if the overlay holds the packages already.
  package consuming func holding(
    _ derivations: [Derivation], for target: TargetNixpkgs
  ) throws(OverlayEditingError) -> OverlayDocument {
    let path = self.path
    if GeneratedFile.isOne(tree) { throw .unknownForm(place(tree.root), .generated) }
    let edits = try Insertion(copy self, for: target).edits(derivations)
    let result = try (consume self).applying(edits)
    let again = try Insertion(result, for: target).edits(derivations)
    guard again.isEmpty else {
      throw .refused(path: path, .secondImportChanges)
    }
    return result
  }
}

/// The edits that put packages into an overlay.
struct Insertion {
  private let document: OverlayDocument
  private let target: TargetNixpkgs
  private let unit: String

  init(_ document: OverlayDocument, for target: TargetNixpkgs) {
    self.document = document
    self.target = target
    self.unit = Indentation.unit(of: document.tree)
  }

  func edits(_ derivations: [Derivation]) throws(OverlayEditingError) -> DocumentEdits {
    var latest: [PackageID: Derivation] = [:]
    for derivation in derivations { latest[derivation.id] = derivation }
    let unique = latest.values.sorted { $0.id < $1.id }
    var edits = DocumentEdits()
    var sections: [(Ecosystem, [Derivation])] = []
    for ecosystem in Ecosystem.allCases {
      let ours = unique.filter { $0.id.ecosystem == ecosystem }
      guard !ours.isEmpty else { continue }
      let sites = try SiteChoice(document, for: target).sites(for: ecosystem)
      let rest = sites.isEmpty ? ours : try insert(ours, at: sites, into: &edits)
      if !rest.isEmpty { sections.append((ecosystem, rest)) }
    }
    if !sections.isEmpty { edits.own += try self.edits(adding: sections) }
    return edits
  }

  // MARK: Sets that are there

  /// Puts packages where they are or into the first of the sets, and returns those that none of the sets is
  /// for: what counts under a condition only does not get new ones where a list takes another function.
  private func insert(
    _ derivations: [Derivation], at sites: [PackageSite], into edits: inout DocumentEdits
  ) throws(OverlayEditingError) -> [Derivation] {
    var additions: [MemberEdits.Addition] = []
    var rest: [Derivation] = []
    let takesMore =
      sites[0].isConditional && sites[0].file == nil && sites[0].routes.contains(.everyInterpreter)
      && target.era == .modern && extensionList != nil
    for derivation in derivations {
      let name = derivation.attribute
      if let site = sites.last(where: { $0.set.binding(name) != nil }),
        let binding = site.set.binding(name)
      {
        let lines = try self.lines(derivation, at: site)
        if let edit = try document.replacement(of: binding, lines: lines) {
          edits.add([edit], in: site.file)
        }
        continue
      }
      for site in sites {
        if let inherit = site.set.inherits.first(where: { $0.names.contains(name) }) {
          throw .definedElsewhere(
            attribute: name, document.place(inherit.syntax), file: inherit.text)
        }
      }
      if takesMore {
        rest.append(derivation)
        continue
      }
      additions.append(
        MemberEdits.Addition(name: name, lines: try self.lines(derivation, at: sites[0])))
    }
    guard !additions.isEmpty else { return rest }
    let set = sites[0].set.syntax
    guard let members = MemberEdits(set, unit: Indentation.unit(of: set.tree)) else {
      throw .unknownForm(document.place(set), .unclosed)
    }
    edits.add(members.insertions(additions), in: sites[0].file)
    return rest
  }

  /// The list of functions in what the overlay returns, which takes another one.
  private var extensionList: ExtensionList? {
    (try? document.body())?.bindings.lazy.compactMap { ExtensionList($0) }.first
  }

  private func lines(
    _ derivation: Derivation, at site: PackageSite
  ) throws(OverlayEditingError) -> [String] {
    // What `callPackage` hands out in a set of Python packages, one of R has no way to.
    guard let own = site.own, site.packages != nil || site.ecosystem == .pypi else {
      throw .unknownForm(document.place(site.set.syntax), .unnamedSet(site.ecosystem))
    }
    let text = PackageText(
      packages: site.packages, own: own, ecosystem: site.ecosystem, before: site.rPackagesBefore)
    return Indentation.lines(
      text.lines(derivation), unit: Indentation.unit(of: site.set.syntax.tree))
  }

  // MARK: Sets that are not there yet

  private func edits(
    adding sections: [(Ecosystem, [Derivation])]
  ) throws(OverlayEditingError) -> [SourceEdit] {
    let body = try document.body()
    let taken = body.takenNames
    var names: [SourceEdit] = []
    guard
      let after = body.after
        ?? body.naming(OverlayBody.nameOfAfter, of: body.lambda, taken, &names),
      let before = body.before
        ?? body.lambda.innerLambda.flatMap({
          body.naming(OverlayBody.nameOfBefore, of: $0, taken, &names)
        })
    else {
      throw .unknownForm(document.place(body.lambda.syntax), .unnamedArguments)
    }
    var definitions: [MemberEdits.Addition] = []
    var hooks: [MemberEdits.Addition] = []
    var elements: [SourceEdit] = []
    for (ecosystem, derivations) in sections {
      let isModern = target.era == .modern
      // Where the overlay's brace is on the line of its arguments, a `let` would change that line;
      // only several interpreters to patch are worth it.
      let list =
        ecosystem == .pypi && isModern ? extensionList : nil
      let isInline =
        list != nil || body.isOnArgumentsLine && (ecosystem == .cran || isModern)
      let variable =
        isInline ? nil : OverlaySection.variable(for: ecosystem, avoiding: taken)
      let section = OverlaySection(ecosystem: ecosystem, variable: variable, before: before)
      let text = PackageText(
        packages: after, own: ecosystem == .pypi ? "pyfinal" : "\(after).rPackages",
        ecosystem: ecosystem, before: "\(before).rPackages")
      let packages = derivations.map {
        MemberEdits.Addition(name: $0.attribute, lines: text.lines($0))
      }
      if let edit = list?.insertion(Indentation.lines(section.members(packages), unit: unit)) {
        elements.append(edit)
        continue
      }
      if let variable {
        definitions.append(
          MemberEdits.Addition(name: variable, lines: section.definition(packages)))
      }
      let added = section.hooks(
        isModern: isModern, interpreters: target.interpreters, packages: packages)
      for hook in added {
        if let binding = body.set?.bindings.first(where: { $0.names?.first == hook.name }) {
          throw .unknownForm(
            document.place(binding.syntax),
            .taken(
              name: hook.name, isInherited: false, example: section.example(isModern: isModern)))
        }
        if let inherit = body.set?.inherits.first(where: { $0.names.contains(hook.name) }) {
          throw .unknownForm(
            document.place(inherit.syntax),
            .taken(
              name: hook.name, isInherited: true, example: section.example(isModern: isModern)))
        }
      }
      hooks += added
    }
    let hookEdits = try names + elements + self.edits(adding: hooks.map(indented), to: body)
    if definitions.isEmpty { return hookEdits }
    if let letIn = body.letIn, let members = MemberEdits(letIn.syntax, unit: unit) {
      return members.insertions(definitions.map(indented)) + hookEdits
    }
    return [newLet(definitions.map(indented), before: body.expression)] + hookEdits
  }

  /// The edits that add bindings to what an overlay returns: to its set, or by one before the rest.
  private func edits(
    adding hooks: [MemberEdits.Addition], to body: OverlayBody
  ) throws(OverlayEditingError) -> [SourceEdit] {
    if hooks.isEmpty { return [] }
    guard let set = body.setForMore else {
      let end = document.tree.lineEnding
      let outer = body.result.firstToken?.indentation ?? ""
      let lines = hooks.flatMap { hook in
        hook.lines.map { $0.isEmpty ? $0 : outer + unit + $0 }
      }
      // The blank line tells that the set was not there before.
      let text = (["{"] + lines + [outer + "}", "", outer + "// "]).joined(separator: end)
      let range = body.result.range
      guard body.result.kind == .ifElse else { return [.insert(text, at: range.lowerBound)] }
      return [.insert(text + "(", at: range.lowerBound), .insert(")", at: range.upperBound)]
    }
    guard let members = MemberEdits(set.syntax, unit: unit) else {
      throw .unknownForm(document.place(set.syntax), .unclosed)
    }
    return members.insertions(hooks)
  }

  private func indented(_ addition: MemberEdits.Addition) -> MemberEdits.Addition {
    MemberEdits.Addition(
      name: addition.name, lines: Indentation.lines(addition.lines, unit: unit))
  }

  private func newLet(
    _ definitions: [MemberEdits.Addition], before expression: SyntaxNode
  ) -> SourceEdit {
    let tree = document.tree
    let outer = expression.firstToken?.indentation ?? ""
    let blocks = definitions.map { definition in
      definition.lines.map { $0.isEmpty ? $0 : outer + unit + $0 }
        .joined(separator: tree.lineEnding)
    }
    let inside = blocks.joined(separator: tree.lineEnding + tree.lineEnding)
    // In the style of the place, so that removal finds out what it was: `let` on a line of its own
    // if the expression is on one.
    let startsLine = expression.firstToken?.startsLine ?? false
    let end = startsLine ? "in" + tree.lineEnding + outer : "in "
    return .insert(
      "let" + tree.lineEnding + inside + tree.lineEnding + outer + end,
      at: expression.range.lowerBound)
  }
}
