import NixSyntax
import PackageMetadata

/// An attribute set of an overlay that holds packages, and the names that count there.
struct PackageSite {
  /// How the set gets into nixpkgs.
  enum Route: Hashable {
    /// `pythonPackagesExtensions`: every interpreter.
    case everyInterpreter
    /// The override of one interpreter, such as `python38`.
    case interpreter(String)
    /// `rPackages`.
    case r
  }

  let ecosystem: Ecosystem
  let set: AttributeSet
  var routes: [Route]
  /// The final package set; nil where no name for it can be seen.
  let packages: String?
  /// The final python set or R set, as an expression; nil where no name for it can be seen.
  let own: String?
  /// Names of the same set before the overlay.
  let before: [String]
  /// Whether the set counts under a condition only.
  var isConditional = false
  /// The file that the set stands in, as the overlay writes it; nil for the overlay itself.
  var file: String?
}

extension PackageSite {
  /// A python set returned by `function`, or merged into a set that `attribute` names.
  static func python(
    _ set: AttributeSet, function: Lambda?, route: Route, isConditional: Bool
  ) -> PackageSite {
    let overlay = overlay(around: function?.syntax ?? set.syntax)
    let packages = visible(overlay?.name, of: overlay, at: set.syntax)
    var own: String?
    var before: [String] = []
    if let function {
      own = visible(function.name, of: function, at: set.syntax)
      let inner = Lambda(function.body?.unparenthesised)
      before = [visible(inner?.name, of: inner, at: set.syntax)].compactMap { $0 }
    } else if let packages, case .interpreter(let name) = route {
      own = "\(packages).\(name)Packages"
    }
    return PackageSite(
      ecosystem: .pypi, set: set, routes: [route], packages: packages, own: own, before: before,
      isConditional: isConditional)
  }

  /// A set in a file that the overlay takes in, where `names` count around the function that
  /// returns it, or around the set itself.
  static func inFile(
    _ file: String, _ set: AttributeSet, function: Lambda?, names: SetNames, route: Route,
    isConditional: Bool
  ) -> PackageSite {
    func seen(_ name: String?) -> String? {
      guard let name, let base = name.split(separator: ".").first else { return nil }
      guard case .parameter? = set.syntax.meaning(of: String(base)) else { return nil }
      return name
    }
    let packages = seen(names.packages)
    var own = seen(names.own)
    var before: [String] = []
    if let function {
      own = visible(function.name, of: function, at: set.syntax)
      let inner = Lambda(function.body?.unparenthesised)
      before = [visible(inner?.name, of: inner, at: set.syntax)].compactMap { $0 }
    } else if own == nil, let packages, route == .r {
      own = "\(packages).rPackages"
    }
    return PackageSite(
      ecosystem: route == .r ? .cran : .pypi, set: set, routes: [route], packages: packages,
      own: own, before: before, isConditional: isConditional, file: file)
  }

  /// The names that count around a node outside of any file that is taken in.
  static func names(around node: SyntaxNode, function: Lambda?, route: Route) -> SetNames {
    let overlay = overlay(around: function?.syntax ?? node)
    let packages = visible(overlay?.name, of: overlay, at: node)
    let own =
      function.flatMap { visible($0.name, of: $0, at: node) }
      ?? (route == .r ? packages.map { "\($0).rPackages" } : nil)
    return SetNames(packages: packages, own: own)
  }

  /// The file that defines the package of a binding of the set, as the overlay would write it; nil
  /// if it is defined right here.
  func packageFile(of binding: Binding) -> String? {
    SetFile.path(of: binding.value).map { SetFile.key(of: $0, in: file) }
  }

  /// A set of R packages.
  static func r(_ set: AttributeSet, isConditional: Bool) -> PackageSite {
    let overlay = overlay(around: set.syntax)
    let packages = visible(overlay?.name, of: overlay, at: set.syntax)
    return PackageSite(
      ecosystem: .cran, set: set, routes: [.r], packages: packages,
      own: packages.map { "\($0).rPackages" }, before: [], isConditional: isConditional)
  }

  private static func visible(
    _ name: String?, of lambda: Lambda?, at node: SyntaxNode
  ) -> String? {
    guard let name, let lambda else { return nil }
    // A recursive set hides what it binds itself.
    if let set = AttributeSet(node), set.isRecursive,
      set.bindings.contains(where: { $0.names?.first == name })
    {
      return nil
    }
    return node.sees(name, of: lambda) ? name : nil
  }

  /// The innermost two-argument function around a node: the overlay's.
  static func overlay(around node: SyntaxNode) -> Lambda? {
    for ancestor in node.ancestors {
      if let lambda = Lambda(ancestor), lambda.isOverlay { return lambda }
    }
    return nil
  }
}

extension Lambda {
  /// Whether the function has the shape `final: prev: …`, with no further argument behind.
  var isOverlay: Bool {
    guard !hasPattern, let inner = Lambda(body?.unparenthesised), !inner.hasPattern else {
      return false
    }
    return Lambda(inner.body?.unparenthesised).map(\.hasPattern) ?? true
  }

  /// The second argument's function of `final: prev: …`.
  var innerLambda: Lambda? { Lambda(body?.unparenthesised) }
}
