import NixSyntax

/// The search for the lists of packages that make up the environment of a file.
///
/// It starts at what the file evaluates to and follows variables, so that what it finds is what
/// the environment has.
struct EnvironmentSearch {
  /// What a list is for.
  enum Role: Hashable {
    /// The inputs of a shell or the contents of an image, by their attribute.
    case inputs(String)
    /// Packages of one interpreter.
    case python(String)
    /// Packages of an R wrapper.
    case r
  }

  struct PackageList: Hashable {
    let node: SyntaxNode
    let role: Role
    /// The call whose list it is.
    let owner: SyntaxNode
    var elements: [SyntaxNode] { List(node)?.elements ?? [] }
  }

  /// A package or a tool in a list.
  struct Entry: Hashable {
    /// The list's place among the lists.
    let list: Int
    /// Its place in the list.
    let element: Int
    let node: SyntaxNode
    let value: NixpkgsValue
  }

  /// A list that is no list in the text, such as what a function returns.
  struct Opaque: Hashable {
    let node: SyntaxNode
    let role: Role
    let owner: SyntaxNode
  }

  /// Why the packages of an interpreter or of R can't be seen.
  struct Obstacle: Hashable {
    let node: SyntaxNode
    let reason: String
  }

  private(set) var reader = NixpkgsReader()
  private(set) var lists: [PackageList] = []
  private(set) var entries: [Entry] = []
  private(set) var opaques: [Opaque] = []
  /// The sets that a shell or an image is made from.
  private(set) var calls: [AttributeSet] = []
  private(set) var pythonObstacle: Obstacle?
  private(set) var rObstacle: Obstacle?
  /// Why nothing was found.
  private(set) var obstacle: Obstacle?
  private var visited: Set<SyntaxNode> = []

  private static let maximumDepth = 48

  /// Functions that make an environment from a set.
  private static let makers: Set<String> = [
    "mkShell", "mkShellNoCC", "mkDerivation", "runCommand", "runCommandNoCC", "runCommandLocal",
    "runCommandCC", "buildEnv", "symlinkJoin", "buildFHSUserEnv", "buildFHSEnv",
    "buildFHSUserEnvBubblewrap", "buildPythonPackage", "buildPythonApplication",
    "buildLayeredImage", "streamLayeredImage", "buildImage",
  ]

  /// Attributes that hold packages, those first that new ones go to.
  private static let inputs = [
    "packages", "buildInputs", "nativeBuildInputs", "propagatedBuildInputs", "targetPkgs", "paths",
    "contents", "copyToRoot", "extraPkgs", "dependencies",
  ]

  /// Searches a file; of several shells that which is bound to the name `shell`.
  init(_ tree: SyntaxTree, shell: String? = nil) {
    guard let expression = tree.expression else { return }
    if let shell {
      visitShell(named: shell, in: tree)
      return
    }
    visitRoot(expression, depth: 0)
    guard lists.isEmpty, calls.isEmpty, opaques.isEmpty else { return }
    let shells = tree.root.descendants(Apply.self).filter { apply in
      ["mkShell", "mkShellNoCC"].contains(Self.makerName(apply) ?? "")
    }
    // `nix develop` and nix-shell take one of these names unless told otherwise.
    let usual = shells.first { ["default", "shell"].contains(Self.boundName($0)) }
    if let shell = shells.count == 1 ? shells.first : usual {
      obstacle = nil
      visitCall(shell, depth: 0)
    } else if let second = shells.dropFirst().first {
      obstacle = Self.severalShells(shells, at: second)
    }
    if lists.isEmpty, calls.isEmpty, opaques.isEmpty, obstacle == nil {
      obstacle = Obstacle(node: expression, reason: "no call of mkShell or the like is seen here")
    }
  }

  // MARK: One of several shells

  private static func severalShells(
    _ shells: [Apply], at second: some SyntaxView
  ) -> Obstacle {
    let names = shells.compactMap(boundName).map { "'\($0)'" }
    let hint = names.count == shells.count ? ": " : ""
    return Obstacle(
      node: second.syntax,
      reason: "this is the second shell here, and it isn't clear which to extend\(hint)"
        + (hint.isEmpty ? "" : names.joined(separator: " or ")))
  }

  private mutating func visitShell(named name: String, in tree: SyntaxTree) {
    let calls = tree.root.descendants(Apply.self).filter { apply in
      Self.makerName(apply).map(Self.makers.contains) ?? false
    }
    if let call = calls.first(where: { Self.boundName($0) == name }) {
      return visitCall(call, depth: 0)
    }
    let names = calls.compactMap(Self.boundName).map { "'\($0)'" }
    let rest = names.isEmpty ? "" : ", but \(names.joined(separator: " and "))"
    obstacle = Obstacle(
      node: tree.expression ?? tree.root, reason: "there is no shell '\(name)' here\(rest)")
  }

  /// The name that a call is bound to, such as `python` of `devShells.${system}.python = …`.
  private static func boundName(_ call: Apply) -> String? {
    for node in call.syntax.ancestors {
      switch node.kind {
      case .binding:
        return Binding(unchecked: node).path?.attributes.last.map { attribute in
          StringLiteral(attribute)?.value ?? attribute.text
        }
      case .parenthesised, .with, .letIn, .assert, .select: continue
      default: return nil
      }
    }
    return nil
  }

  // MARK: From the root to the environment

  private mutating func visitRoot(_ node: SyntaxNode?, depth: Int) {
    guard depth < Self.maximumDepth, let node = node?.unparenthesised else { return }
    switch node.kind {
    case .lambda: visitRoot(Lambda(unchecked: node).body, depth: depth + 1)
    case .letIn: visitRoot(LetIn(unchecked: node).body, depth: depth + 1)
    case .with: visitRoot(With(unchecked: node).body, depth: depth + 1)
    case .assert: visitRoot(Assert(unchecked: node).body, depth: depth + 1)
    case .ifElse:
      visitRoot(IfElse(unchecked: node).consequence, depth: depth + 1)
      visitRoot(IfElse(unchecked: node).alternative, depth: depth + 1)
    case .identifier:
      if case .binding(let binding)? = node.meaning(of: node.text) {
        visitRoot(binding.value, depth: depth + 1)
      }
    case .select: visitSelection(Select(unchecked: node), depth: depth)
    case .binary: visitRoot(Binary(unchecked: node).left, depth: depth + 1)
    case .attributeSet: visitSet(AttributeSet(unchecked: node), depth: depth)
    case .apply: visitCall(Apply(unchecked: node), depth: depth + 1)
    default: break
    }
  }

  /// `(X).env`, or `set.shell` where the set stands in the text.
  private mutating func visitSelection(_ select: Select, depth: Int) {
    if let names = select.path?.names, let set = NixpkgsReader.set(select.base),
      let value = set.binding(at: names)?.value
    {
      visitRoot(value, depth: depth + 1)
    } else {
      visitRoot(select.base, depth: depth + 1)
    }
  }

  /// A set of environments: the one that nix-shell takes, or the only one.
  private mutating func visitSet(_ set: AttributeSet, depth: Int) {
    for name in ["shell", "default", "devShell"] {
      if let value = set.value(name) { return visitRoot(value, depth: depth + 1) }
    }
    let candidates = set.bindings.filter { binding in
      Apply(binding.value?.unparenthesised).flatMap(Self.makerName).map(Self.makers.contains)
        ?? false
    }
    if candidates.count == 1 {
      visitRoot(candidates[0].value, depth: depth + 1)
    } else if let second = candidates.dropFirst().first {
      obstacle = Self.severalShells(
        candidates.compactMap { Apply($0.value?.unparenthesised) }, at: second)
    }
  }

  /// `mkShell` of `pkgs.mkShell { … }` and of `pkgs.mkShell.override { … } { … }`.
  private static func makerName(_ apply: Apply) -> String? {
    var function = apply.function?.unparenthesised
    if let inner = Apply(function) { function = inner.function?.unparenthesised }
    switch function?.kind {
    case .identifier?: return function?.text
    case .select?:
      guard let function, let names = Select(unchecked: function).path?.names else { return nil }
      if names.last == "override" {
        return names.count > 1 ? names[names.count - 2] : Select(unchecked: function).base?.text
      }
      return names.last
    default: return nil
    }
  }

  private mutating func visitCall(_ apply: Apply, depth: Int) {
    guard depth < Self.maximumDepth, visited.insert(apply.syntax).inserted else { return }
    if visitPackageCall(apply, depth: depth) { return }
    let owner = NixpkgsReader.overridden(by: apply)
    let name = Self.makerName(apply)
    if let owner, Select(apply.function?.unparenthesised)?.path?.names?.last != "override" {
      // `X.overrideAttrs (old: { … })`.
      visitRoot(owner.base, depth: depth + 1)
    }
    let sets = apply.arguments.compactMap { NixpkgsReader.set($0) }
    let isMaker = name.map(Self.makers.contains) ?? false
    let isOverriding = owner != nil && !isMaker
    let chosen = sets.last { set in
      Self.inputs.contains { set.value($0) != nil || set.inherits($0) }
    }
    if chosen == nil, isMaker, let base = sets.last?.value("fromImage") {
      // The packages of an image may be in the one that it is made from.
      visitRoot(base, depth: depth + 1)
      if !calls.isEmpty { return }
    }
    if let set = chosen ?? (isMaker ? sets.last : nil) {
      if isMaker || !isOverriding || chosen != nil { collect(set, depth: depth) }
    } else if NixpkgsImport.isImport(apply.syntax) || name == "callPackage" {
      obstacle = Obstacle(node: apply.syntax, reason: "the environment is made in another file")
    } else if obstacle == nil {
      obstacle = Obstacle(
        node: apply.syntax,
        reason: "what '\(name ?? "this function")' makes of its arguments isn't known")
    }
  }

  private mutating func collect(_ set: AttributeSet, depth: Int) {
    guard !calls.contains(set) else { return }
    calls.append(set)
    for name in Self.inputs {
      if let value = set.value(name) {
        collect(value, Use(.inputs(name), set.syntax), depth: depth + 1)
      } else if let inherit = set.inherits.first(where: { $0.names.contains(name) }),
        inherit.source == nil, case .binding(let binding)? = set.syntax.meaning(of: name)
      {
        collect(binding.value, Use(.inputs(name), set.syntax), depth: depth + 1)
      }
    }
  }

  // MARK: Lists

  /// What lists are collected for.
  private struct Use {
    let role: Role
    let owner: SyntaxNode

    init(_ role: Role, _ owner: SyntaxNode) {
      self.role = role
      self.owner = owner
    }

    var isInputs: Bool {
      if case .inputs = role { true } else { false }
    }
  }

  private mutating func collect(_ node: SyntaxNode?, _ use: Use, depth: Int) {
    guard depth < Self.maximumDepth, let node = node?.unparenthesised else { return }
    switch node.kind {
    case .list: add(List(unchecked: node), use, depth: depth)
    case .with: collect(With(unchecked: node).body, use, depth: depth + 1)
    case .letIn: collect(LetIn(unchecked: node).body, use, depth: depth + 1)
    case .assert: collect(Assert(unchecked: node).body, use, depth: depth + 1)
    case .lambda:
      let lambda = Lambda(unchecked: node)
      if use.isInputs, let name = lambda.name {
        // `targetPkgs = pkgs: [ … ]`, which has the nixpkgs of the call.
        let outer = lambda.syntax.parent.flatMap { reader.value(ofName: name, at: $0) }
        let source = outer?.source ?? reader.scopes(at: node).compactMap { $0 }.first?.source
        reader.bind(lambda, to: NixpkgsValue(.packages, source: source))
      }
      collect(lambda.body, use, depth: depth + 1)
    case .binary where Binary(unchecked: node).operatorKind == .concatenate:
      collect(Binary(unchecked: node).left, use, depth: depth + 1)
      collect(Binary(unchecked: node).right, use, depth: depth + 1)
    case .identifier:
      if case .binding(let binding)? = node.meaning(of: node.text) {
        collect(binding.value, use, depth: depth + 1)
      } else {
        opaques.append(Opaque(node: node, role: use.role, owner: use.owner))
      }
    case .apply:
      let apply = Apply(unchecked: node)
      switch apply.functionName {
      case "flatten", "unique":
        for argument in apply.arguments { collect(argument, use, depth: depth + 1) }
      case "concatLists":
        // Its argument is a list of lists.
        let lists = List(apply.arguments.first?.unparenthesised)?.elements
        for list in lists ?? [] { collect(list, use, depth: depth + 1) }
        if lists == nil { opaques.append(Opaque(node: node, role: use.role, owner: use.owner)) }
      case "buildEnv", "symlinkJoin": visitCall(apply, depth: depth + 1)
      default: opaques.append(Opaque(node: node, role: use.role, owner: use.owner))
      }
    default: opaques.append(Opaque(node: node, role: use.role, owner: use.owner))
    }
  }

  private mutating func add(_ list: List, _ use: Use, depth: Int) {
    guard !lists.contains(where: { $0.node == list.syntax }) else { return }
    let index = lists.count
    lists.append(PackageList(node: list.syntax, role: use.role, owner: use.owner))
    for (place, element) in list.elements.enumerated() {
      visit(element, list: index, place: place, use, depth: depth + 1)
    }
  }

  private mutating func visit(
    _ element: SyntaxNode, list: Int, place: Int, _ use: Use, depth: Int
  ) {
    guard depth < Self.maximumDepth else { return }
    let node = element.unparenthesised
    switch node.kind {
    case .list, .with: collect(node, use, depth: depth + 1)
    case .binary where Binary(unchecked: node).operatorKind == .concatenate:
      collect(node, use, depth: depth + 1)
    case .identifier, .select, .apply, .letIn, .ifElse:
      if let value = reader.value(of: node), NixpkgsValue.Kind.packages != value.kind,
        !isEnvironmentCall(node, value)
      {
        entries.append(Entry(list: list, element: place, node: element, value: value))
      } else {
        follow(node, depth: depth + 1)
      }
    default: break
    }
  }

  /// Whether a call is one of those that have a list of their own.
  private func isEnvironmentCall(_ node: SyntaxNode, _ value: NixpkgsValue) -> Bool {
    switch value.kind {
    case .pythonEnvironment, .withPackages: return true
    // A bare wrapper may be extended; one with packages has a list.
    case .rWrapper: return node.kind == .apply || node.kind == .identifier && isBoundToCall(node)
    default: return false
    }
  }

  private func isBoundToCall(_ node: SyntaxNode) -> Bool {
    guard case .binding(let binding)? = node.meaning(of: node.text) else { return false }
    return binding.value?.unparenthesised.kind == .apply
  }

  /// Looks into the definition of an element.
  private mutating func follow(_ node: SyntaxNode, depth: Int) {
    guard depth < Self.maximumDepth else { return }
    let node = node.unparenthesised
    switch node.kind {
    case .identifier:
      guard case .binding(let binding)? = node.meaning(of: node.text), let value = binding.value
      else { return }
      follow(value, depth: depth + 1)
    case .select:
      let select = Select(unchecked: node)
      if let names = select.path?.names, let set = NixpkgsReader.set(select.base) {
        if let value = set.binding(at: names)?.value { follow(value, depth: depth + 1) }
      } else if let base = select.base {
        follow(base, depth: depth + 1)
      }
    case .letIn: if let body = LetIn(unchecked: node).body { follow(body, depth: depth + 1) }
    case .with: if let body = With(unchecked: node).body { follow(body, depth: depth + 1) }
    case .list: collect(node, Use(.inputs(""), node), depth: depth + 1)
    case .apply:
      let apply = Apply(unchecked: node)
      guard visited.insert(node).inserted else { return }
      if visitPackageCall(apply, depth: depth) { return }
      if ["buildEnv", "symlinkJoin"].contains(apply.functionName ?? "") {
        visited.remove(node)
        visitCall(apply, depth: depth + 1)
      }
    default: break
    }
  }

  // MARK: Environments of Python and R

  /// Looks into a call that makes an environment of Python or R packages.
  private mutating func visitPackageCall(_ apply: Apply, depth: Int) -> Bool {
    if let function = apply.function, let value = reader.value(of: function),
      case .withPackages(let interpreter) = value.kind
    {
      let set = NixpkgsValue(.pythonSet(interpreter), source: value.source)
      collect(
        function: apply.arguments.first, of: set, Use(.python(interpreter), apply.syntax),
        depth: depth)
      return true
    }
    guard let value = reader.value(of: apply.syntax) else { return false }
    switch value.kind {
    case .pythonEnvironment(let interpreter):
      let set = apply.arguments.first.flatMap { NixpkgsReader.set($0) }
      if let packages = set?.value("extraLibs") {
        collect(packages, Use(.python(interpreter), apply.syntax), depth: depth + 1)
      } else {
        pythonObstacle = Obstacle(node: apply.syntax, reason: "its 'extraLibs' can't be seen")
      }
      return true
    case .rWrapper:
      let set = apply.arguments.first.flatMap { NixpkgsReader.set($0) }
      if let packages = set?.value("packages") {
        collect(packages, Use(.r, apply.syntax), depth: depth + 1)
      } else if let inherit = set?.inherits.first(where: { $0.names.contains("packages") }),
        inherit.source == nil, case .binding(let binding)? = inherit.syntax.meaning(of: "packages")
      {
        collect(binding.value, Use(.r, apply.syntax), depth: depth + 1)
      } else {
        rObstacle = Obstacle(node: apply.syntax, reason: "the wrapper's 'packages' can't be seen")
      }
      return true
    default: return false
    }
  }

  /// Looks into the function that `withPackages` is given.
  private mutating func collect(
    function: SyntaxNode?, of set: NixpkgsValue, _ use: Use, depth: Int
  ) {
    var node = function?.unparenthesised
    var steps = 0
    while let variable = node, variable.kind == .identifier, steps < 16 {
      steps += 1
      guard case .binding(let binding)? = variable.meaning(of: variable.text) else { break }
      node = binding.value?.unparenthesised
    }
    if let lambda = Lambda(node) {
      reader.bind(lambda, to: set)
      collect(lambda.body, use, depth: depth + 1)
    } else if let place = node ?? function {
      let file = NixpkgsImport.isImport(place)
      pythonObstacle = Obstacle(
        node: place,
        reason: file
          ? "Python's packages are listed in another file" : "this is no function of 'ps:'")
    }
  }
}

extension AttributeSet {
  /// Whether a name is inherited into the set.
  fileprivate func inherits(_ name: String) -> Bool {
    inherits.contains { $0.names.contains(name) }
  }
}
