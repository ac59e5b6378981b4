import NixSyntax

/// The nixpkgs that files make for one purpose besides the usual one: for a test, a deployment, or another
/// machine.
///
///     deployPkgs = import nixpkgs { overlays = [ deploy-rs.overlay (final: prev: { … }) ]; };
enum SpecialNixpkgs {
  private static let words: Set<String> = [
    "cross", "deploy", "static", "musl", "old", "test", "tests", "stub", "stubbed", "bootstrap",
  ]
  /// Words that are for the usual one where it is the only one.
  private static let wordsBesideOthers: Set<String> = ["stable", "unstable", "master", "staging"]

  /// Whether a call makes one, as the name tells that it is bound to.
  static func isMade(by call: SyntaxNode) -> Bool {
    var node = call.parenthesised
    while let parent = node.parent, [.lambda, .letIn, .with, .assert].contains(parent.kind) {
      node = parent.parenthesised
    }
    guard let name = Binding(node.parent)?.path?.lastName else { return false }
    // Where there is a `pkgs` already, one of another name is made beside it.
    if !["pkgs", "legacyPackages"].contains(name), hasOther(at: call, than: name) { return true }
    let found = Set(NameWords.of(name))
    if !words.isDisjoint(with: found) { return true }
    guard !wordsBesideOthers.isDisjoint(with: found) else { return false }
    return call.tree.root.descendants(Apply.self).contains { other in
      other.syntax != call && NixpkgsImport(other.syntax)?.isNixpkgs ?? false
    }
  }

  /// Whether there is a `pkgs` at a call which is not made from the nixpkgs that the call makes.
  private static func hasOther(at call: SyntaxNode, than name: String) -> Bool {
    let source: SyntaxNode?
    switch call.meaning(of: "pkgs") {
    case .parameter?: return true
    case .binding(let binding)?: source = binding.value
    case .inherited(let inherit, _)?: source = inherit.source
    case nil: return false
    }
    guard let source, !source.range.contains(call.range.lowerBound) else { return false }
    return !source.tokens.contains { $0.kind == .identifier && $0.text == name }
  }

  /// Whether a function stands in a test of NixOS.
  static func isOfTest(_ lambda: Lambda) -> Bool {
    lambda.syntax.ancestors.contains { ancestor in
      let name = Apply(ancestor)?.functionName ?? ""
      return ["nixosTest", "runNixOSTest", "runTest", "makeTest"].contains(name)
    }
  }
}

/// The words that names are made of: `deploy` and `pkgs` of `deployPkgs`.
enum NameWords {
  /// The words of a name, in lower case; digits and signs are between words.
  static func of(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLowercase = false
    for character in text + "." {
      if !character.isLetter || wasLowercase && character.isUppercase {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character.isLetter { word += character.lowercased() }
      wasLowercase = character.isLowercase
    }
    return words
  }
}
