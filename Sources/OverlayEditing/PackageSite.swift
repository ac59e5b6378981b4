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
    /// The value of the file is the set, which another file puts into nixpkgs.
    case file
  }

  let ecosystem: Ecosystem
  let set: AttributeSet
  var routes: [Route]
  /// The final package set; nil if no name for it can be seen.
  let packages: String?
  /// The final python set or R set, as an expression; nil if no name for it can be seen.
  let own: String?
  /// Names of the same set before the overlay.
  let before: [String]
  /// nixpkgs' R set before the overlay, as an expression; nil where no name for it can be seen.
  var rPackagesBefore: String?
  /// Whether the set counts under a condition only.
  var isConditional = false
  /// Whether the packages are those of an interpreter that only other programs are built with.
  var isForProgram = false
  /// How sure it is that the set is one of nixpkgs' packages.
  var certainty = Certainty.place
  /// The file that the set is in, as the overlay writes it; nil for the overlay itself.
  var file: String?
}

extension PackageSite {
  /// A python set returned by a function, or merged into a set that an attribute names.
  static func python(_ found: SetFinder.FoundSet, route: Route) -> PackageSite {
    let set = found.set.syntax
    let overlay = overlay(around: found.function?.syntax ?? set)
    let packages = self.packages(of: overlay, at: set) ?? passedIn(at: set)
    var own: String?
    var before: [String] = []
    if let function = found.function {
      own = name(of: function, at: set, in: found.calls)
      before = [name(of: function.innerLambda, at: set, in: found.calls)].compactMap { $0 }
    } else if let packages, case .interpreter(let name) = route {
      own = "\(packages).\(name)Packages"
    }
    return PackageSite(
      ecosystem: .pypi, set: found.set, routes: [route], packages: packages, own: own,
      before: before, isConditional: found.isConditional)
  }

  /// A set in a file that the overlay takes in, where `names` count around the function that
  /// returns it, or around the set itself.
  static func inFile(
    _ file: String, _ found: SetFinder.FoundSet, names: SetNames, route: Route
  ) -> PackageSite {
    let set = found.set.syntax
    func seen(_ name: String?) -> String? {
      guard let name, let base = name.split(separator: ".").first else { return nil }
      guard case .parameter? = set.meaning(of: String(base)) else { return nil }
      return name
    }
    let packages = seen(names.packages)
    var own = seen(names.own)
    var before: [String] = []
    if let function = found.function {
      own = name(of: function, at: set, in: found.calls)
      before = [name(of: function.innerLambda, at: set, in: found.calls)].compactMap { $0 }
    } else if own == nil, let packages, route == .r {
      own = "\(packages).rPackages"
    }
    return PackageSite(
      ecosystem: route == .r ? .cran : .pypi, set: found.set, routes: [route], packages: packages,
      own: own, before: before, isConditional: found.isConditional, file: file)
  }

  /// The names that count around a node outside of any file that is taken in.
  static func names(around node: SyntaxNode, function: Lambda?, route: Route) -> SetNames {
    let overlay = overlay(around: function?.syntax ?? node)
    let packages = self.packages(of: overlay, at: node)
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
  static func r(_ found: SetFinder.FoundSet, route: Route) -> PackageSite {
    let set = found.set.syntax
    let overlay = overlay(around: found.function?.syntax ?? set)
    let packages = self.packages(of: overlay, at: set) ?? passedIn(at: set)
    let own = found.function.flatMap { name(of: $0, at: set, in: found.calls) }
    let inner = overlay?.innerLambda
    return PackageSite(
      ecosystem: .cran, set: found.set, routes: [route], packages: packages,
      own: own ?? packages.map { "\($0).rPackages" }, before: [],
      rPackagesBefore: visible(inner?.name, of: inner, at: set).map { "\($0).rPackages" },
      isConditional: found.isConditional)
  }

  /// The package set of an overlay's arguments: the final one, or the one before where that has no
  /// name.
  private static func packages(of overlay: Lambda?, at node: SyntaxNode) -> String? {
    [overlay, overlay?.innerLambda].lazy.compactMap { lambda in
      lambda?.name == "_" ? nil : visible(lambda?.name, of: lambda, at: node)
    }.first
  }

  private static func visible(
    _ name: String?, of lambda: Lambda?, at node: SyntaxNode
  ) -> String? {
    guard let name, let lambda else { return nil }
    // A recursive set hides what it binds itself.
    if let set = AttributeSet(node), set.isRecursive, set.defines(name) { return nil }
    return node.sees(name, of: lambda) ? name : nil
  }

  /// What a function's argument is called at a node: by itself, or where it is handed on to a
  /// function around the node.
  private static func name(
    of lambda: Lambda?, at node: SyntaxNode, in calls: StaticCalls
  ) -> String? {
    guard let lambda, let own = lambda.name else { return nil }
    if let name = visible(own, of: lambda, at: node) { return name }
    for ancestor in node.ancestors {
      guard let inner = Lambda(ancestor), let argument = calls.argument(of: inner)?.unparenthesised,
        argument.kind == .identifier, argument.sees(argument.text, of: lambda),
        let name = visible(inner.name, of: inner, at: node)
      else { continue }
      return name
    }
    return nil
  }

  /// The package set where the file's function takes it by the name that everybody gives it.
  private static func passedIn(at node: SyntaxNode) -> String? {
    guard case .parameter(let lambda, _)? = node.meaning(of: "pkgs"), lambda.hasPattern else {
      return nil
    }
    return "pkgs"
  }

  /// The innermost two-argument function around a node: the overlay's.
  static func overlay(around node: SyntaxNode) -> Lambda? {
    for ancestor in node.ancestors {
      if let lambda = Lambda(ancestor), lambda.isOverlay { return lambda }
    }
    return nil
  }
}
