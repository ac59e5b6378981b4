import NixSyntax

/// The choice among several shells of a file, and among the systems that a flake has one for.
extension EnvironmentSearch {
  /// Whether a call is bound to `devShells.….default` or `devShell` of what may be a flake, on no condition.
  static func isDevelopmentShell(_ call: Apply) -> Bool {
    let around = Array(call.syntax.ancestors)
    let names = around.compactMap { Binding($0) }.flatMap { binding in
      binding.path?.attributes.map(\.text) ?? []
    }
    return ["default", "devShell"].contains(boundName(call))
      && (names.contains("devShells") || names.contains("devShell"))
      && names.contains("outputs") && !around.contains { $0.kind == .ifElse }
  }

  /// Whether a member of a set joins what others of it make, and is no environment by its name.
  static func joinsOutputs(_ binding: Binding, in set: AttributeSet) -> Bool {
    guard set.members.count > 1, let call = Apply(binding.value?.unparenthesised),
      makerName(call) == "symlinkJoin"
    else { return false }
    let words = NameWords.of(binding.name ?? "")
    return !["env", "environment", "shell", "profile", "default"].contains(where: words.contains)
  }

  static func severalShells(_ shells: [Apply], at second: some SyntaxView) -> Obstacle {
    let names = shells.compactMap(boundName)
    return Obstacle(
      node: second.syntax, reason: .severalShells(names.count == shells.count ? names : []))
  }

  mutating func visitShell(named name: String, in tree: SyntaxTree) {
    let calls = tree.root.descendants(Apply.self).filter { apply in
      Self.makerName(apply).map(EnvironmentKnowledge.makers.contains) ?? false
    }
    if let call = calls.first(where: { Self.boundName($0) == name }) { return visitCall(call) }
    obstacle = Obstacle(
      node: tree.expression ?? tree.root,
      reason: .noShell(name: name, others: calls.compactMap(Self.boundName)))
  }

  /// The name that a call is bound to, such as `python` of `devShells.${system}.python = …`.
  static func boundName(_ call: Apply) -> String? {
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

  /// Looks into `devShells`, or what it has for a system: the only shell in it, since none is the usual one.
  mutating func visitShells(of set: AttributeSet, from names: [String]) {
    var shells: [Binding] = []
    for binding in ofOneSystem(set.bindings, at: 0) {
      guard let first = binding.path?.attributes.first else { continue }
      if Self.isSystem(first) {
        // `devShells.x86_64-linux = { default = …; }` and `devShells.${system}.default = …`.
        visitAttributes(
          Array((binding.path?.attributes ?? []).dropFirst()), binding, names + [first.text])
        if !calls.isEmpty { return }
      } else {
        shells.append(binding)
      }
    }
    let made = shells.compactMap { Apply($0.value?.unparenthesised) }.filter { apply in
      !NixpkgsImport.isImport(apply.syntax) && Self.makerName(apply) != "callPackage"
    }
    if shells.count > 1 || Self.isBesideOthers(set), let last = made.last {
      obstacle = Self.severalShells(made, at: last)
    } else {
      for shell in shells { visitRoot(shell.value, from: names + [""]) }
    }
  }

  /// Whether an attribute is the name of a system, or stands for one.
  static func isSystem(_ attribute: SyntaxNode) -> Bool {
    guard let text = AttributePath.text(of: attribute) else { return true }
    return ["-linux", "-darwin"].contains(where: text.hasSuffix)
  }

  /// Goes on with the rest of a binding's path, of which a system's name may be one.
  mutating func visitAttributes(
    _ attributes: [SyntaxNode], _ binding: Binding, _ names: [String]
  ) {
    guard let last = attributes.last else { return visitRoot(binding.value, from: names) }
    let isUsual = AttributePath.text(of: last).map(EnvironmentKnowledge.ways.contains) ?? true
    if isUsual || Self.isSystem(last) {
      visitRoot(binding.value, from: names + attributes.map(\.text))
    }
  }

  /// Of bindings that have the names of several systems at a place of their paths, those for one system.
  mutating func ofOneSystem(_ bindings: [Binding], at place: Int) -> [Binding] {
    func system(_ binding: Binding) -> String? {
      guard let attributes = binding.path?.attributes, attributes.indices.contains(place),
        Self.isSystem(attributes[place])
      else { return nil }
      return AttributePath.text(of: attributes[place])
    }
    var named: [String] = []
    for name in bindings.compactMap(system) where !named.contains(name) { named.append(name) }
    guard named.count > 1 else { return bindings }
    systems += named.filter { !systems.contains($0) }
    let own = self.system.flatMap { named.contains($0) ? $0 : nil } ?? named[0]
    return bindings.filter { system($0) == nil || system($0) == own }
  }

  /// The interpreter that the environment has; nil if it has none, as far as can be seen.
  var interpreter: String? {
    for list in lists {
      if case .python(let interpreter) = list.role { return interpreter }
    }
    for opaque in opaques {
      if case .python(let interpreter) = opaque.role { return interpreter }
    }
    if let interpreter = pythonClauses.first?.set.interpreter { return interpreter }
    let packages = entries.lazy.compactMap { entry -> String? in
      if case .pythonPackage(let interpreter, _) = entry.value.kind { interpreter } else { nil }
    }
    return packages.first ?? entries.lazy.compactMap { $0.value.interpreter }.first
  }
}
