import NixSyntax

/// The lists of an environment, and what is in them.
extension EnvironmentSearch {
  /// What lists are collected for.
  struct Use {
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

  /// Collects the lists that an expression is put together from.
  mutating func collect(_ node: SyntaxNode?, _ use: Use) {
    let parts = Reduction.parts(
      of: node, [.names, .concatenations, .calls], in: reader.knownCalls,
      knowledge: Self.joined(by:))
    for part in parts {
      reader.learn(part.calls)
      if let list = List(part.node) {
        add(list, use)
      } else if let lambda = Lambda(part.node) {
        if use.isInputs, let name = lambda.name {
          // `targetPkgs = pkgs: [ … ]`, which has the nixpkgs of the call.
          let outer = lambda.syntax.parent.flatMap { reader.value(ofName: name, at: $0) }
          let maker = Select(Apply(use.owner.parenthesised.parent)?.function?.unparenthesised)?.base
          let source =
            outer?.source ?? reader.scopes(at: part.node).compactMap { $0 }.first?.source
            ?? maker.flatMap { reader.value(of: $0)?.source }
          reader.bind(lambda, to: NixpkgsValue(.packages, source: source))
        }
        collect(lambda.body, use)
      } else if let apply = Apply(part.node), Self.isJoin(apply) {
        visitCall(apply)
      } else {
        // A list of what a set inherits takes packages of R by name; nothing else is seen in it.
        if use.isInputs, let apply = Apply(part.node), !addClauses(apply, use) {
          lookIntoCondition(apply)
        }
        opaques.append(Opaque(node: part.node.parenthesised, role: use.role, owner: use.owner))
      }
    }
  }

  /// Looks for the one environment that is among the inputs under a condition; of several none is taken, and
  /// other inputs of the kind are no place for packages.
  private mutating func lookIntoCondition(_ apply: Apply) {
    guard apply.functionName == "optionals", let list = List(apply.arguments.last?.unparenthesised)
    else { return }
    let environments = apply.syntax.tree.root.descendants(Apply.self).filter { call in
      call.functionName == "withPackages" && call.syntax.isUnderCondition
    }
    guard environments.count == 1, let only = environments.first else { return }
    for element in list.elements where element.unparenthesised == only.syntax {
      _ = visitPackageCall(only)
    }
  }

  /// The lists that a call joins.
  @Sendable private static func joined(by call: Call) -> Reduction.Step? {
    switch call.name {
    case "flatten", "unique": return .to(call.arguments)
    case "concatLists":
      // Its argument is a list of lists.
      return List(call.arguments.first?.unparenthesised).map { .to($0.elements) }
    default: return nil
    }
  }

  /// Whether a call makes an environment of a Python that is not known to be nixpkgs' own.
  private static func isForeignPython(_ apply: Apply) -> Bool {
    if EnvironmentKnowledge.foreignPythonMakers.contains(apply.functionName ?? "") { return true }
    guard let names = apply.function?.dottedNames else { return false }
    let interpreter: ArraySlice<String>
    if names.last == "withPackages" {
      interpreter = names.dropLast()
    } else if names.suffix(2) == ["buildEnv", "override"] {
      interpreter = names.dropLast(2)
    } else {
      return false
    }
    return interpreter.last?.lowercased().contains("py") ?? false
  }

  /// What people call an environment of Python besides names with that word.
  private static let environmentNames: Set<String> = [
    "py", "pyenv", "py-env", "poetry", "poetryenv", "poetry-env", "venv", "virtualenv",
  ]

  /// Whether a call takes in another file that makes an environment of Python, as far as its name or
  /// the one that it is bound to says: beside that one, a second Python would not be the one that runs.
  private static func isPythonOfAnotherFile(_ apply: Apply, named name: String?) -> Bool {
    guard ["import", "callPackage"].contains(apply.functionName ?? ""),
      let file = apply.arguments.first, file.kind == .path
    else { return false }
    let parts = file.text.lowercased().split(separator: "/")
    let own = parts.last == "default.nix" ? parts.dropLast().last : parts.last
    if own?.contains("python") ?? false { return true }
    let stem = own.map { $0.hasSuffix(".nix") ? $0.dropLast(4) : $0 } ?? ""
    if environmentNames.contains(String(stem)) { return true }
    guard let name = name?.lowercased() else { return false }
    if environmentNames.contains(name) { return true }
    guard name.contains("python") else { return false }
    if ["env", "with", "packages"].contains(where: name.contains) { return true }
    // `myPython`, but not `nix-python`, which is a package.
    return name.hasSuffix("python") && (!name.hasSuffix("-python") || name == "my-python")
  }

  /// Whether an interpreter is chosen by a name that is put together: `pkgs."python${version}"`.
  private static func isComputedPython(_ select: Select) -> Bool {
    guard let path = select.path, path.names == nil else { return false }
    return path.syntax.text.hasPrefix("\"python")
  }

  /// Notes an interpreter of a computed name whose packages a list takes: `with python.pkgs; [ … ]`.
  private mutating func noteComputedPython(around list: List) {
    let outer = list.syntax.ancestors.first { ![.binary, .parenthesised].contains($0.kind) }
    guard let scope = With(outer)?.scope else { return }
    var node = scope.unparenthesised
    var selects: [Select] = []
    while let select = Select(node), let base = select.base {
      selects.append(select)
      node = base.unparenthesised
    }
    selects += Reduction.parts(of: node, .names, in: reader.knownCalls).compactMap {
      Select($0.node)
    }
    guard selects.contains(where: Self.isComputedPython) else { return }
    pythonObstacle = Obstacle(node: scope, reason: .computedPython)
  }

  private static func isJoin(_ apply: Apply) -> Bool {
    ["buildEnv", "symlinkJoin"].contains(apply.functionName ?? "")
  }

  private mutating func add(_ list: List, _ use: Use) {
    if let known = lists.firstIndex(where: { $0.node == list.syntax }) {
      // A list may be an input and a wrapper's, too.
      if use.role != lists[known].role { shared[use.owner, default: []].append(known) }
      return
    }
    let index = lists.count
    lists.append(PackageList(node: list.syntax, role: use.role, owner: use.owner))
    if use.isInputs { noteComputedPython(around: list) }
    for (place, element) in list.elements.enumerated() {
      visit(element, list: index, place: place, use)
    }
  }

  private mutating func visit(_ element: SyntaxNode, list: Int, place: Int, _ use: Use) {
    let node = element.unparenthesised
    switch node.kind {
    case .list, .with: collect(node, use)
    case .identifier where !use.isInputs && isList(node): collect(node, use)
    case .binary where Binary(unchecked: node).operatorKind == .concatenate: collect(node, use)
    case .identifier, .select, .apply, .letIn, .ifElse:
      if let value = reader.value(of: node), NixpkgsValue.Kind.packages != value.kind,
        !isEnvironmentCall(node, value)
      {
        entries.append(Entry(list: list, element: place, node: element, value: value))
        if case .other = value.kind { lookInto(node, use) }
      } else {
        follow(node, use)
      }
    default: if use.isInputs { unknowns.append(node) }
    }
  }

  /// Whether a name stands for a list in the text, or several.
  private func isList(_ node: SyntaxNode) -> Bool {
    let parts = Reduction.parts(
      of: node, [.names, .concatenations], in: reader.knownCalls, knowledge: Self.joined(by:))
    return !parts.isEmpty && parts.allSatisfy { $0.node.kind == .list }
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
  private mutating func follow(_ node: SyntaxNode, _ use: Use) {
    for part in Reduction.parts(of: node, .names, in: reader.knownCalls) {
      let isList =
        part.node.kind == .list
        || use.isInputs && Binary(part.node)?.operatorKind == .concatenate
      if isList {
        collect(part.node, Use(.inputs(""), part.node))
      } else if let apply = Apply(part.node) {
        if addClauses(apply, use) { continue }
        guard visited.insert(apply.syntax).inserted else { continue }
        if visitPackageCall(apply) { continue }
        if Self.isForeignPython(apply) {
          pythonObstacle = Obstacle(node: apply.syntax, reason: .foreignPython)
        } else if Self.isPythonOfAnotherFile(apply, named: node.lastName) {
          pythonObstacle = Obstacle(node: apply.syntax, reason: .pythonInOtherFile)
        }
        if Self.isJoin(apply) {
          visited.remove(apply.syntax)
          visitCall(apply)
        } else {
          if use.isInputs { unknowns.append(node) }
          visitKernels(apply, use)
        }
      } else if let select = Select(part.node), let base = select.base,
        visited.insert(part.node).inserted
      {
        if Self.isComputedPython(select) {
          pythonObstacle = Obstacle(node: part.node, reason: .computedPython)
        }
        if use.isInputs { unknowns.append(node) }
        follow(base, use)
      } else if part.node.kind == .identifier, use.isInputs {
        unknowns.append(node)
      }
    }
  }

  /// Looks into the call of a tool that may have an R of its own.
  private mutating func lookInto(_ node: SyntaxNode, _ use: Use) {
    for part in Reduction.parts(of: node, .names, in: reader.knownCalls) {
      guard let apply = Apply(part.node), visited.insert(apply.syntax).inserted else { continue }
      if !visitPackageCall(apply) { visitKernels(apply, use) }
    }
  }

  /// Looks for the environments that Jupyter's kernels run: `jupyter.override { definitions = …; }`,
  /// where a kernel names its program in a string.
  private mutating func visitKernels(_ apply: Apply, _ use: Use) {
    let sets = apply.arguments.flatMap { reader.sets($0) }
    guard NixpkgsReader.overridden(by: apply) != nil,
      let kernels = sets.lazy.compactMap({ $0.value("definitions") }).first
    else { return }
    for part in Reduction.parts(of: kernels, .names, in: reader.knownCalls) {
      for string in part.node.descendants(StringLiteral.self) {
        for case .expression(let program) in string.parts {
          follow(program.unparenthesised, use)
        }
      }
    }
  }

  // MARK: Environments of Python and R

  /// Looks into a call that makes an environment of Python or R packages.
  mutating func visitPackageCall(_ apply: Apply) -> Bool {
    if let function = apply.function, let value = reader.value(of: function),
      case .withPackages(let interpreter) = value.kind
    {
      var set = NixpkgsValue(.pythonSet(interpreter), source: value.source)
      set.origin = value.origin
      collect(
        function: apply.arguments.first, of: set, Use(.python(interpreter), apply.syntax))
      return true
    }
    guard let value = reader.value(of: apply.syntax) else { return false }
    let name: String
    let role: Role
    switch value.kind {
    // Quarto has an R of its own, which gets packages only by this argument.
    case .other(["quarto"])
    where reader.sets(apply.arguments.first).contains(where: { $0.defines("extraRPackages") }):
      (name, role) = ("extraRPackages", .r)
    case .pythonEnvironment(let interpreter): (name, role) = ("extraLibs", .python(interpreter))
    case .rWrapper: (name, role) = ("packages", .r)
    default: return false
    }
    let set = reader.sets(apply.arguments.first).last { $0.defines(name) }
    if let packages = set?.value(name) {
      collect(packages, Use(role, apply.syntax))
    } else if case .binding(let binding)? = set?.syntax.meaning(of: name) {
      collect(binding.value, Use(role, apply.syntax))
    } else if role == .r {
      rObstacle = Obstacle(node: apply.syntax, reason: .unknownRPackages)
    } else {
      pythonObstacle = Obstacle(node: apply.syntax, reason: .unknownPythonPackages)
    }
    return true
  }

  /// Looks into the function that `withPackages` is given.
  private mutating func collect(function: SyntaxNode?, of set: NixpkgsValue, _ use: Use) {
    let part = Reduction.parts(of: function, .names, in: reader.knownCalls).first
    if let lambda = Lambda(part?.node) {
      reader.bind(lambda, to: set)
      collect(lambda.body, use)
    } else if let place = part?.node ?? function {
      pythonObstacle = Obstacle(
        node: place,
        reason: NixpkgsImport.isImport(place) ? .pythonInOtherFile : .noPythonFunction)
    }
  }
}
