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

  /// A list that is not written as one, such as the result of a function.
  struct Opaque: Hashable {
    let node: SyntaxNode
    let role: Role
    let owner: SyntaxNode
  }

  /// Why something cannot be seen, and where.
  struct Obstacle: Hashable {
    let node: SyntaxNode
    let reason: EnvironmentObstacle
  }

  var reader = NixpkgsReader()
  var lists: [PackageList] = []
  var entries: [Entry] = []
  /// Lists that calls have besides their own, by the calls: what two of them are made from is one list.
  var shared: [SyntaxNode: [Int]] = [:]
  /// The clauses of `builtins.attrValues { inherit (pkgs.rPackages) dplyr; }`, as rix writes them.
  var rClauses: [Clause] = []
  /// The same for packages of Python, `inherit (pkgs.python313Packages) numpy;`, among the inputs.
  var pythonClauses: [Clause] = []
  /// Whether R itself is among such names.
  var inheritsR = false
  var opaques: [Opaque] = []
  /// Inputs that are no part of nixpkgs, as far as the text tells.
  var unknowns: [SyntaxNode] = []
  /// Those whose inputs are taken over: what `inputsFrom` comes down to.
  private(set) var takenOver: Set<SyntaxNode> = []
  /// The sets that a shell or an image is made from.
  private(set) var calls: [AttributeSet] = []
  /// Whether inputs run setup hooks, which show packages to a bare interpreter beside them.
  private(set) var hasSetupHooks = true
  /// The attribute that takes packages in a set that has none yet.
  private(set) var newInputs = "buildInputs"
  /// Whether the environment is that of a Python package, which takes others by their names.
  var isPythonPackage: Bool { newInputs == "propagatedBuildInputs" }
  var pythonObstacle: Obstacle?
  var rObstacle: Obstacle?
  /// Why nothing was found.
  var obstacle: Obstacle?
  /// The files that environments are made in, where they are made in others.
  private var otherFiles: [String?] = []
  /// Whether the text shows that what was found is what the file evaluates to.
  private(set) var isCertain = true
  var visited: Set<SyntaxNode> = []
  /// The systems that the file has a shell for, each by its name in the text; empty where one expression is for all.
  var systems: [String] = []
  /// The one of these that is searched for; nil for the first.
  let system: String?

  /// Searches a file; of several shells, the one that is bound to the name `shell`, and of several systems one.
  init(_ tree: SyntaxTree, shell: String? = nil, system: String? = nil) {
    self.system = system
    guard let expression = tree.expression else { return }
    if let shell {
      visitShell(named: shell, in: tree)
      return
    }
    visitRoot(expression, from: [])
    // What one system's shell is not must not be found in another's.
    guard isEmpty, system == nil, systems.isEmpty || obstacle == nil else { return }
    let shells = tree.root.descendants(Apply.self).filter { apply in
      ["mkShell", "mkShellNoCC"].contains(Self.makerName(apply) ?? "")
    }
    // `nix develop` and nix-shell take one of these names unless told otherwise.
    let usual = shells.first { ["default", "shell"].contains(Self.boundName($0)) }
    if let shell = shells.count == 1 && !isChoiceOpen ? shells.first : usual {
      obstacle = nil
      isCertain = Self.isDevelopmentShell(shell)
      visitCall(shell)
    } else if let second = shells.dropFirst().first {
      obstacle = Self.severalShells(shells, at: second)
    }
    if isEmpty, obstacle == nil {
      obstacle = Obstacle(node: expression, reason: .noCall)
    }
  }

  /// Whether nothing was found.
  var isEmpty: Bool { lists.isEmpty && calls.isEmpty && opaques.isEmpty }

  // MARK: From the root to the environment

  /// Looks into an expression that is the environment, or leads to it; `names` are the attributes
  /// that led there.
  mutating func visitRoot(_ node: SyntaxNode?, from names: [String]) {
    let parts = Reduction.parts(
      of: node, [.names, .bodies, .branches, .calls], in: reader.knownCalls,
      knowledge: EnvironmentKnowledge.step(of:))
    for part in parts {
      guard visited.insert(part.node).inserted else { continue }
      reader.learn(part.calls)
      if part.isConditional { isCertain = false }
      switch part.node.kind {
      case .attributeSet: visitSet(AttributeSet(unchecked: part.node), from: names)
      case .apply:
        visited.remove(part.node)
        visitCall(Apply(unchecked: part.node))
      // `(X).env`
      case .select: visitRoot(Select(unchecked: part.node).base, from: names)
      case .binary:
        // `{ nixosConfigurations = …; } // eachDefaultSystem (system: …)`
        let count = calls.count + lists.count + opaques.count
        visitRoot(Binary(unchecked: part.node).left, from: names)
        if calls.count + lists.count + opaques.count == count,
          Binary(unchecked: part.node).operatorKind == .update
        {
          visitRoot(Binary(unchecked: part.node).right, from: names)
        }
      default: break
      }
    }
  }

  /// A set of environments: the one that nix-shell and `nix develop` take, or the only one.
  private mutating func visitSet(_ set: AttributeSet, from names: [String]) {
    guard names.count < 8 else { return }
    if names.isEmpty, EnvironmentKnowledge.isDevenv(set) {
      return collect(module: set, packages: ["packages"])
    }
    if names.contains("perSystem") {
      learnPackages(ofModule: set)
      if let module = Self.module(at: ["devenv", "shells", "default"], in: set) {
        return collect(module: module, packages: ["packages"])
      }
      if let module = Self.module(at: ["devshells", "default"], in: set) {
        return collect(module: module, packages: ["devshell", "packages"])
      }
    }
    for name in EnvironmentKnowledge.ways {
      let count = calls.count + lists.count + opaques.count
      let own = ofOneSystem(set.syntax.bindings(of: name), at: 1)
      for binding in own {
        var rest = Array((binding.path?.attributes ?? []).dropFirst())
        // Where a system has one shell, any name does.
        if name == "devShells", own.count == 1, rest.count == 2, Self.isSystem(rest[0]) {
          rest.removeLast()
        }
        visitAttributes(rest, binding, names + [name])
      }
      if let inherit = set.inherits.first(where: { $0.names.contains(name) }),
        inherit.source == nil,
        case .binding(let binding)? = set.syntax.meaning(of: name)
      {
        visitRoot(binding.value, from: names + [name])
      }
      if calls.count + lists.count + opaques.count > count { return }
    }
    if names.contains("devShells") || names.contains("devShell") {
      let own = ofOneSystem(set.bindings, at: 0)
      if own.count < set.bindings.count {
        for binding in own { visitAttributes(binding.path?.attributes ?? [], binding, names) }
        if !isEmpty || obstacle != nil { return }
      }
    }
    if names.contains("devShells"), !Self.definesUsualShell(set) {
      visitShells(of: set, from: names)
      if !calls.isEmpty || obstacle != nil { return }
    }
    // What else a flake has are packages and images, whose inputs are their own.
    let known =
      names.contains("outputs") ? ["mkShell", "mkShellNoCC"] : EnvironmentKnowledge.makers
    let makers = set.bindings.filter { binding in
      Apply(binding.value?.unparenthesised).flatMap(Self.makerName).map(known.contains) ?? false
    }.filter { !Self.joinsOutputs($0, in: set) }
    // Commands, such as checks, are run in environments and are none where something else is.
    let others = makers.filter { binding in
      !(Apply(binding.value?.unparenthesised).flatMap(Self.makerName)?.hasPrefix("runCommand")
        ?? false)
    }
    let candidates = others.isEmpty ? makers : others
    let isOneOfSeveral = set.bindings.contains { binding in
      Apply(binding.value?.unparenthesised).flatMap(Self.makerName) == "callPackage"
    }
    if candidates.count == 1, isOneOfSeveral, names.isEmpty,
      let shell = Apply(candidates[0].value?.unparenthesised)
    {
      obstacle = Self.severalShells([shell], at: shell)
    } else if candidates.count == 1 {
      visitRoot(candidates[0].value, from: names)
    } else if let second = candidates.dropFirst().first {
      obstacle = Self.severalShells(
        candidates.compactMap { Apply($0.value?.unparenthesised) }, at: second)
    }
  }

  /// `mkShell` of `pkgs.mkShell { … }` and of `pkgs.mkShell.override { … } { … }`.
  static func makerName(_ apply: Apply) -> String? {
    let head = Call(apply.syntax, [])?.head
    guard head?.lastName == "override", let select = Select(head) else { return head?.lastName }
    let names = select.path?.attributes ?? []
    return names.count > 1 ? AttributePath.text(of: names[names.count - 2]) : select.base?.lastName
  }

  /// The names of a selection, a system's among them: `devshell.legacyPackages.${system}.mkShell`.
  private static func names(_ head: SyntaxNode) -> [String]? {
    guard let select = Select(head) else { return head.dottedNames }
    return (select.base?.dottedNames ?? []) + (select.path?.attributes.map(\.text) ?? [])
  }

  /// The file that a path names.
  private static func file(_ node: SyntaxNode) -> String? {
    let node = node.unparenthesised
    guard node.kind == .path, !node.children.contains(where: { $0.kind == .interpolation }) else {
      return nil
    }
    return node.text.hasSuffix(".nix") ? node.text : node.text + "/default.nix"
  }

  mutating func visitCall(_ apply: Apply) {
    guard visited.insert(apply.syntax).inserted else { return }
    if visitPackageCall(apply) { return }
    let owner = NixpkgsReader.overridden(by: apply)
    let name = Self.makerName(apply)
    if let owner, Select(apply.function?.unparenthesised)?.path?.lastName != "override" {
      // `X.overrideAttrs (old: { … })`.
      visitRoot(owner.base, from: [])
      if calls.isEmpty, opaques.isEmpty { unknowns.append(owner.base) }
    }
    let sets = apply.arguments.flatMap { reader.sets($0) }
    if name == "mkShell", let maker = (Call(apply.syntax, [])?.head).flatMap(Self.names) {
      if maker.contains("devenv") { return visitModules(of: sets, in: apply) }
      if let module = sets.last,
        maker.contains("devshell") || EnvironmentKnowledge.isDevshell(module)
      {
        return collect(module: module, packages: ["devshell", "packages"])
      }
    }
    let isMaker = name.map(EnvironmentKnowledge.makers.contains) ?? false
    // `packages` is an output of flakes, too, and of functions that put flakes together.
    let hasInputs = sets.contains { set in
      EnvironmentKnowledge.inputs.contains { name in
        set.defines(name) && !isFunctionOfOthers(set.value(name), name)
          && (isMaker || hasList(set.value(name)))
      }
    }
    if !hasInputs, isMaker, let base = sets.last?.value("fromImage") {
      // The packages of an image may be in the one that it is made from.
      visitRoot(base, from: [])
      if !calls.isEmpty { return }
    }
    if name == "mkDerivation", let set = sets.last, set.defines("installPhase"),
      !sets.contains(where: { $0.defines("shellHook") })
    {
      obstacle = Obstacle(node: apply.syntax, reason: .package)
      return
    }
    // A command without inputs makes something of an environment, such as a script that enters it.
    let isCommand = name?.hasPrefix("runCommand") ?? false
    if hasInputs || isMaker && !isCommand && !sets.isEmpty {
      if name?.hasPrefix("buildPython") ?? false { newInputs = "propagatedBuildInputs" }
      collect(sets)
    } else if NixpkgsImport.isImport(apply.syntax) || name == "callPackage" {
      otherFiles.append(Call(apply.syntax)?.arguments.first.flatMap(Self.file))
      let known = Set(otherFiles.compactMap { $0 }).sorted()
      obstacle = Obstacle(
        node: apply.syntax,
        reason: known.count > 1 ? .otherFiles(known) : .otherFile(otherFiles.last ?? nil))
    } else if obstacle == nil {
      obstacle = Obstacle(node: apply.syntax, reason: .unknownFunction(name))
    }
  }

  /// Whether an attribute is a function that is not given nixpkgs: `packages = p: [ p.foo ];` of Haskell's
  /// `shellFor`.
  private func isFunctionOfOthers(_ node: SyntaxNode?, _ name: String) -> Bool {
    !["targetPkgs", "extraPkgs"].contains(name)
      && Reduction.parts(of: node, .names, in: reader.knownCalls).contains {
        $0.node.kind == .lambda
      }
  }

  /// Whether an expression has a list in it; what a set inherits counts as one.
  private func hasList(_ node: SyntaxNode?) -> Bool {
    guard let node else { return true }
    let parts = Reduction.parts(
      of: node, [.names, .bodies, .branches, .concatenations, .calls], in: reader.knownCalls)
    return parts.contains { $0.node.kind == .list }
  }

  // MARK: Modules

  private static func module(at path: [String], in set: AttributeSet) -> AttributeSet? {
    AttributeSet(set.binding(at: path)?.value?.unparenthesised)
  }

  /// Takes note of the nixpkgs that a module of flake-parts has by `_module.args.pkgs`.
  private mutating func learnPackages(ofModule set: AttributeSet) {
    guard let value = set.binding(at: ["_module", "args", "pkgs"])?.value,
      let packages = reader.value(of: value), packages.kind == .packages,
      let lambda = set.syntax.ancestors.lazy.compactMap({ Lambda($0) }).first(where: \.hasPattern)
    else { return }
    reader.bind(lambda, "pkgs", to: packages)
  }

  /// Looks into the modules that devenv makes a shell of.
  private mutating func visitModules(of sets: [AttributeSet], in apply: Apply) {
    let call = sets.last { $0.defines("modules") }
    let packages = call?.value("pkgs") ?? call?.syntax
    let parts = Reduction.parts(
      of: call?.value("modules"), [.names, .elements, .concatenations], in: reader.knownCalls)
    var modules: [AttributeSet] = []
    for part in parts {
      if let lambda = Lambda(part.node) {
        // Modules get the packages that the call is given.
        let value =
          call.flatMap {
            $0.value("pkgs") == nil ? reader.value(ofName: "pkgs", at: $0.syntax) : nil
          }
          ?? packages.flatMap { reader.value(of: $0) }
        if let value { reader.bind(lambda, to: value) }
        modules += Reduction.parts(of: lambda.body, []).compactMap { AttributeSet($0.node) }
      } else if let set = AttributeSet(part.node) {
        modules.append(set)
      }
    }
    guard let module = modules.last(where: { $0.defines("packages") }) ?? modules.last else {
      obstacle = Obstacle(node: apply.syntax, reason: .otherFile(nil))
      return
    }
    for other in modules where other != module { readLanguages(of: other) }
    collect(module: module, packages: ["packages"])
  }

  /// Collects the list of packages of a module.
  private mutating func collect(module: AttributeSet, packages path: [String]) {
    guard !calls.contains(module) else { return }
    calls.append(module)
    hasSetupHooks = false
    newInputs = path.joined(separator: ".")
    readLanguages(of: module)
    for path in [path, [path[path.count - 1]]] {
      guard let value = module.binding(at: path)?.value else { continue }
      return collect(value, Use(.inputs(newInputs), module.syntax))
    }
  }

  /// The Python or R that a module of devenv has by itself takes the packages, where it can.
  private mutating func readLanguages(of module: AttributeSet) {
    if let place = ownInterpreter("python", of: module) {
      pythonObstacle = Obstacle(node: place, reason: .foreignPython)
    }
    if let place = ownInterpreter("r", of: module) {
      rObstacle = Obstacle(node: place, reason: .foreignR)
    }
  }

  /// What a module says of the interpreter that it has by itself; nil if it has none, or if that one's packages
  /// are seen.
  private mutating func ownInterpreter(_ name: String, of module: AttributeSet) -> SyntaxNode? {
    let path = ["languages", name]
    if let package = module.binding(at: path + ["package"])?.value {
      let made = Reduction.parts(of: package, .names, in: reader.knownCalls).first?.node
      if let apply = Apply(made), visitPackageCall(apply) { return nil }
      return package
    }
    let enable = module.binding(at: path + ["enable"])
    return enable?.value?.text == "true" ? enable?.syntax : nil
  }

  /// Collects the lists of sets that are joined; the last one that has a list is the one that counts.
  private mutating func collect(_ sets: [AttributeSet]) {
    let names = EnvironmentKnowledge.inputs
    func takes(_ set: AttributeSet, _ name: String) -> Bool {
      set.defines(name) && !isFunctionOfOthers(set.value(name), name)
    }
    guard let main = sets.last(where: { set in names.contains { takes(set, $0) } }) ?? sets.last,
      !calls.contains(main)
    else { return }
    calls.append(main)
    for name in names {
      guard let set = sets.last(where: { takes($0, name) }) else { continue }
      if let value = set.value(name) {
        collect(value, Use(.inputs(name), set.syntax))
      } else if let inherit = set.inherits.first(where: { $0.names.contains(name) }),
        inherit.source == nil
      {
        switch set.syntax.meaning(of: name) {
        case .binding(let binding)?: collect(binding.value, Use(.inputs(name), set.syntax))
        // `mk = packages: pkgs.mkShell { inherit packages; };`
        case .parameter? where !set.isRecursive:
          let attribute = inherit.attributes.first { $0.text == name }
          collect(attribute, Use(.inputs(name), set.syntax))
        default: break
        }
      }
    }
    // Other shells whose inputs come along.
    for set in sets {
      let parts = Reduction.parts(
        of: set.value("inputsFrom"), [.names, .concatenations, .elements], in: reader.knownCalls)
      unknowns += parts.map(\.node)
      takenOver.formUnion(parts.map(\.node))
    }
  }
}

extension SyntaxNode {
  /// The bindings of a set whose path begins with a name.
  fileprivate func bindings(of name: String) -> [Binding] {
    children.compactMap { Binding($0) }.filter { binding in
      binding.path?.attributes.first.flatMap(AttributePath.text) == name
    }
  }
}
