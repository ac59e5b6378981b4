import NixSyntax
import PackageMetadata

/// A part of an overlay in nixgraft's own form: a variable that holds packages, and the bindings
/// that put them into nixpkgs.
struct OverlaySection {
  let ecosystem: Ecosystem
  /// The variable, `python` or `r`; nil if the packages stand in the binding itself.
  let variable: String?
  /// The overlay's second argument: nixpkgs before the overlay.
  let before: String

  /// What the variable is called where nothing else has that name.
  static func variable(for ecosystem: Ecosystem, avoiding taken: Set<String>) -> String {
    let choices =
      ecosystem == .pypi
      ? ["python", "pythonOverlay", "nixgraftPython"] : ["r", "rOverlay", "nixgraftR"]
    return choices.first { !taken.contains($0) } ?? choices[choices.count - 1]
  }

  /// The lines of `python = pyfinal: pyprev: { … };`.
  func definition(_ packages: [MemberEdits.Addition]) -> [String] {
    let head = ecosystem == .pypi ? "pyfinal: pyprev: {" : "{"
    return ["\(variable ?? "") = \(head)"] + members(packages) + ["};"]
  }

  /// The lines of packages in a set, indented by a level.
  func members(_ packages: [MemberEdits.Addition]) -> [String] {
    var lines: [String] = []
    let sorted = packages.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for (index, package) in sorted.enumerated() {
      if index > 0 { lines.append("") }
      lines += Self.indented(package.lines)
    }
    return lines
  }

  private static func indented(_ lines: [String], levels: Int = 1) -> [String] {
    let indentation = String(repeating: "  ", count: levels)
    return lines.map { $0.isEmpty ? $0 : indentation + $0 }
  }

  /// The binding that puts the packages into every interpreter of a modern nixpkgs.
  private func extensionsHook(_ packages: [MemberEdits.Addition]) -> MemberEdits.Addition {
    let head = "pythonPackagesExtensions = \(before).pythonPackagesExtensions ++ ["
    let lines =
      variable.map { ["\(head) \($0) ];"] }
      ?? [head, "  (pyfinal: pyprev: {"] + Self.indented(members(packages)) + ["  })", "];"]
    return MemberEdits.Addition(name: "pythonPackagesExtensions", lines: lines)
  }

  /// The binding that puts the packages into one interpreter.
  private func interpreterHook(_ interpreter: String, _ variable: String) -> MemberEdits.Addition {
    MemberEdits.Addition(
      name: interpreter,
      lines: [
        "\(interpreter) = \(before).\(interpreter).override (old: {",
        "  packageOverrides = \(before).lib.composeExtensions "
          + "(old.packageOverrides or (_: _: { })) "
          + "\(variable);",
        "});",
      ])
  }

  /// The binding that puts the packages into the R set, keeping what earlier overlays put there.
  private func rHook(_ packages: [MemberEdits.Addition]) -> MemberEdits.Addition {
    let head = "    overrides = (old.overrides or { }) //"
    let overrides =
      variable.map { ["\(head) \($0);"] }
      ?? ["\(head) {"] + Self.indented(members(packages), levels: 2) + ["    };"]
    return MemberEdits.Addition(
      name: "rPackages",
      lines: [
        "rPackages =",
        "  \(before).rPackages",
        "  // \(before).rPackages.override (old: {",
      ] + overrides + ["  });"])
  }

  /// The bindings for a nixpkgs with these interpreters to patch, none where it is modern.
  ///
  /// They hold `packages` themselves where there is no variable for them.
  func hooks(
    isModern: Bool, interpreters: [String], packages: [MemberEdits.Addition]
  ) -> [MemberEdits.Addition] {
    if ecosystem == .cran { return [rHook(packages)] }
    guard let variable, !isModern else { return [extensionsHook(packages)] }
    return interpreters.map { interpreterHook($0, variable) }
  }

  /// A form of a nixpkgs' own years that has a place for packages, for messages.
  func example(isModern: Bool) -> String {
    switch (ecosystem, isModern) {
    case (.cran, _): "rPackages = \(before).rPackages.override { overrides = { … }; };"
    case (.pypi, true):
      "pythonPackagesExtensions = \(before).pythonPackagesExtensions ++ "
        + "[ (pyfinal: pyprev: { … }) ];"
    case (.pypi, false):
      "python3 = \(before).python3.override { packageOverrides = pyfinal: pyprev: { … }; };"
    }
  }

  /// Whether a binding of the overlay is a hook of this section, as nixgraft writes it, that holds
  /// no package itself.
  func isHook(_ binding: Binding) -> Bool {
    guard let name = binding.name else { return false }
    var expected = [ecosystem == .cran ? rHook([]) : extensionsHook([])]
    if ecosystem == .pypi, let variable { expected.append(interpreterHook(name, variable)) }
    return expected.contains { $0.name == name && Self.hasTokens($0.lines, binding.syntax) }
  }

  /// Whether a binding is this section's variable without a package.
  func isEmptyDefinition(_ binding: Binding) -> Bool {
    Self.hasTokens(definition([]), binding.syntax)
  }

  /// Whether a node has the tokens of some lines, comments counted and white space not.
  static func hasTokens(_ lines: [String], _ node: SyntaxNode) -> Bool {
    let expected = SyntaxTree.parse("{\n" + lines.joined(separator: "\n") + "\n}")
    let inner = expected.root.tokens.filter { !$0.kind.isTrivia }.dropFirst().dropLast()
    return inner.elementsEqual(node.tokens.filter { $0.kind != .whitespace }) {
      $0.bytes.elementsEqual($1.bytes)
    }
  }
}
