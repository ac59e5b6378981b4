import NixSyntax
import PackageMetadata

/// The search for the sets of an overlay that hold python and R packages.
struct SiteSearch {
  private(set) var sites: [PackageSite] = []
  /// Files that hold whole sets of packages and that were not read or not understood.
  private(set) var files: [UnreadFile] = []

  /// The files that were read, by their paths as the overlay writes them.
  private let trees: [String: SyntaxTree]

  /// How many files are followed that take in one another.
  private static let depthLimit = 16

  /// A file that holds a whole set of packages, which can't be seen.
  struct UnreadFile {
    let ecosystem: Ecosystem
    /// The path as the overlay would write it.
    let file: String
    /// The expression that names it.
    let node: SyntaxNode
    /// Whether the file was read, so that its form is what is not understood.
    let isRead: Bool
  }

  init(_ tree: SyntaxTree, files: [String: SyntaxTree] = [:]) {
    trees = files
    for node in tree.root.descendants {
      if let binding = Binding(node) {
        visit(binding)
      } else if let apply = Apply(node) {
        visit(apply)
      }
    }
  }

  private mutating func visit(_ binding: Binding) {
    guard let name = binding.names?.last else { return }
    if name == "pythonPackagesExtensions" {
      add(SetFinder.extensions(binding.value), route: .everyInterpreter)
    } else if name == "rPackages", Self.isUpdate(binding.value) {
      add(SetFinder.sets(binding.value), route: .r)
    } else if let interpreter = Self.interpreter(ofPackageSet: name), Self.isUpdate(binding.value) {
      add(SetFinder.sets(binding.value), route: .interpreter(interpreter))
    }
  }

  private mutating func visit(_ apply: Apply) {
    guard let names = apply.function?.dottedNames, names.count > 1, let method = names.last,
      let argument = apply.arguments.first
    else { return }
    let owner = names[names.count - 2]
    switch method {
    case "override":
      let arguments = Self.overrideArguments(argument)
      if owner == "rPackages" {
        add(arguments.flatMap { SetFinder.sets(Self.value("overrides", in: $0)) }, route: .r)
      } else {
        for set in arguments {
          let value = Self.value("packageOverrides", in: set)
          add(SetFinder.extensions(value), route: .interpreter(owner))
        }
      }
    case "overrideScope", "overrideScope'":
      let isPackages = owner == "pkgs" || owner == "passthru"
      let interpreter =
        isPackages
        ? (names.count > 2 ? names[names.count - 3] : "python3")
        : Self.interpreter(ofPackageSet: owner)
      guard let interpreter, interpreter.hasPrefix("py") else { return }
      add(SetFinder.extensions(argument), route: .interpreter(interpreter))
    default: return
    }
  }

  private mutating func add(_ findings: [SetFinder.Finding], route: PackageSite.Route) {
    for finding in findings {
      switch finding {
      case .set(let set, let function, let isConditional):
        if let index = sites.firstIndex(where: { $0.set == set }) {
          if !sites[index].routes.contains(route) { sites[index].routes.append(route) }
        } else if route == .r {
          sites.append(.r(set, isConditional: isConditional))
        } else if !Self.isNothing(set) {
          sites.append(
            .python(set, function: function, route: route, isConditional: isConditional))
        }
      case .file(let file):
        let names = PackageSite.names(around: file.node, function: file.function, route: route)
        follow(file, in: nil, names, route: route, depth: 0)
      case .unknown: break
      }
    }
  }

  /// Adds the sets of a file that the overlay, or another file of its, takes in.
  private mutating func follow(
    _ call: SetFile, in outer: String?, _ names: SetNames, route: PackageSite.Route, depth: Int
  ) {
    let key = SetFile.key(of: call.path, in: outer)
    let ecosystem: Ecosystem = route == .r ? .cran : .pypi
    var isFollowed = false
    if let tree = trees[key], depth < Self.depthLimit,
      let (contents, inner) = call.contents(tree, names)
    {
      let findings =
        call.isFunction
        ? SetFinder.extensions(contents, isConditional: call.isConditional)
        : SetFinder.sets(contents, isConditional: call.isConditional)
      for finding in findings {
        switch finding {
        case .set(let set, let function, let isConditional):
          isFollowed = true
          let site = PackageSite.inFile(
            key, set, function: function, names: inner, route: route,
            isConditional: isConditional)
          if let index = sites.firstIndex(where: { $0.set == set }) {
            if !sites[index].routes.contains(route) { sites[index].routes.append(route) }
          } else if !Self.isNothing(set) {
            sites.append(site)
          }
        case .file(let file):
          isFollowed = true
          var inner = inner
          if let function = file.function { inner.own = function.name }
          follow(file, in: key, inner, route: route, depth: depth + 1)
        case .unknown: continue
        }
      }
    }
    if !isFollowed {
      files.append(
        UnreadFile(ecosystem: ecosystem, file: key, node: call.node, isRead: trees[key] != nil))
    }
  }

  /// The empty set of `_: _: { }`, which stands for no overlay.
  private static func isNothing(_ set: AttributeSet) -> Bool {
    guard set.members.isEmpty, let inner = Lambda(set.syntax.parent?.unparenthesised) else {
      return false
    }
    return inner.name == "_"
  }

  private static func isUpdate(_ node: SyntaxNode?) -> Bool {
    Binary(node?.unparenthesised)?.operatorKind == .update
  }

  /// The sets that `override` is given, by themselves or by a function.
  private static func overrideArguments(_ node: SyntaxNode) -> [AttributeSet] {
    var argument: SyntaxNode? = node.unparenthesised
    if node.kind == .identifier, case .binding(let binding)? = node.meaning(of: node.text) {
      argument = binding.value?.unparenthesised
    }
    if let lambda = Lambda(argument) { argument = lambda.body }
    return SetFinder.sets(argument).compactMap { finding in
      if case .set(let set, _, _) = finding { set } else { nil }
    }
  }

  /// What a name is bound to in a set, also by `inherit`.
  private static func value(_ name: String, in set: AttributeSet) -> SyntaxNode? {
    if let value = set.value(name) { return value }
    guard let inherit = set.inherits.first(where: { $0.names.contains(name) }),
      inherit.source == nil
    else { return nil }
    return inherit.attributes.first { $0.text == name }
  }

  /// `python38` of `python38Packages`.
  private static func interpreter(ofPackageSet name: String) -> String? {
    guard name.hasSuffix("Packages"), name.hasPrefix("python") || name.hasPrefix("pypy") else {
      return nil
    }
    return String(name.dropLast(8))
  }
}
