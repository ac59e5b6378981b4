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

    /// Whether a name is that of something with the language in it.
    func isIn(_ name: String) -> Bool {
      let name = name.lowercased().filter { $0 != "-" && $0 != "_" }
      switch self {
      case .python:
        return ["python", "pyenv", "poetryenv", "virtualenv", "jupyter"]
          .contains(where: name.contains)
      case .r:
        return ["rwrapper", "rstudio", "radian", "rpackages"].contains(where: name.contains)
          || ["renv", "myr"].contains(name)
      }
    }
  }

  /// Whether the name of what looks like a part of nixpkgs is that of an environment, which some overlay has
  /// added: nixpkgs itself has none by such a name.
  private static func namesEnvironment(_ value: NixpkgsValue) -> Bool {
    guard case .other(let path) = value.kind, let name = path.last?.lowercased() else {
      return false
    }
    return ["python", "poetry", "pyenv"].contains(where: name.contains)
      && (name.contains("env") || name.contains("with") || name.hasSuffix("packages"))
      && name != "pythonmanylinuxpackages"
  }

  /// How many definitions are followed.
  private static let definitionLimit = 64

  private func hidden(_ language: Language) -> (SyntaxNode, String)? {
    let inputs = opaques.filter { if case .inputs = $0.role { true } else { false } }
    for node in inputs.map(\.node) + unknowns {
      var seen: Set<SyntaxNode> = []
      if let name = name(of: language, in: node, &seen) { return (node, name) }
    }
    guard language == .python else { return nil }
    return entries.first { Self.namesEnvironment($0.value) }.map {
      ($0.node, $0.node.lastName ?? "")
    }
  }

  /// The first name in an expression, or in the definitions that it uses, that tells of a language.
  private func name(
    of language: Language, in node: SyntaxNode, _ seen: inout Set<SyntaxNode>
  ) -> String? {
    guard seen.count < Self.definitionLimit, seen.insert(node).inserted else { return nil }
    let node = node.unparenthesised
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

  /// Whether a function makes one program or package, which keeps its interpreter for itself.
  private static func makesPackage(_ name: String) -> Bool {
    if ["buildEnv", "buildFHSEnv", "buildFHSUserEnv"].contains(name) { return false }
    return ["build", "write", "runCommand", "fetch", "wrap"].contains(where: name.hasPrefix)
      || ["mkDerivation", "callPackage", "import"].contains(name)
  }
}
