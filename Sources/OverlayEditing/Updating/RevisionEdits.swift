import Derivations
import NixSyntax
import PackageMetadata

/// The edits that move one package's text to another release.
///
/// What upstream changed from the old release to the new one is changed in the text, binding by
/// binding; where the text differs from what nixgraft would have written, a person's words stay.
struct RevisionEdits {
  let revision: PackageRevision
  let reader: EntryReader
  /// The binding of the package, or the expression of its file.
  let package: SyntaxNode
  /// The set that the builder is called with.
  let set: AttributeSet
  let layout: PackageText
  let unit: String

  private(set) var edits: [SourceEdit] = []
  private(set) var notes: [RevisionNote] = []

  private static let lists = [
    "dependencies", "propagatedBuildInputs", "build-system", "nativeBuildInputs", "buildInputs",
    "pythonRelaxDeps", "pythonRemoveDeps",
  ]
  /// The lists that only a build from source needs.
  private static let buildLists = ["build-system", "nativeBuildInputs"]
  /// Other names of a list, in the dialects of other years.
  private static let otherNames = [
    "dependencies": ["propagatedBuildInputs", "requiredPythonModules"],
    "propagatedBuildInputs": ["dependencies"],
    "build-system": ["nativeBuildInputs"],
  ]

  init(
    _ revision: PackageRevision, reader: EntryReader, package: SyntaxNode, set: AttributeSet,
    unit: String
  ) {
    // What refers to the set is written as the text does it.
    self.revision = revision.referring(by: Lambda(set.syntax.parent)?.name)
    self.reader = reader
    self.package = package
    self.set = set
    self.unit = unit
    layout = PackageText(
      packages: reader.site.packages,
      own: reader.site.own ?? (revision.ecosystem == .pypi ? "pyfinal" : "rPackages"),
      ecosystem: revision.ecosystem, before: reader.site.rPackagesBefore)
  }

  /// Collects the edits.
  ///
  /// - Throws: `RevisionObstacle` if the text has no version that could be changed.
  mutating func collect() throws(RevisionObstacle) {
    guard let version = VersionText(revision.oldVersion, in: set) else {
      throw .noVersionText
    }
    edits.append(SourceEdit(range: version.definition, replacement: revision.newVersion))
    let keepsForm = !isFormReplaceable
    if keepsForm, !isWheel, revision.revised.isWheel, revision.base?.isWheel != true {
      throw .builtFromSource(release: revision.newVersion)
    }
    for (name, binding) in revision.revised.arguments {
      switch name {
      case "pname", "version", "name": continue
      case "src" where keepsForm: reviseSource()
      case "format", "pyproject", "src":
        if !keepsForm { replaceIfOurs(name, with: binding) }
      case _ where Self.lists.contains(name): try reviseList(name, binding)
      default: replaceIfOurs(name, with: binding)
      }
    }
    for (name, _) in revision.base?.arguments ?? [] where revision.revised.argument(name) == nil {
      switch name {
      case "pname", "version", "name", "src": continue
      case "format", "pyproject": if !keepsForm { removeIfOurs(name) }
      case _ where Self.lists.contains(name): try reviseList(name, nil)
      default: removeIfOurs(name)
      }
    }
  }

  // MARK: Bindings

  /// Whether source and format are as nixgraft wrote them, so that both may be others.
  private var isFormReplaceable: Bool {
    guard isOurs("src") else { return false }
    return ["format", "pyproject"].allSatisfy { name in
      revision.base?.argument(name) == nil ? set.binding(name) == nil : isOurs(name)
    }
  }

  /// Whether a binding of the text is what nixgraft would have written for the old release.
  private func isOurs(_ name: String) -> Bool {
    guard let base = revision.base?.argument(name), let binding = set.binding(name),
      let lines = lines(base)
    else { return false }
    return OverlaySection.hasTokens(lines, binding.syntax)
  }

  /// The lines of a binding of ours; nil if the text has no name for what it refers to.
  private func lines(_ binding: NixBinding) -> [String]? {
    guard case .value(_, let value) = binding.content else { return nil }
    if value.refers(where: { $0 != .pythonPackages }), layout.packages == nil { return nil }
    if value.refers(where: { $0 != .packages }), reader.site.own == nil { return nil }
    return layout.layout.lines(binding)
  }

  private mutating func replaceIfOurs(_ name: String, with binding: NixBinding) {
    let base = revision.base?.argument(name)
    guard base != binding || base == nil else { return }
    if let present = set.binding(name) {
      if isOurs(name), let lines = lines(binding) {
        replace(present, lines)
      } else if name == "cargoDeps" {
        notes.append(.ownCrates)
      }
    } else if revision.base != nil, base == nil {
      insert(name, binding)
    }
  }

  private mutating func removeIfOurs(_ name: String) {
    guard isOurs(name), let binding = set.binding(name) else { return }
    remove(binding)
  }

  private mutating func remove(_ binding: Binding) {
    guard let members = MemberEdits(set.syntax, unit: unit) else { return }
    edits.append(members.removal(of: binding.syntax))
  }

  private mutating func replace(_ binding: Binding, _ lines: [String]) {
    let indentation = binding.syntax.indentation
    let text = Indentation.lines(lines, unit: unit).enumerated().map { index, line in
      index == 0 || line.isEmpty ? line : indentation + line
    }.joined(separator: set.syntax.tree.lineEnding)
    edits.append(SourceEdit(range: binding.range, replacement: text))
  }

  /// Whether the text installs a wheel.
  private var isWheel: Bool { self.set.value("format")?.staticString == "wheel" }

  /// The function of this file that the set is given to, if it takes nothing by this name.
  private func refusal(of name: String) -> String? {
    guard let apply = Apply(set.syntax.parent), let function = apply.functionName,
      let lambda = Lambda(apply.function?.staticValue), lambda.hasPattern, !lambda.takesMore,
      !lambda.parameters.contains(where: { $0.name == name })
    else { return nil }
    return function
  }

  /// Puts a binding of ours after the one that it follows in ours.
  private mutating func insert(_ name: String, _ binding: NixBinding) {
    if let function = refusal(of: name) {
      notes.append(.notTaken(binding: name, function: function))
      return
    }
    guard let lines = lines(binding) else {
      notes.append(.unnamed(binding: name))
      return
    }
    let order = revision.revised.arguments.map(\.name)
    let before = order.prefix { $0 != name }.reversed()
    let set = set
    let following = before.compactMap { set.binding($0)?.syntax }.first { $0.parent == set.syntax }
    guard let predecessor = following ?? set.members.last,
      let members = MemberEdits(set.syntax, unit: unit)
    else { return }
    edits.append(
      members.insertion(
        of: Indentation.lines(lines, unit: unit), behind: predecessor,
        isBlank: binding.startsGroup && members.hasBlankLines))
  }

  // MARK: Source

  /// Changes a version that is written out in the source; its hash is found later.
  private mutating func reviseSource() {
    for name in ["src", "srcs"] {
      guard let value = set.value(name) else { continue }
      var texts = [(revision.oldVersion, revision.newVersion)]
      if let revisions = revision.revisions { texts = [(revisions.old, revisions.new)] }
      for (old, new) in texts {
        for range in VersionText.mentions(of: old, in: value)
        where !edits.contains(where: { $0.range == range }) {
          edits.append(SourceEdit(range: range, replacement: new))
        }
      }
      if revision.ecosystem == .cran { reviseArchive(value) }
    }
  }

  /// Names the place of current releases where a source has that of superseded ones alone, or the
  /// other way round, as the new release is one or the other.
  private mutating func reviseArchive(_ source: SyntaxNode) {
    let folder = "Archive/\(revision.revised.id.name)/"
    let archive = Array(folder.utf8)
    let texts = source.tokens.filter { $0.kind == .stringText || $0.kind == .uri }
    let urls = texts.filter { $0.text.contains("/") }
    let ranges = urls.compactMap { token -> Range<Int>? in
      let bytes = Array(token.bytes)
      let place = bytes.indices.first { bytes[$0...].starts(with: archive) }
      return place.map { token.range.lowerBound + $0 }.map { $0..<$0 + archive.count }
    }
    if !revision.isSuperseded, !ranges.isEmpty, ranges.count == urls.count {
      edits += ranges.map { .remove($0) }
    } else if revision.isSuperseded, ranges.isEmpty {
      edits += urls.filter { !$0.text.contains("Archive/") }.compactMap { token in
        // The file's name is after the last slash.
        token.bytes.lastIndex(of: UInt8(ascii: "/")).map { slash in
          .insert(folder, at: token.range.lowerBound + slash - token.bytes.startIndex + 1)
        }
      }
    }
  }

  // MARK: Lists

  private mutating func reviseList(
    _ name: String, _ binding: NixBinding?
  ) throws(RevisionObstacle) {
    let base = revision.base?.argument(name)
    if let base, base == binding { return }
    if let present = set.binding(name), isOurs(name) {
      if let binding, let lines = lines(binding) {
        replace(present, lines)
      } else if binding == nil {
        remove(present)
      }
      return
    }
    let old = ListContent(base)
    let new = ListContent(binding)
    let names = [name] + (Self.otherNames[name] ?? [])
    let value = names.compactMap { set.value($0) }.first
    guard let value else {
      // Whoever wrote no list relies on what the builder brings by itself.
      let added = new.always.subtracting(old.always).filter { !isElsewhere([$0]) }.sorted()
      guard !added.isEmpty, !isWheel || !Self.buildLists.contains(name) else { return }
      let scope: NixExpression.Scope =
        revision.ecosystem == .pypi ? .pythonPackages : .rPackages
      insert(name, .value(name, .list(added.map { $0.expression(in: scope) }), startsGroup: true))
      return
    }
    let list = RequirementList(value: value, reader: reader, package: package)
    if old.conditional != new.conditional {
      notes.append(.systems(list: name, differ: !new.conditional.isEmpty))
    }
    let gone = revision.base == nil ? [] : old.always.subtracting(new.always)
    edits += list.removals(gone)
    let added = new.always.subtracting(old.always)
    edits += try list.additions(added.filter { !isElsewhere([$0]) }, removing: gone)
  }

  /// Whether some list of the package names all of these already.
  private func isElsewhere(_ references: Set<ListReference>) -> Bool {
    var names = Set(references.map(\.name))
    for binding in set.bindings {
      guard let name = binding.names?.first, Self.lists.contains(name) || name == "checkInputs",
        let value = binding.value
      else { continue }
      let list = RequirementList(value: value, reader: reader, package: package)
      names.subtract(list.references.map(\.name))
    }
    return names.isEmpty
  }
}
