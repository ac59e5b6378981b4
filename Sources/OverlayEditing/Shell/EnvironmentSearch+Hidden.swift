import NixSyntax

/// A Python or an R in inputs that are not understood: beside it, a second one would not be the one
/// that runs.
///
///     buildInputs = python.libraries ++ [ git ];     # `python` says so
///     packages = [ self'.packages.pythonEnv ];       # `pythonEnv` says so
extension EnvironmentSearch {
  /// The first input that may have a Python; nil if none has, as far as the names in its text tell.
  var hiddenPython: Obstacle? {
    hidden(.python).map { Obstacle(node: $0, reason: .hiddenPython(name: $1)) }
  }

  /// An input that is called an environment of Python, where no Python stands beside it by itself, or that is the
  /// Python of another program.
  var hiddenEnvironment: Obstacle? {
    if let entry = entries.first(where: { Self.isOwnInterpreter($0.value) }) {
      return Obstacle(
        node: entry.node, reason: .hiddenPython(name: entry.node.lastName ?? "python"))
    }
    guard !entries.contains(where: { Language.python.isIn($0.value) }),
      let (node, name) = hidden(.python), name.lowercased().contains("env")
    else { return nil }
    return Obstacle(node: node, reason: .hiddenPython(name: name))
  }

  /// The first input that may have an R; nil if none has.
  var hiddenR: Obstacle? { hidden(.r).map { Obstacle(node: $0, reason: .hiddenR(name: $1)) } }

  /// The lists of an environment none of which can be seen, and that only the file's caller knows.
  var hiddenLists: Obstacle? {
    func isOfInputs(_ role: Role) -> Bool {
      if case .inputs = role { true } else { false }
    }
    guard !lists.contains(where: { isOfInputs($0.role) }) else { return nil }
    for opaque in opaques where isOfInputs(opaque.role) {
      var node = opaque.node.unparenthesised
      while let select = Select(node), let base = select.base { node = base.unparenthesised }
      guard node.kind == .identifier, !Self.everyFilesArguments.contains(node.text),
        case .parameter(let lambda, nil)? = node.definition(of: node.text),
        lambda.syntax == node.tree.expression?.unparenthesised
      else { continue }
      return Obstacle(node: opaque.node, reason: .hiddenLists(argument: node.text))
    }
    return nil
  }

  /// What modules and flakes' files are given, whatever is in them.
  private static let everyFilesArguments: Set<String> = [
    "pkgs", "lib", "config", "self", "self'", "inputs", "inputs'", "system",
  ]

  /// Whether there are several shells and none is the usual one.
  var isChoiceOpen: Bool {
    if case .severalShells? = obstacle?.reason { true } else { false }
  }

  /// Whether a set of shells has the usual one, which alone counts, also where it is not understood.
  static func definesUsualShell(_ set: AttributeSet) -> Bool {
    set.bindings.contains { binding in
      binding.path?.attributes.last.flatMap(AttributePath.text) == "default"
    }
  }

  /// Whether a set of shells is joined with others that can't be seen: `import ./shells // { … }`.
  static func isBesideOthers(_ set: AttributeSet) -> Bool {
    guard let update = Binary(set.syntax.parenthesised.parent), update.operatorKind == .update,
      let other = update.left == set.syntax.parenthesised ? update.right : update.left
    else { return false }
    return other.unparenthesised.kind != .attributeSet
  }

  private enum Language {
    case python, r

    /// Whether a part of nixpkgs runs the language, or is for what does.
    func isIn(_ value: NixpkgsValue) -> Bool {
      switch (self, value.kind) {
      // What is made for an interpreter has that one inside.
      case (_, .pythonPackage): false
      case (.python, _): value.interpreter != nil
      // Beside `R` itself, packages are found.
      case (.r, .rWrapper), (.r, .rSet): true
      case (.r, _): false
      }
    }

    /// Whether a call makes an environment with packages of the language.
    func isMade(by call: Apply) -> Bool {
      guard let names = call.function?.dottedNames else { return false }
      return switch self {
      case .python: names.last == "withPackages" || names.suffix(2) == ["buildEnv", "override"]
      case .r: names.last == "override" && names.contains { $0.hasSuffix("Wrapper") }
      }
    }

    /// Whether a name is that of something with the language in it.
    func isIn(_ name: String) -> Bool {
      let name = name.lowercased().filter { $0 != "-" && $0 != "_" }
      switch self {
      case .python:
        return ["python", "pyenv", "poetryenv", "virtualenv", "jupyter"]
          .contains(where: name.contains)
          || name.contains("venv") && !name.contains("devenv") && !name.hasSuffix("hook")
      case .r:
        return ["rwrapper", "rstudio", "radian", "rpackages"].contains(where: name.contains)
          || ["renv", "myr"].contains(name)
      }
    }
  }

  /// Whether the name of what looks like a part of nixpkgs is that of an environment, which some overlay has
  /// added: nixpkgs itself has none by such a name.
  private static func namesEnvironment(_ value: NixpkgsValue) -> Bool {
    guard case .other(let path) = value.kind, let written = path.last else { return false }
    let name = written.lowercased()
    // `shelfPython`, but not `libxml2Python`, which is a library.
    if written.hasSuffix("Python"), !written.hasPrefix("lib") { return true }
    return ["python", "poetry", "pyenv"].contains(where: name.contains)
      && (name.contains("env") || name.contains("with")
        || ["packages", "pkgs", "libs", "deps"].contains(where: name.hasSuffix))
      && name != "pythonmanylinuxpackages"
  }

  /// Whether a part of nixpkgs is the Python that a program has for itself: `blender.pythonPackages.python`, but
  /// not `vscode-extensions.ms-python.python`.
  private static func isOwnInterpreter(_ value: NixpkgsValue) -> Bool {
    guard case .other(let path) = value.kind, path.count > 1, let name = path.last,
      NixpkgsValue.isInterpreter(name)
    else { return false }
    return name != "python"
      || ["pythonPackages", "python3Packages", "pkgs", "passthru"].contains(path[path.count - 2])
  }

  /// Whether what looks like a part of nixpkgs is called an environment, as what another tool's overlay adds.
  private static func isCalledEnvironment(_ value: NixpkgsValue) -> Bool {
    guard case .other(let path) = value.kind, let name = path.last?.lowercased() else {
      return false
    }
    return name.hasSuffix("env")
  }

  /// How many definitions are followed.
  private static let definitionLimit = 64

  private func hidden(_ language: Language) -> (SyntaxNode, String)? {
    let inputs = opaques.filter { if case .inputs = $0.role { true } else { false } }
    if language == .python, let (node, name) = shellOfAnotherFlake { return (node, name) }
    if language == .python, let tool = otherTool,
      let unseen = (inputs.map(\.node) + unknowns).first(where: { !isScript($0.unparenthesised) })
    {
      return (unseen, tool)
    }
    for node in inputs.map(\.node) + unknowns {
      var seen: Set<SyntaxNode> = []
      if let name = name(of: language, in: node, &seen) { return (node, name) }
    }
    if language == .python, let node = pythonBesideInputs { return (node, node.text) }
    if language == .python, let (node, name) = manager { return (node, name) }
    let isOfTool = language == .python && otherTool != nil
    return entries.first {
      language == .python
        && (Self.namesEnvironment($0.value) || Self.isOwnInterpreter($0.value))
        || isMade(by: language, $0)
        || isOfTool && Self.isCalledEnvironment($0.value)
    }.map { ($0.node, $0.node.lastName ?? "") }
  }

  /// The first name in an expression, or in the definitions that it uses, that tells of a language.
  private func name(
    of language: Language, in node: SyntaxNode, _ seen: inout Set<SyntaxNode>
  ) -> String? {
    guard seen.count < Self.definitionLimit, seen.insert(node).inserted else { return nil }
    let node = node.unparenthesised
    if language == .python, let name = foreignMaker(of: node) { return name }
    if ownPackages(node).contains(where: language.isMade) { return node.lastName }
    if isScript(node) { return nil }
    if node.kind == .identifier || node.kind == .select {
      if let value = reader.value(of: node) { return language.isIn(value) ? node.text : nil }
      let attributes = Select(node)?.path?.attributes.map(\.text)
      if let name = (attributes ?? [node.text]).first(where: language.isIn) { return name }
    }
    switch node.kind {
    case .identifier:
      let definition: SyntaxNode?
      switch node.meaning(of: node.text) {
      case .binding(let binding)?: definition = binding.value
      case .inherited(let inherit, _)?: definition = inherit.source
      default: definition = nil
      }
      return definition.flatMap { name(of: language, in: $0, &seen) }
    case .apply where Self.makesPackage(Apply(unchecked: node).functionName ?? ""): return nil
    // What has no interpreter in it has only packages of its set.
    case .with: return With(unchecked: node).body.flatMap { name(of: language, in: $0, &seen) }
    case .string, .indentedString, .path: return nil
    case .inherit:
      // `inherit (pkgs) python3;`, but not `inherit (python3Packages) numpy;`, which names packages.
      let inherit = Inherit(unchecked: node)
      if let source = inherit.source, let set = reader.value(of: source) {
        return inherit.names.first { set.selecting($0).map(language.isIn) ?? false }
      }
    default: break
    }
    for child in node.children {
      if let name = name(of: language, in: child, &seen) { return name }
    }
    return nil
  }

  /// Whether what looks like a part of nixpkgs is an environment that an overlay in the file makes:
  /// `rEnv = final.rWrapper.override { packages = …; };`.
  private func isMade(by language: Language, _ entry: Entry) -> Bool {
    guard case .other(let path) = entry.value.kind, path.count == 1 else { return false }
    return entry.node.tree.root.descendants(Binding.self).contains { binding in
      guard binding.name == path[0],
        binding.syntax.ancestors.contains(where: { Lambda($0)?.isOverlay ?? false }),
        let call = Apply(binding.value?.unparenthesised)
      else { return false }
      return language.isMade(by: call)
    }
  }

  /// A Python that a shell names outside of its inputs, as in `export PATH=${env}/bin:$PATH`: beside it,
  /// another would not be the one that runs.
  private var pythonBesideInputs: SyntaxNode? {
    for call in calls {
      for binding in call.bindings {
        let name = binding.path?.attributes.first.flatMap(AttributePath.text) ?? ""
        guard !EnvironmentKnowledge.inputs.contains(name), name != "inputsFrom" else { continue }
        let named = binding.syntax.descendants.first { node in
          guard [.identifier, .select, .apply].contains(node.kind),
            node.parent?.kind != .attributePath
          else { return false }
          return namesInterpreter(node)
            || Reduction.parts(of: node, .names, in: reader.knownCalls)
              .contains { Apply($0.node).map(Language.python.isMade) ?? false }
        }
        if let named { return named }
      }
    }
    return nil
  }

  /// Whether an expression is an interpreter of nixpkgs, or a part of one: `python3.interpreter`.
  private func namesInterpreter(_ node: SyntaxNode) -> Bool {
    func isOne(_ value: NixpkgsValue?) -> Bool {
      if case .interpreter? = value?.kind { true } else { false }
    }
    if isOne(reader.value(of: node)) { return true }
    guard let select = Select(node) else { return false }
    var value = select.base.flatMap { reader.value(of: $0) }
    return isOne(value)
      || (select.path?.attributes ?? []).contains { attribute in
        value = AttributePath.text(of: attribute).flatMap { value?.selecting($0) }
        return isOne(value)
      }
  }

  /// The inputs of a shell that another flake has, as far as that one is an input by its name:
  /// `lab.devShells.${system}.default.buildInputs`.
  private var shellOfAnotherFlake: (SyntaxNode, String)? {
    for node in opaques.map(\.node) + unknowns {
      for select in [node] + Array(node.descendants) {
        guard let view = Select(select), var names = view.base?.dottedNames,
          let attributes = view.path?.attributes
        else { continue }
        names += attributes.map(\.text)
        if names.first == "inputs" { names.removeFirst() }
        guard names.count > 1, ["devShells", "devShell"].contains(names[1]),
          !["self", "self'", "config"].contains(names[0])
        else { continue }
        return (select, "\(names[0]).\(names[1])")
      }
    }
    return nil
  }

  /// A tool that makes environments of Python by itself, where the file names one: it may have made what is not
  /// seen.
  private var otherTool: String? {
    let tools: Set<String> = [
      "uv2nix", "pyproject-nix", "poetry2nix", "pypi2nix", "mach-nix", "machNix", "pip2nix",
      "dream2nix",
    ]
    let node = lists.first?.node ?? opaques.first?.node ?? unknowns.first
    return node?.tree.root.tokens.first { $0.kind == .identifier && tools.contains($0.text) }?.text
  }

  /// A program that manages the Python of a project, beside a package whose inputs are taken over and not
  /// seen: those are of its Python.
  private var manager: (SyntaxNode, String)? {
    guard let other = unknowns.first(where: isOfAnotherShell) else { return nil }
    for name in ["poetry", "uv", "pdm", "pipenv"]
    where entries.contains(where: { $0.value.kind == .other([name]) }) {
      return (other, name)
    }
    return nil
  }

  /// Whether the inputs of something are taken over.
  func isOfAnotherShell(_ node: SyntaxNode) -> Bool {
    takenOver.contains(node) || node.ancestors.contains { Binding($0)?.name == "inputsFrom" }
  }

  /// A list of inputs that another file has, so that what is in it is not known.
  var listOfAnotherFile: Obstacle? {
    for opaque in opaques {
      guard case .inputs = opaque.role, let call = Apply(opaque.node.unparenthesised),
        NixpkgsImport.isImport(call.syntax), let path = call.arguments.first, path.kind == .path
      else { continue }
      return Obstacle(node: opaque.node, reason: .otherFile(path.text))
    }
    return nil
  }

  /// What an expression is made by, or a package of the same flake that it names, if that is another tool's
  /// function: `self.packages.${system}.app` of `packages.app = poetry2nix.mkPoetryApplication { … };`.
  private func foreignMaker(of node: SyntaxNode) -> String? {
    func maker(_ apply: Apply?) -> String? {
      let name = apply?.functionName ?? ""
      return EnvironmentKnowledge.foreignPythonMakers.contains(name) ? name : nil
    }
    if let name = maker(Apply(node)) { return name }
    return ownPackages(node).lazy.compactMap { maker($0) }.first
  }

  /// The calls that make a package of the same flake which an expression names:
  /// `self.packages.${system}.app`, or `packages.app` in a recursive set.
  func ownPackages(_ node: SyntaxNode) -> [Apply] {
    guard let select = Select(node), let attributes = select.path?.attributes,
      let base = select.base?.text,
      ["self", "self'", "config", "inputs", "packages", "defaultPackage"].contains(base),
      ([base] + attributes.map(\.text)).contains(where: {
        ["packages", "defaultPackage"].contains($0)
      }),
      let name = attributes.last.flatMap(AttributePath.text)
    else { return [] }
    return node.tree.root.descendants(Binding.self)
      .filter { $0.path?.attributes.last.flatMap(AttributePath.text) == name }
      .flatMap { binding in
        Reduction.parts(of: binding.value, .names, in: reader.knownCalls).compactMap {
          Apply($0.node)
        }
      }
  }

  /// Whether a name stands for a script, whatever it is called; one that is called like the interpreter is
  /// taken for it.
  private func isScript(_ node: SyntaxNode) -> Bool {
    guard node.kind == .identifier, case .binding(let binding)? = node.meaning(of: node.text),
      let call = Apply(binding.value?.unparenthesised), let maker = call.functionName,
      ["writeShellScript", "writeScript", "writeShellApplication"].contains(where: maker.hasPrefix)
    else { return false }
    let name =
      StringLiteral(call.arguments.first?.unparenthesised)?.value
      ?? AttributeSet(call.arguments.first?.unparenthesised)?.value("name")
      .flatMap { StringLiteral($0.unparenthesised)?.value }
    return name.map { !NixpkgsValue.isInterpreter($0) && $0 != "jupyter" && $0 != "R" } ?? false
  }

  /// Whether a function makes one program or package, which keeps its interpreter for itself.
  private static func makesPackage(_ name: String) -> Bool {
    if ["buildEnv", "buildFHSEnv", "buildFHSUserEnv"].contains(name) { return false }
    return ["build", "write", "runCommand", "fetch", "wrap"].contains(where: name.hasPrefix)
      || ["mkDerivation", "callPackage", "import"].contains(name)
  }
}
