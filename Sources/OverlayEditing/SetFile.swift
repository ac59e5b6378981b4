import NixSyntax

/// A call that takes a file in: `import ./x.nix`, `import ./x.nix { … } a` or `callPackage ./x.nix { }`.
struct SetFile {
  /// The path as written.
  let path: String
  let node: SyntaxNode
  /// What the file's value is called with, in order.
  let arguments: [SyntaxNode]
  /// Whether arguments that are not given are taken from the package set.
  let isCallPackage: Bool
  /// Whether what the call gives is a function of two arguments, not a set.
  let isFunction: Bool
  /// The two-argument function that returns what the call gives.
  let function: Lambda?
  let isConditional: Bool

  /// The call that a node is; nil if it takes no file in.
  ///
  /// A variable that stands for what a file gives is followed, unless `isPlain`.
  init?(
    _ node: SyntaxNode?, in calls: StaticCalls = StaticCalls(), isFunction: Bool,
    function: Lambda? = nil, isConditional: Bool = false, isPlain: Bool = false
  ) {
    guard let call = Call(node, isPlain ? [] : .names, in: calls),
      ["import", "callPackage", "callPackages"].contains(call.name ?? ""),
      let path = call.arguments.first?.unparenthesised, path.kind == .path
    else { return nil }
    self.node = call.syntax
    self.path = path.text
    arguments = Array(call.arguments.dropFirst())
    isCallPackage = call.name != "import"
    self.isFunction = isFunction
    self.function = function
    self.isConditional = isConditional
  }

  /// The file that a node takes in, as written; nil if it takes none in.
  static func path(of node: SyntaxNode?) -> String? {
    SetFile(node, isFunction: false, isPlain: true)?.path
  }

  /// A path that a file names, as the overlay would write it.
  ///
  /// `file` is the file's own path as the overlay writes it; nil for the overlay itself.
  static func key(of path: String, in file: String?) -> String {
    guard let file, path.hasPrefix("./") || path.hasPrefix("../") else { return path }
    var folder = file.split(separator: "/", omittingEmptySubsequences: false)
    // Any other name is that of a directory with a `default.nix`.
    if file.hasSuffix(".nix") { folder.removeLast() }
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = folder.last, last != "..", last != ".", last != "" {
        folder.removeLast()
      } else if part == "..", folder == ["."] {
        folder = [".."]
      } else {
        folder.append(part)
      }
    }
    return folder.joined(separator: "/")
  }
}

/// What a file of packages calls the sets that its overlay knows.
struct SetNames {
  /// The final package set.
  var packages: String?
  /// The final python or R set.
  var own: String?
}

extension SetFile {
  /// The expression in a file after the arguments that the call gives, with the names that these
  /// have there; nil if the file takes other arguments.
  ///
  /// `names` are those that count around the call.
  func contents(_ tree: SyntaxTree, _ names: SetNames) -> (SyntaxNode, SetNames)? {
    guard var node = tree.expression?.unparenthesised else { return nil }
    var inner = SetNames()
    for (index, argument) in arguments.enumerated() {
      let lambda = Reduction.parts(of: node, []).first.flatMap { Lambda($0.node) }
      guard let lambda, let body = lambda.body else { return nil }
      inner.learn(lambda, argument, isCallPackage: isCallPackage && index == 0, from: names)
      node = body.unparenthesised
    }
    return (node, inner)
  }
}

extension SetNames {
  /// Learns what a function's parameters stand for in a call.
  fileprivate mutating func learn(
    _ lambda: Lambda, _ argument: SyntaxNode, isCallPackage: Bool, from outer: SetNames
  ) {
    guard lambda.hasPattern else {
      learn(lambda.name, argument, from: outer)
      return
    }
    let set = AttributeSet(argument.unparenthesised)
    for parameter in lambda.parameters {
      if let value = set?.value(parameter.name) {
        learn(parameter.name, value, from: outer)
      } else if let inherit = set?.inherits.first(where: { $0.names.contains(parameter.name) }) {
        let value = inherit.attributes.first { $0.text == parameter.name }
        if inherit.source == nil { learn(parameter.name, value, from: outer) }
      } else if isCallPackage, parameter.name == "pkgs" {
        packages = packages ?? parameter.name
      }
    }
  }

  private mutating func learn(_ name: String?, _ value: SyntaxNode?, from outer: SetNames) {
    guard let name, name != "_", let text = value?.dottedNames?.joined(separator: ".") else {
      return
    }
    if text == outer.packages { packages = packages ?? name }
    if text == outer.own { own = own ?? name }
  }
}
