import NixSyntax

/// A call that makes a nixpkgs: `import <nixpkgs> { … }` in any of its forms.
struct NixpkgsImport {
  /// The whole call.
  let call: SyntaxNode
  /// What is imported.
  let target: SyntaxNode
  /// What it is called with.
  let argument: SyntaxNode

  /// Reads a call; nil if it is none of `import`, or has but one argument.
  init?(_ node: SyntaxNode) {
    guard let call = Self.importCall(node), call.arguments.count == 2 else { return nil }
    self.call = call.syntax
    target = call.arguments[0].unparenthesised
    argument = call.arguments[1]
  }

  /// Whether a node is a call of `import`, with any number of arguments.
  static func isImport(_ node: SyntaxNode) -> Bool { importCall(node) != nil }

  /// Whether a node is `import <nixpkgs>` or its like, which is still to be called.
  static func isFunction(_ node: SyntaxNode) -> Bool {
    guard let call = importCall(node), call.arguments.count == 1 else { return false }
    return isNixpkgs(call.arguments[0])
  }

  private static func importCall(_ node: SyntaxNode) -> Call? {
    guard let call = Call(node) else { return nil }
    switch call.head.dottedNames {
    case ["import"]?: return call.head.definition(of: "import") == nil ? call : nil
    case ["builtins", "import"]?: return call
    default: return nil
    }
  }

  /// Whether what is imported is known to be a nixpkgs, which takes `overlays`.
  var isNixpkgs: Bool { Self.isNixpkgs(target) }

  /// Whether what is imported is known to be something else, such as `<bionix>`, whose `overlays` are its own.
  var isSomethingElse: Bool {
    !isNixpkgs
      && Reduction.parts(of: target, [.names, .defaults]).contains { part in
        part.node.kind == .searchPath || Self.fetchesSomethingElse(part.node)
      }
  }

  /// Whether a search path is called as channels of nixpkgs are: `<nixpkgs-unstable>`, `<unstable>`, `<nixos>`.
  private static func namesChannel(_ path: SyntaxNode) -> Bool {
    let name = path.text.dropFirst().prefix { $0 != "/" && $0 != ">" }.lowercased()
    return ["pkgs", "stable", "master", "channel", "nightly"].contains(where: name.contains)
      || name.hasPrefix("nixos") && !["nixos-config", "nixos-hardware"].contains(name)
  }

  private static let fetchers: Set<String> = [
    "fetchTarball", "fetchGit", "fetchFromGitHub", "fetchzip", "fetchTree", "fetchgit",
  ]

  private static func isNixpkgs(_ target: SyntaxNode, isOuter: Bool = true) -> Bool {
    // A name tells where the text does not have what it stands for.
    let written = target.dottedNames.map(leadsToNixpkgs) ?? false
    return Reduction.parts(of: target, [.names, .defaults]).contains { part in
      let node = part.node
      switch node.kind {
      case .searchPath: return namesChannel(node)
      case .path:
        let text = node.text
        if text.hasSuffix(".nix") {
          return text.hasPrefix("/") || text.hasSuffix("/pkgs/top-level/impure.nix")
        }
        return text.hasPrefix("/") || text.hasPrefix("~") || text.contains("pkgs")
      case .apply:
        return written && node != target
          || Apply(unchecked: node).functionName.map(fetchers.contains) ?? false
            && !fetchesSomethingElse(node)
      case .identifier, .select:
        return node.dottedNames.map(leadsToNixpkgs) ?? selectedName(node) || written
      case .string: return node.text.contains("nixpkgs")
      case .binary:
        let left = isOuter ? Binary(unchecked: node).left : nil
        return written || left.map { isNixpkgs($0, isOuter: false) } ?? false
      default: return written && node != target
      }
    }
  }

  /// Whether a fetch names a repository that is no nixpkgs.
  private static func fetchesSomethingElse(_ fetch: SyntaxNode) -> Bool {
    let addresses = fetch.descendants(StringLiteral.self).filter {
      $0.syntax.text.contains("/archive/") || Binding($0.syntax.parent)?.name == "repo"
    }.map(\.syntax.text)
    return !addresses.isEmpty
      && addresses.allSatisfy { address in
        let address = address.lowercased()
        return !address.contains("${")
          && !["nixpkgs", "nixos", "channel"].contains(where: address.contains)
      }
  }

  private static func selectedName(_ node: SyntaxNode) -> Bool {
    Select(node)?.path?.names.map(leadsToNixpkgs) ?? false
  }

  /// Whether a path of names is that of a nixpkgs, or of its directory: `inputs.nixpkgs.outPath`, `pkgs.path`.
  private static func leadsToNixpkgs(_ names: [String]) -> Bool {
    guard let last = names.last else { return false }
    if namesNixpkgs(last) { return true }
    guard names.count > 1, ["outPath", "path"].contains(last) else { return false }
    return names[names.count - 2] == "pkgs" || namesNixpkgs(names[names.count - 2])
  }

  private static func namesNixpkgs(_ name: String) -> Bool {
    name.lowercased().contains("nixpkgs") || name.hasPrefix("nixos")
  }
}
