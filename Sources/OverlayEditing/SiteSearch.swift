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

  /// A file that holds a whole set of packages, which cannot be seen.
  struct UnreadFile {
    let ecosystem: Ecosystem
    /// The path as the overlay would write it.
    let file: String
    /// The expression that names it.
    let node: SyntaxNode
    /// Whether the file was read, so that its form is what is not understood.
    let isRead: Bool
  }

  /// The functions of the overlay's own file that may be overlays.
  let candidates: OverlayCandidates

  init(
    _ tree: SyntaxTree, path: String, files: [String: SyntaxTree] = [:], isOfPython: Bool = false
  ) {
    trees = files
    candidates = OverlayCandidates(tree, path: path, assuming: isOfPython ? .python : .nixpkgs)
    for node in tree.root.descendants {
      if let binding = Binding(node) {
        visit(binding)
      } else if let apply = Apply(node) {
        visit(apply)
      }
    }
    for candidate in candidates.all where candidate.certainty >= .threshold {
      let lambda = candidate.lambda
      if candidate.subject == .nixpkgs { continue }
      let contents = lambda.innerLambda?.body
      for case .set(var found) in SetFinder.sets(contents) {
        found.function = lambda
        let site =
          candidate.subject == .r
          ? PackageSite.r(found, route: .file) : .python(found, route: .file)
        add(site, certainty: candidate.certainty)
      }
    }
  }

  private mutating func visit(_ binding: Binding) {
    guard let name = binding.names?.last else { return }
    let certainty = candidates.around(binding.syntax)?.certainty ?? .shape
    if name == "pythonPackagesExtensions" {
      add(SetFinder.extensions(binding.value), .everyInterpreter, certainty)
    } else if name == "rPackages", Self.isUpdate(binding.value) {
      add(SetFinder.sets(binding.value), .r, certainty)
    } else if let interpreter = NixpkgsValue.interpreter(ofSet: name), Self.isUpdate(binding.value)
    {
      add(SetFinder.sets(binding.value), .interpreter(interpreter), certainty)
    }
  }

  private mutating func visit(_ apply: Apply) {
    guard let function = Select(apply.function?.unparenthesised), let base = function.base,
      let argument = apply.arguments.first, let method = function.path?.lastName,
      ["override", "overrideScope", "overrideScope'"].contains(method),
      let names = function.dottedNames(behind: base)
    else { return }
    let owner = names[names.count - 2]
    let overlay = candidates.around(apply.syntax)
    let isForProgram =
      OwnInterpreter.isForProgram(apply) || overlay == nil && OwnInterpreter.isOfBuilds(apply)
    if let overlay {
      if isForProgram { return }
      if overlay.certainty >= .threshold, OwnInterpreter.isPrivate(apply) { return }
    }
    let certainty =
      isForProgram ? .shape : overlay?.certainty ?? Self.certainty(ofOverriding: apply)
    if method == "override" {
      let arguments = Self.overrideArguments(argument)
      if owner == "rPackages" {
        let sets = arguments.flatMap { SetFinder.sets(Self.value("overrides", in: $0)) }
        add(sets, .r, certainty)
      } else if !owner.hasPrefix("lua") {
        // Lua has an argument of the same name.
        for set in arguments {
          let value = Self.value("packageOverrides", in: set)
          add(
            SetFinder.extensions(value), .interpreter(owner), certainty, isForProgram: isForProgram)
        }
      }
      return
    }
    let isPackages = owner == "pkgs" || owner == "passthru"
    let interpreter =
      isPackages
      ? (names.count > 2 ? names[names.count - 3] : "python3")
      : NixpkgsValue.interpreter(ofSet: owner)
    guard let interpreter, interpreter.hasPrefix("py") else { return }
    add(
      SetFinder.extensions(argument), .interpreter(interpreter), certainty,
      isForProgram: isForProgram)
  }

  /// How sure it is that what is overridden outside of any overlay is a part of nixpkgs.
  private static func certainty(ofOverriding apply: Apply) -> Certainty {
    guard let owner = NixpkgsReader.overridden(by: apply) else { return .shape }
    var value = NixpkgsReader().value(of: owner.base)
    for name in owner.path { value = value?.selecting(name) }
    return value == nil ? .shape : .place
  }

  private mutating func add(_ site: PackageSite, certainty: Certainty) {
    // Whether a condition holds is known after evaluation only.
    let isConditional = site.isConditional || site.set.syntax.isUnderCondition
    let certainty = isConditional ? min(certainty, .use) : certainty
    if let index = sites.firstIndex(where: { $0.set == site.set }) {
      sites[index].routes += site.routes.filter { !sites[index].routes.contains($0) }
      sites[index].certainty = max(sites[index].certainty, certainty)
    } else if site.routes == [.r] || !Self.isNothing(site.set) {
      sites.append(site)
      sites[sites.count - 1].certainty = certainty
    }
  }

  private mutating func add(
    _ findings: [SetFinder.Finding], _ route: PackageSite.Route, _ certainty: Certainty,
    isForProgram: Bool = false
  ) {
    let count = sites.count
    for finding in findings {
      switch finding {
      case .set(let found):
        add(
          route == .r ? .r(found, route: route) : .python(found, route: route), certainty: certainty
        )
      case .file(let file):
        let names = PackageSite.names(around: file.node, function: file.function, route: route)
        follow(file, in: nil, names, route: route, certainty, depth: 0)
      case .unknown: break
      }
    }
    for index in sites.indices.dropFirst(count) { sites[index].isForProgram = isForProgram }
  }

  /// Adds the sets of a file that the overlay, or another file of its, takes in.
  private mutating func follow(
    _ call: SetFile, in outer: String?, _ names: SetNames, route: PackageSite.Route,
    _ certainty: Certainty, depth: Int
  ) {
    let key = SetFile.key(of: call.path, in: outer)
    var isFollowed = false
    if let tree = trees[key], depth < Self.depthLimit,
      let (contents, inner) = call.contents(tree, names)
    {
      let findings =
        call.isFunction ? SetFinder.extensions(contents) : SetFinder.sets(contents)
      for finding in findings {
        switch finding {
        case .set(let found):
          isFollowed = true
          var site = PackageSite.inFile(key, found, names: inner, route: route)
          site.isConditional = site.isConditional || call.isConditional
          if !Self.isNothing(found.set) { add(site, certainty: certainty) }
        case .file(let file):
          isFollowed = true
          var inner = inner
          if let function = file.function { inner.own = function.name }
          follow(file, in: key, inner, route: route, certainty, depth: depth + 1)
        case .unknown: continue
        }
      }
    }
    if !isFollowed {
      files.append(
        UnreadFile(
          ecosystem: route == .r ? .cran : .pypi, file: key, node: call.node,
          isRead: trees[key] != nil))
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
    Reduction.parts(
      of: node, [.names, .bodies, .branches, .updates], knowledge: SetFinder.passedOn(by:)
    ).compactMap { AttributeSet($0.node) }
  }

  /// What a name is bound to in a set, also by `inherit`.
  private static func value(_ name: String, in set: AttributeSet) -> SyntaxNode? {
    if let value = set.value(name) { return value }
    guard let inherit = set.inherits.first(where: { $0.names.contains(name) }),
      inherit.source == nil
    else { return nil }
    return inherit.attributes.first { $0.text == name }
  }
}

extension Select {
  /// The names of the selection from the left, at least two; those after an expression that is no
  /// variable stand alone.
  fileprivate func dottedNames(behind base: SyntaxNode) -> [String]? {
    guard let names = path?.names else { return nil }
    let all = (base.dottedNames ?? []) + names
    return all.count > 1 ? all : nil
  }
}
