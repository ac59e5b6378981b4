import NixSyntax

/// What a shell takes from elsewhere, so that only evaluation shows what is in it.
extension EnvironmentSearch {
  /// The first input that another file makes, or the first list or package with inputs that is not seen; it may
  /// have a Python, as evaluation tells.
  var unseenInput: String? {
    for node in unknowns where !isOfAnotherShell(node) {
      for part in Reduction.parts(of: node, .names, in: reader.knownCalls) {
        guard let call = Call(part.node), NixpkgsImport.isImport(call.syntax),
          let path = call.arguments.first, path.kind == .path
        else { continue }
        return path.text
      }
      if let file = fileOfSet(around: node) { return file }
    }
    return (unseenList ?? unseenShell)?.text
  }

  /// The file of a set that an input is selected from: `./app.nix` of `app.env`, where `app` is
  /// `pkgs.callPackage ./app.nix { }`.
  private func fileOfSet(around node: SyntaxNode) -> String? {
    guard let base = Select(node.unparenthesised)?.base else { return nil }
    return Reduction.parts(of: base, .names, in: reader.knownCalls).lazy.compactMap { part in
      guard let call = Call(part.node),
        NixpkgsImport.isImport(call.syntax) || call.name == "callPackage",
        let path = call.arguments.first?.unparenthesised, path.kind == .path
      else { return nil }
      return path.text
    }.first
  }

  /// The first list of inputs that something makes which is not seen: `packages = app.optional-dependencies.dev;`.
  private var unseenList: SyntaxNode? {
    opaques.lazy.filter { if case .inputs = $0.role { true } else { false } }
      .map(\.node.unparenthesised).first { node in
        if node.kind == .identifier {
          // What a caller may add is for the caller to know.
          if case .parameter(_, _?)? = node.meaning(of: node.text) { return false }
          return true
        }
        // The tools of hooks that run before a commit are programs.
        return node.kind == .select && node.lastName != "enabledPackages"
      }
  }

  /// The first package or shell whose inputs are taken over and not seen: `inputsFrom = [ self'.packages.app ];`.
  private var unseenShell: SyntaxNode? {
    unknowns.first { node in
      guard isOfAnotherShell(node) else { return false }
      let names =
        [Select(node.unparenthesised)?.base?.text ?? node.text]
        + (Select(node.unparenthesised)?.path?.attributes.map(\.text) ?? [])
      if names.contains(where: Self.makesHooks) { return false }
      let made = Reduction.parts(of: node, .names, in: reader.knownCalls).compactMap {
        Apply($0.node)
      }
      // A shell of the same name as the package is none.
      let own = ownPackages(node).filter { !($0.functionName ?? "").hasPrefix("mkShell") }
      let makers = (made + own).map { $0.functionName ?? "" }
      return makers.isEmpty || !makers.allSatisfy(Self.isOfOtherLanguage)
    }
  }

  /// Whether a name is that of what runs formatters and hooks before a commit.
  private static func makesHooks(_ name: String) -> Bool {
    ["pre-commit", "pre_commit", "precommit", "treefmt", "git-hooks", "checks"].contains(
      where: name.contains)
  }

  /// Whether a function makes packages of a language that brings no Python, or a shell of this file.
  private static func isOfOtherLanguage(_ name: String) -> Bool {
    name.hasPrefix("mkShell")
      || [
        "buildRust", "buildGo", "buildNpm", "buildYarn", "mkYarn", "buildDune", "buildMix",
        "buildDotnet", "buildMaven", "buildGradle", "buildZig", "buildPackage", "callCabal2nix",
        "developPackage",
      ].contains(where: name.hasPrefix)
  }
}
