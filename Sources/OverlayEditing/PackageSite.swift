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
