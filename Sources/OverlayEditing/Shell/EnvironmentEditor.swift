import NixSyntax

/// The edits that add packages to the environment of a file, in the file's own manner.
struct EnvironmentEditor {
  let file: EnvironmentFile
  /// The overlay that is to be added, as an expression.
  let overlay: String?
  var addsOverlay: Bool { overlay != nil }
  private(set) var edits: [SourceEdit] = []
  /// The expressions that make the nixpkgs whose packages are used; nil for one passed in.
  private(set) var sources: [SyntaxNode?] = []
  /// The functions' arguments that are to get the overlay.
  private(set) var arguments: [Argument] = []
  /// The variables that are to stand for such an argument with the overlay.
  private(set) var renamed: [SyntaxNode] = []
  /// The environment that is being added to.
  private(set) var search: EnvironmentSearch
  /// Whether something that was added has the overlay in it.
  private(set) var namesOverlay = false
  private var pending: [Int: [ListAddition]] = [:]
  private var pendingOpaques: [Int: [ListAddition]] = [:]
  private var pendingInputs: [ListAddition] = []
  let unit: String

  /// Edits of a file, which is to get an overlay or not.
  init(_ file: EnvironmentFile, overlay: String?) {
    self.file = file
    self.overlay = overlay
    search = file.search
    unit = Indentation.unit(of: file.tree)
  }

  /// Adds packages to what was found for one system; what systems share is edited once.
  mutating func add(
    _ additions: EnvironmentAdditions, to found: EnvironmentSearch
  ) throws(OverlayEditingError) {
    let done = edits
    edits = []
    search = found
    (pending, pendingOpaques, pendingInputs) = ([:], [:], [])
    try addPython(additions.python, asked: additions.interpreter)
    try addR(additions.r)
    try addTools(additions.tools)
    try finishLists()
    edits = done + edits.filter { !done.contains($0) }
  }

  mutating func append(_ edits: [SourceEdit]) { self.edits += edits }

  /// Takes note that what is added names the overlay itself.
  mutating func useOwnOverlay() { namesOverlay = true }

  mutating func use(_ source: SyntaxNode?) {
    if !sources.contains(source) { sources.append(source) }
  }

  mutating func use(_ argument: Argument, renaming node: SyntaxNode?) {
    if !arguments.contains(argument) { arguments.append(argument) }
    if let node, !renamed.contains(node) { renamed.append(node) }
  }

  func unknown(_ node: SyntaxNode, _ obstacle: EnvironmentObstacle) -> OverlayEditingError {
    .unknownEnvironment(file.place(node), obstacle)
  }

  // MARK: Python

  private mutating func addPython(_ names: [String], asked: String) throws(OverlayEditingError) {
    guard !names.isEmpty else { return }
    let interpreter = search.interpreter ?? asked
    let set = NixpkgsValue.Kind.pythonSet(interpreter)
    let kin = search.entries.filter { Self.name($0.value, in: set) != nil }
    for entry in kin { use(entry.value.source) }
    let clauses = search.pythonClauses.filter { $0.set.kind == set }
    for clause in clauses { use(mention(of: clause)) }
    let present = kin.compactMap { Self.name($0.value, in: set) } + clauses.flatMap(\.names)
    let missing = Set(names).subtracting(present).sorted()
    guard !missing.isEmpty else { return }
    // Beside a bare interpreter with packages of its own, an environment is for something else.
    let interpreters = search.entries.filter { $0.value.kind == .interpreter(interpreter) }
    let bare = kin.filter { entry in
      Self.inputsName(search.lists[entry.list].role) != nil
        && interpreters.contains { $0.value.source == entry.value.source }
    }
    let own = search.lists.indices.filter {
      bare.isEmpty && search.lists[$0].role == .python(interpreter)
    }
    if let list = own.first(where: { list in kin.contains { $0.list == list } }) ?? own.first {
      return try add(missing, of: set, to: list)
    }
    if let opaque = search.opaques.firstIndex(where: {
      bare.isEmpty && $0.role == .python(interpreter)
    }) {
      return try add(missing, of: set, toOpaque: opaque)
    }
    if let obstacle = search.pythonObstacle { throw unknown(obstacle.node, obstacle.reason) }
    if addToClause(missing, of: set, besides: kin.count) { return }
    // Packages of another nixpkgs than the interpreter's are tools beside it.
    let fitting = kin.filter { entry in
      interpreters.isEmpty || interpreters.contains { $0.value.source == entry.value.source }
    }
    if let list = mostFrequent(fitting.map(\.list)) {
      // Tools of a Python beside an environment that may be another one's.
      if let hidden = search.hiddenEnvironment {
        throw unknown(hidden.node, hidden.reason)
      }
      return try add(missing, of: set, to: list)
    }
    if let entry = interpreters.first {
      if Self.isUsedElsewhere(search.lists[entry.list].node) {
        throw unknown(entry.node, .sharedPython)
      }
      if let inputs = Self.inputsName(search.lists[entry.list].role), hasSetupHooks(inputs),
        search.makesVirtualEnvironment
      {
        return try add(missing, of: set, to: entry.list)
      }
      let reference = mention(of: entry)
      use(reference)
      let text = Self.withPackages(reference.text, missing)
      return edits.append(replacement(of: entry, with: text))
    }
    let place = try inputsPlace()
    if let hidden = search.hiddenLists ?? search.hiddenPython ?? search.listOfAnotherFile {
      throw unknown(hidden.node, hidden.reason)
    }
    if search.isPythonPackage {
      // Beside its own interpreter, a second one would be in the way.
      for name in missing {
        let reference = try self.reference(name, of: set, at: place, kin: [])
        use(reference)
        addInput(ListAddition(lines: [reference.text], name: name))
      }
      return
    }
    guard let reference = interpreterReference(interpreter, at: place) else {
      throw unknown(place, .unnamed(attribute: interpreter))
    }
    use(reference)
    addInput(ListAddition(lines: Self.withPackages(reference.text, missing), name: ""))
  }

  /// The name of a package in a set; nil for what is not in it.
  private static func name(_ value: NixpkgsValue, in set: NixpkgsValue.Kind) -> String? {
    switch (value.kind, set) {
    case (.pythonPackage(let interpreter, let name), .pythonSet(let wanted)):
      interpreter == wanted ? name : nil
    case (.rPackage(let name), .rSet): name
    default: nil
    }
  }

  /// The list that most of some entries are in; one that is used for something else, too, only if all are.
  private func mostFrequent(_ entries: [Int]) -> Int? {
    let own = entries.filter { !Self.isUsedElsewhere(search.lists[$0].node) }
    let lists = own.isEmpty ? entries : own
    var counts: [Int: Int] = [:]
    for list in lists { counts[list, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The lines of `(python3.withPackages (ps: [ … ]))`.
  private static func withPackages(_ interpreter: String, _ names: [String]) -> [String] {
    let packages = names.map { "ps.\(NixLiteral.attributeName($0))" }
    let head = "(\(interpreter).withPackages (ps: ["
    let line = "\(head) \(packages.joined(separator: " ")) ]))"
    if names.count <= 3, line.utf8.count <= 80 { return [line] }
    return [head] + packages.map { "  " + $0 } + ["]))"]
  }

  // MARK: R

  private mutating func addR(_ names: [String]) throws(OverlayEditingError) {
    guard !names.isEmpty else { return }
    let kin = search.entries.filter { Self.name($0.value, in: .rSet) != nil }
    for entry in kin { use(entry.value.source) }
    let served = addToClauses(names)
    if served.contains(nil), search.rOwners.allSatisfy({ served.contains($0) }) { return }
    let owners = search.rOwners.filter { !served.contains($0) }
    var added: [Int: Set<String>] = [:]
    for owner in owners {
      let lists = search.lists(of: owner)
      let here = kin.filter { lists.contains($0.list) }
      let present =
        here.compactMap { Self.name($0.value, in: .rSet) } + lists.flatMap { added[$0] ?? [] }
      let missing = Set(names).subtracting(present).sorted()
      let list = lists.first { list in here.contains { $0.list == list } } ?? lists.first
      guard !missing.isEmpty, let list else { continue }
      try add(missing, of: .rSet, to: list)
      added[list, default: []].formUnion(missing)
    }
    if !search.rOwners.isEmpty {
      // RStudio and Quarto run an R of their own; one that is on PATH, too, has its packages beside it.
      guard !served.contains(nil), !search.rOwners.contains(where: search.isOnPath),
        search.inheritsR || search.entries.contains(where: { $0.value.kind == .r })
      else { return }
    }
    if served.contains(nil) { return }
    let beside = search.rOwners.isEmpty ? kin : kin.filter { search.lists[$0.list].role != .r }
    let there =
      beside.compactMap { Self.name($0.value, in: .rSet) }
      + added.filter { search.lists[$0.key].role != .r }.flatMap(\.value)
    let missing = Set(names).subtracting(there).sorted()
    guard !missing.isEmpty else { return }
    guard search.rOwners.isEmpty else {
      if let list = mostFrequent(beside.map(\.list)) {
        return try add(missing, of: .rSet, to: list)
      }
      return try addNewR(missing)
    }
    if let opaque = search.opaques.firstIndex(where: { $0.role == .r }) {
      return try add(missing, of: .rSet, toOpaque: opaque)
    }
    if let obstacle = search.rObstacle { throw unknown(obstacle.node, obstacle.reason) }
    if let list = mostFrequent(kin.map(\.list)) {
      return try add(missing, of: .rSet, to: list)
    }
    let bare = search.entries.first { entry in
      if case .rWrapper = entry.value.kind { true } else { false }
    }
    if let entry = bare {
      let reference = mention(of: entry)
      use(reference)
      let text = try wrapper(reference.text, missing, at: entry.node)
      return edits.append(replacement(of: entry, with: text))
    }
    try addNewR(missing)
  }

  /// `R` and its packages as inputs, or a wrapper where inputs make no environment for it.
  private mutating func addNewR(_ names: [String]) throws(OverlayEditingError) {
    let place = try inputsPlace()
    if let hidden = search.hiddenLists ?? search.hiddenR ?? search.listOfAnotherFile {
      throw unknown(hidden.node, hidden.reason)
    }
    let list = search.lists.first { Self.inputsName($0.role) != nil }
    // What has no setup hooks shows R packages to no R but a wrapper's.
    let name = list.flatMap { Self.inputsName($0.role) } ?? search.newInputs
    if !hasSetupHooks(name) {
      if let list = search.listOfOwnRPackages { return try add(names, of: .rSet, to: list) }
      guard let reference = topLevel("rWrapper", at: place) else {
        throw unknown(place, .unnamed(attribute: "rWrapper"))
      }
      use(reference)
      let lines = try wrapper(reference.text, names, at: place)
      return addInput(ListAddition(lines: lines, name: ""))
    }
    let interpreters = search.entries.filter { $0.value.kind == .r }
    if interpreters.isEmpty, !search.inheritsR {
      guard let reference = topLevel("R", at: place) else {
        throw unknown(place, .unnamed(attribute: "R"))
      }
      addInput(ListAddition(lines: [reference.text], name: ""))
    }
    for name in names {
      let node = interpreters.first.map { search.lists[$0.list].node } ?? place
      let reference = try self.reference(name, of: .rSet, at: node, kin: [])
      use(reference)
      // Beside R where it is, else after it at the end.
      var addition = ListAddition(lines: [reference.text], name: "\u{7F}" + name)
      if let r = interpreters.first {
        addition.kin = [ListAddition.Kin(element: r.element, name: "")]
        pending[r.list, default: []].append(addition)
      } else {
        addInput(addition)
      }
    }
  }

  /// The lines of `(rWrapper.override { packages = [ … ]; })`.
  private mutating func wrapper(
    _ text: String, _ names: [String], at node: SyntaxNode
  ) throws(OverlayEditingError) -> [String] {
    var packages: [String] = []
    for name in names {
      let reference = try self.reference(name, of: .rSet, at: node, kin: [])
      use(reference)
      packages.append(reference.text)
    }
    let line = "(\(text).override { packages = [ \(packages.joined(separator: " ")) ]; })"
    if names.count <= 3, line.utf8.count <= 80 { return [line] }
    return ["(\(text).override {", "  packages = ["] + packages.map { "    " + $0 } + [
      "  ];", "})",
    ]
  }

  // MARK: Tools

  /// Adds packages of nixpkgs' top level as inputs.
  private mutating func addTools(_ paths: [String]) throws(OverlayEditingError) {
    let present = search.entries.compactMap { entry -> String? in
      if case .other(let path) = entry.value.kind { path.joined(separator: ".") } else { nil }
    }
    for path in Set(paths).subtracting(present).sorted() {
      let names = path.split(separator: ".").map(String.init)
      let place = try inputsPlace()
      guard let first = names.first, let reference = topLevel(first, at: place) else {
        throw unknown(place, .unnamed(attribute: path))
      }
      use(reference)
      let rest = names.dropFirst().map { "." + NixLiteral.attributeName($0) }.joined()
      addInput(ListAddition(lines: [reference.text + rest], name: "\u{7F}" + path))
    }
  }

  // MARK: Lists

  private mutating func add(
    _ names: [String], of set: NixpkgsValue.Kind, to list: Int
  ) throws(OverlayEditingError) {
    let kin = search.entries.filter { $0.list == list && Self.name($0.value, in: set) != nil }
    let places = kin.compactMap { entry in
      Self.name(entry.value, in: set).map { ListAddition.Kin(element: entry.element, name: $0) }
    }
    for name in names {
      let reference = try self.reference(name, of: set, at: search.lists[list].node, kin: kin)
      use(reference)
      pending[list, default: []].append(
        ListAddition(lines: [reference.text], name: name, kin: places))
    }
  }

  private mutating func add(
    _ names: [String], of set: NixpkgsValue.Kind, toOpaque opaque: Int
  ) throws(OverlayEditingError) {
    for name in names {
      let reference = try self.reference(name, of: set, at: search.opaques[opaque].node, kin: [])
      use(reference)
      pendingOpaques[opaque, default: []].append(ListAddition(lines: [reference.text], name: name))
    }
  }

  private static func inputsName(_ role: EnvironmentSearch.Role) -> String? {
    if case .inputs(let name) = role { name } else { nil }
  }

  /// The list of inputs that new elements go to.
  private var inputsList: Int? {
    let inputs = search.lists.indices.filter { Self.inputsName(search.lists[$0].role) != nil }
    // `with python3Packages; [ … ]` is for its own kind, where there is another; what several shells share is
    // not for one of them.
    func rank(_ list: Int) -> Int {
      let node = search.lists[list].node
      let scope = search.reader.scopes(at: node).first ?? nil
      let isOfPython = if case .pythonSet? = scope?.kind { true } else { false }
      return (isOfPython ? 8 : 0) + (Self.isUsedElsewhere(node) ? 4 : 0)
        + (Self.isOfSeveralShells(node) ? 2 : 0) + (isOfOtherSet(node) ? 1 : 0)
    }
    return inputs.map { (rank($0), $0) }.min { $0 < $1 }?.1
  }

  private var inputsOpaque: Int? {
    // Behind what a clause inherits, nothing can be added.
    search.opaques.firstIndex {
      Self.inputsName($0.role) != nil && $0.node.parent?.kind != .inherit
    }
  }

  /// Where new inputs go, for what can be named there.
  private func inputsPlace() throws(OverlayEditingError) -> SyntaxNode {
    if let list = inputsList {
      let node = search.lists[list].node
      if Self.isMapped(node) { throw unknown(node, .sharedList) }
      return node
    }
    if let opaque = inputsOpaque { return search.opaques[opaque].node }
    if let call = search.calls.first { return call.syntax }
    switch search.lists.first {
    case let list? where list.role == .r:
      throw unknown(list.owner, .onlyR)
    case let list?:
      throw unknown(list.owner, .onlyPython)
    case nil: break
    }
    guard let node = file.tree.expression else { throw unknown(file.tree.root, .empty) }
    throw unknown(node, .noInputs)
  }

  private mutating func addInput(_ addition: ListAddition) {
    if let list = inputsList {
      pending[list, default: []].append(addition)
    } else if let opaque = inputsOpaque {
      pendingOpaques[opaque, default: []].append(addition)
    } else {
      pendingInputs.append(addition)
    }
  }

  /// Turns what was gathered for each list into edits.
  private mutating func finishLists() throws(OverlayEditingError) {
    for (index, additions) in pending.sorted(by: { $0.key < $1.key }) {
      guard let list = List(search.lists[index].node) else { continue }
      edits += ListEdits(list, unit: unit).edits(additions)
    }
    for (index, additions) in pendingOpaques.sorted(by: { $0.key < $1.key }) {
      let elements = additions.map { $0.lines.joined(separator: " ") }
      edits += file.appending(elements, to: search.opaques[index].node)
    }
    guard !pendingInputs.isEmpty, let call = search.calls.first else { return }
    guard let members = MemberEdits(call.syntax, unit: unit, spacing: .lines) else {
      throw unknown(call.syntax, .unclosed)
    }
    let lines =
      ["\(search.newInputs) = ["] + pendingInputs.flatMap(\.lines).map { "  " + $0 } + ["];"]
    edits += members.insertions([
      MemberEdits.Addition(name: search.newInputs, lines: Indentation.lines(lines, unit: unit))
    ])
  }

  private func replacement(of entry: EnvironmentSearch.Entry, with lines: [String]) -> SourceEdit {
    let indentation = entry.node.indentation
    let text = Indentation.lines(lines, unit: unit).enumerated().map { index, line in
      index == 0 ? line : indentation + line
    }.joined(separator: file.tree.lineEnding)
    return .replace(entry.node, with: text)
  }
}

extension EnvironmentFile {
  /// The edits that append elements to a list that is not written as one.
  func appending(_ elements: [String], to node: SyntaxNode) -> [SourceEdit] {
    var list = " ++ [ \(elements.joined(separator: " ")) ]"
    if elements.count > 2 || list.utf8.count > 60 {
      let inner = tree.lineEnding + node.indentation + Indentation.unit(of: tree)
      let lines = elements.map { inner + $0 }.joined()
      list = " ++ [\(lines)\(tree.lineEnding)\(node.indentation)]"
    }
    switch node.kind {
    case .apply, .select, .identifier, .list, .parenthesised, .attributeSet:
      return [.insert(list, at: node.range.upperBound)]
    default:
      return [
        .insert("(", at: node.range.lowerBound), .insert(")" + list, at: node.range.upperBound),
      ]
    }
  }
}
