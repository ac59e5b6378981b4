import NixSyntax

/// A call that makes a nixpkgs: `import <nixpkgs> { … }` in any of its forms.
struct NixpkgsImport {
  /// The whole call.
  let call: SyntaxNode
  /// What is imported.
  let target: SyntaxNode
  /// What it is called with.
  let argument: SyntaxNode

  /// Reads a call; nil where it is none of `import`, or has but one argument.
  init?(_ node: SyntaxNode) {
    guard let apply = Apply(node.unparenthesised),
      let words = Self.words(apply, depth: 0), words.count == 2
    else { return nil }
    call = apply.syntax
    target = words[0].unparenthesised
    argument = words[1]
  }

  /// Whether a node is a call of `import`, with any number of arguments.
  static func isImport(_ node: SyntaxNode) -> Bool {
    Apply(node.unparenthesised).flatMap { words($0, depth: 0) } != nil
  }

  /// Whether a node is `import <nixpkgs>` or its like, which is still to be called.
  static func isFunction(_ node: SyntaxNode) -> Bool {
    guard let words = Apply(node.unparenthesised).flatMap({ words($0, depth: 0) }),
      words.count == 1
    else { return false }
    return isNixpkgs(words[0], depth: 0)
  }

  /// The arguments of `import` and of what it gives.
  private static func words(_ apply: Apply, depth: Int) -> [SyntaxNode]? {
    guard depth < 8, let function = apply.function?.unparenthesised else { return nil }
    if isImportFunction(function) { return apply.arguments }
    var inner: Apply? = Apply(function)
    if function.kind == .identifier,
      case .binding(let binding)? = function.meaning(of: function.text)
    {
      inner = Apply(binding.value?.unparenthesised)
    }
    guard let inner, let words = words(inner, depth: depth + 1) else { return nil }
    return words + apply.arguments
  }

  private static func isImportFunction(_ function: SyntaxNode) -> Bool {
    switch function.dottedNames {
    case ["import"]?: function.definition(of: "import") == nil
    case ["builtins", "import"]?: true
    default: false
    }
  }

  /// Whether what is imported is known to be a nixpkgs, which takes `overlays`.
  var isNixpkgs: Bool { Self.isNixpkgs(target, depth: 0) }

  private static let fetchers: Set<String> = [
    "fetchTarball", "fetchGit", "fetchFromGitHub", "fetchzip", "fetchTree", "fetchgit",
  ]

  private static func isNixpkgs(_ target: SyntaxNode, depth: Int) -> Bool {
    guard depth < 8 else { return false }
    let target = target.unparenthesised
    switch target.kind {
    case .searchPath: return true
    case .path:
      let text = target.text
      if text.hasSuffix(".nix") {
        return text.hasPrefix("/") || text.hasSuffix("/pkgs/top-level/impure.nix")
      }
      return text.hasPrefix("/") || text.hasPrefix("~") || text.contains("pkgs")
    case .apply:
      guard let name = Apply(unchecked: target).functionName else { return false }
      return fetchers.contains(name)
    case .identifier:
      switch target.meaning(of: target.text) {
      case .binding(let binding)?:
        guard let value = binding.value else { return false }
        return isNixpkgs(value, depth: depth + 1) || namesNixpkgs(target.text) && !isPath(value)
      case .parameter(_, let fallback)?:
        return fallback.map { isNixpkgs($0, depth: depth + 1) } ?? namesNixpkgs(target.text)
      case .inherited(_, let name)?: return namesNixpkgs(name)
      case nil: return namesNixpkgs(target.text)
      }
    case .select: return Select(unchecked: target).path?.names?.last.map(namesNixpkgs) ?? false
    case .string: return target.text.contains("nixpkgs")
    case .binary:
      return Binary(unchecked: target).left.map { isNixpkgs($0, depth: depth + 1) } ?? false
    case .letIn:
      return LetIn(unchecked: target).body.map { isNixpkgs($0, depth: depth + 1) } ?? false
    default: return false
    }
  }

  private static func isPath(_ node: SyntaxNode) -> Bool { node.unparenthesised.kind == .path }

  private static func namesNixpkgs(_ name: String) -> Bool {
    name.lowercased().contains("nixpkgs") || name.hasPrefix("nixos")
  }
}
