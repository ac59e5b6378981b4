import NixSyntax

/// The function `final: prev: …` of an overlay and the set it returns.
struct OverlayBody {
  let lambda: Lambda
  /// The expression after `final: prev:`.
  let expression: SyntaxNode
  /// The `let` that starts the expression, if there is one.
  let letIn: LetIn?
  /// The set that holds the overlay's attributes; nil where what it returns can't be seen.
  let set: AttributeSet?
  /// The set that new attributes go into; nil where a set for them goes before the result.
  ///
  /// Behind a part that can't be seen they could take the place of what that has.
  let setForMore: AttributeSet?
  /// What the expression comes down to behind `let`, `with` and `assert`.
  let result: SyntaxNode

  /// Finds the overlay's function in a file: the most certain one; among equals, the one with packages.
  init(_ tree: SyntaxTree, _ search: SiteSearch) throws(SearchFailure) {
    let places = search.sites.filter { $0.file == nil }.map(\.set.syntax.range.lowerBound)
    let candidates = search.candidates.all.filter { $0.subject == .nixpkgs }
    let ranked = candidates.enumerated().map { index, candidate in
      let lambda = candidate.lambda
      let hasPackages = places.contains { lambda.syntax.range.contains($0) }
      let set = lambda.innerLambda?.body.flatMap { Self.sets(in: $0).last }
      // Of several that are bound to names, the usual one, or one that has packages and not only helpers or
      // other sets; the elements of a list are all alike, and what completes another overlay comes last.
      var preference = 0
      let place = lambda.syntax.parenthesised.parent
      if candidate.certainty >= .threshold, Binding(place) != nil {
        preference =
          OverlayCandidates.isDefault(lambda)
          ? 2 : set.map(Self.makesPackages) ?? false ? 1 : 0
      } else if place?.kind == .apply {
        preference = -1
      }
      return (
        rank: (
          candidate.certainty, hasPackages ? 1 : 0, set != nil ? 1 : 0,
          2 * preference + (Self.namesArguments(lambda) ? 1 : 0), -Self.depth(lambda), -index
        ),
        candidate: candidate
      )
    }
    let best = ranked.max { $0.rank < $1.rank }?.candidate
    guard let best, best.certainty >= .threshold, let expression = best.lambda.innerLambda?.body
    else {
      throw SearchFailure(
        node: best?.lambda.syntax ?? tree.expression ?? tree.root,
        reason: Self.reason(tree, best, search))
    }
    let lambda = best.lambda
    if let (usual, file) = Self.usualOverlay(of: tree, besides: lambda, search)
      ?? Self.overlayOfPackages(besides: lambda)
    {
      throw SearchFailure(node: usual, reason: .usualInFile(file))
    }
    self.lambda = lambda
    self.expression = expression
    self.letIn = LetIn(expression.unparenthesised)
    let result = Reduction.parts(of: expression, []).first?.node ?? expression
    self.result = result
    let sets = Self.sets(in: expression)
    set = sets.last
    setForMore = sets.lastBeforeUnseen ?? (Self.takesSetBefore(result) ? nil : sets.last)
    if set == nil, !Self.takesSetBefore(result) {
      throw SearchFailure(node: expression, reason: .noSet)
    }
  }

  /// Whether `{ … } // result` means what it seems to mean.
  private static func takesSetBefore(_ result: SyntaxNode) -> Bool {
    switch result.kind {
    case .apply, .select, .identifier, .ifElse: true
    case .binary: Binary(unchecked: result).operatorKind == .update
    default: false
    }
  }

  /// The edit that takes an empty set away again that was put before the result for packages of ours:
  /// one with a blank line between it and the `//`.
  var removalOfSetBefore: [SourceEdit]? {
    guard let set = setForMore, set.members.isEmpty, let update = Binary(set.syntax.parent),
      update.operatorKind == .update, update.left == set.syntax, let right = update.right,
      !set.syntax.tokens.contains(where: { $0.kind.isComment }),
      let space = set.syntax.lastToken?.next, space.kind == .whitespace, space.lineBreaks == 2
    else { return nil }
    // The parentheses came with it.
    guard right.unparenthesised.kind == .ifElse, right.kind == .parenthesised else {
      return [.remove(set.range.lowerBound..<right.range.lowerBound)]
    }
    let result = right.unparenthesised
    return [
      .remove(set.range.lowerBound..<result.range.lowerBound),
      .remove(result.range.upperBound..<right.range.upperBound),
    ]
  }

  /// How many attributes lead to a function: one of the file itself comes before one of a machine in it.
  private static func depth(_ lambda: Lambda) -> Int {
    lambda.syntax.ancestors.compactMap { Binding($0)?.path?.attributes.count }.reduce(0, +)
  }

  /// Whether both arguments of a function have names.
  private static func namesArguments(_ lambda: Lambda) -> Bool {
    lambda.name != "_" && lambda.innerLambda?.name != "_"
  }

  /// Whether a member of a set is a package that is called or changed where it stands.
  private static func makesPackages(_ set: AttributeSet) -> Bool {
    set.bindings.contains { binding in
      guard let name = Apply(binding.value?.unparenthesised)?.functionName else { return false }
      return name == "callPackage"
        || ["override", "build", "mkDerivation"].contains(where: name.hasPrefix)
    }
  }

  /// The set that an overlay's expression comes down to, and the last one before what can't be seen.
  private static func sets(
    in expression: SyntaxNode
  ) -> (last: AttributeSet?, lastBeforeUnseen: AttributeSet?) {
    var last: AttributeSet?
    var lastBeforeUnseen: AttributeSet?
    var isSeen = true
    for finding in SetFinder.sets(expression) {
      switch finding {
      case .set(let found):
        // A set that a variable stands for may serve other purposes, too.
        guard !found.isConditional, expression.range.contains(found.set.range.lowerBound) else {
          continue
        }
        last = found.set
        if isSeen { lastBeforeUnseen = last }
      case .unknown(let node) where isArgument(node): continue
      case .file, .unknown: isSeen = false
      }
    }
    return (last, lastBeforeUnseen)
  }

  /// Whether an expression is an argument of a function, as `prev` is in `prev // { … }`.
  private static func isArgument(_ node: SyntaxNode) -> Bool {
    guard node.kind == .identifier, case .parameter? = node.meaning(of: node.text) else {
      return false
    }
    return true
  }

  /// The bindings of what the overlay returns, among which ours are.
  var bindings: [Binding] {
    let own = set?.bindings ?? []
    guard let setForMore, setForMore.syntax != set?.syntax else { return own }
    return setForMore.bindings + own
  }

  /// The reason why a file has no overlay in it, with the file that has it where that can be seen.
  private static func reason(
    _ tree: SyntaxTree, _ best: OverlayCandidate?, _ search: SiteSearch
  ) -> OverlayEditingError.Form {
    if let site = search.sites.first(where: { $0.routes == [.file] }) {
      return .packageSet(site.ecosystem)
    }
    switch best?.objection {
    case .argument(let name)?: return .usedOtherwise(argument: name)
    case .unused?: return .notUsedAsOverlay
    case .oneOfSeveral?: return .oneOfSeveral
    case .ofOwnNixpkgs?: return .ofOwnNixpkgs
    case .fix?: return .ofFix
    case .unnamed?: return .unnamedArguments
    case nil: break
    }
    let files = tree.root.descendants.compactMap { SetFile.path(of: $0) }
    // What is called so has the overlay sooner than sources and settings have.
    let words = ["overlay", "overrid", "packages", "pkgs", "python"]
    let named = words.lazy.compactMap { word in
      files.first { $0.lowercased().contains(word) }
    }.first
    return .noOverlay(
      takesIn: named
        ?? files.first { file in !["sources", "npins"].contains(where: file.contains) })
  }

  /// The `overlays.default` of a flake that is made of other files, where a function is another overlay, which
  /// that one does not take in.
  private static func usualOverlay(
    of tree: SyntaxTree, besides lambda: Lambda, _ search: SiteSearch
  ) -> (SyntaxNode, file: String)? {
    guard
      let usual = tree.root.descendants(Binding.self).first(where: { overlayName($0) == "default" }
      ), !usual.range.contains(lambda.range.lowerBound),
      !search.candidates.all.contains(where: {
        $0.certainty >= .threshold && usual.range.contains($0.lambda.syntax.range.lowerBound)
      })
    else { return nil }
    if let name = Binding(lambda.syntax.parenthesised.parent)?.names?.last,
      usual.syntax.tokens.contains(where: { $0.kind == .identifier && $0.text == name })
    {
      return nil
    }
    return usual.syntax.descendants.lazy.compactMap { SetFile.path(of: $0) }.first.map {
      (usual.syntax, $0)
    }
  }

  /// The overlay of another file beside one that has nothing but other versions of nixpkgs:
  /// `modifications = import ./modifications.nix;` beside `unstable = final: prev: { unstable = import …; };`.
  private static func overlayOfPackages(besides lambda: Lambda) -> (SyntaxNode, file: String)? {
    guard let own = Binding(lambda.syntax.parenthesised.parent), let container = own.container,
      let set = lambda.innerLambda?.body.flatMap({ sets(in: $0).last }), !set.bindings.isEmpty,
      set.members.count == set.bindings.count,
      set.bindings.allSatisfy({ binding in
        Reduction.parts(of: binding.value, .names).contains {
          NixpkgsImport($0.node)?.isNixpkgs ?? false
        }
      })
    else { return nil }
    for node in container.children {
      guard let other = Binding(node), other != own, let value = other.value?.unparenthesised,
        value.kind != .lambda,
        let file = ([value] + Array(value.descendants)).lazy.compactMap({ SetFile.path(of: $0) })
          .first
      else { continue }
      return (value, file)
    }
    return nil
  }

  /// The name that a binding gives an overlay of a flake: `default` of `overlays.default`.
  private static func overlayName(_ binding: Binding) -> String? {
    guard let names = binding.names, let last = names.last else { return nil }
    if names.count > 1 { return names[names.count - 2] == "overlays" ? last : nil }
    return Binding(binding.container?.parent)?.names?.last == "overlays" ? last : nil
  }

  /// Why a file is not understood.
  struct SearchFailure: Error {
    let node: SyntaxNode
    let reason: OverlayEditingError.Form
  }

  /// Whether the overlay has no `let` and starts on the line that names its arguments.
  var isOnArgumentsLine: Bool {
    letIn == nil && !(expression.firstToken?.startsLine ?? false)
  }

  /// The overlay's second argument: nixpkgs before the overlay.
  var before: String? {
    guard let inner = lambda.innerLambda, let name = inner.name, name != "_",
      sees(name, of: inner)
    else { return nil }
    return name
  }

  /// The overlay's first argument: nixpkgs with all overlays.
  var after: String? {
    guard let name = lambda.name, name != "_", sees(name, of: lambda) else { return nil }
    return name
  }

  /// Whether a name means a function's argument where packages go.
  private func sees(_ name: String, of lambda: Lambda) -> Bool {
    guard let set else { return result.sees(name, of: lambda) }
    return set.syntax.sees(name, of: lambda) && !(set.isRecursive && set.defines(name))
  }

  /// What an argument that is called `_` is called where packages need it: names that few people
  /// give, so that `_` can come back with the last package.
  static let nameOfAfter = "finalPackages"
  static let nameOfBefore = "prevPackages"

  /// The edits that give arguments their `_` back which have got a name for packages of ours.
  var unnaming: [SourceEdit] {
    let arguments = [(lambda, Self.nameOfAfter), (lambda.innerLambda ?? lambda, Self.nameOfBefore)]
    return arguments.compactMap { lambda, name in
      guard lambda.name == name, let parameter = lambda.syntax.child(.identifierParameter),
        !expression.descendants.contains(where: { $0.kind == .identifier && $0.text == name })
      else { return nil }
      return .replace(parameter, with: "_")
    }
  }

  /// A name for an argument that is called `_`; nil if that name means something else already.
  func naming(
    _ name: String, of lambda: Lambda, _ taken: Set<String>, _ edits: inout [SourceEdit]
  ) -> String? {
    guard lambda.name == "_", !taken.contains(name),
      let parameter = lambda.syntax.child(.identifierParameter)
    else { return nil }
    edits.append(.replace(parameter, with: name))
    return name
  }

  /// Names that a new variable of the `let` must not have.
  var takenNames: Set<String> {
    var names: Set<String> = [lambda.name, lambda.innerLambda?.name].reduce(into: []) { set, name in
      if let name { set.insert(name) }
    }
    for binding in letIn?.bindings ?? [] {
      if let name = binding.names?.first { names.insert(name) }
    }
    for inherit in letIn?.inherits ?? [] { names.formUnion(inherit.names) }
    // In a recursive set its own attributes hide variables.
    if let set, set.isRecursive {
      names.formUnion(set.bindings.compactMap { $0.names?.first } + set.inherits.flatMap(\.names))
    }
    // A free variable of that name would change its meaning.
    for node in expression.descendants
    where node.kind == .identifier && node.parent?.kind != .attributePath {
      names.insert(node.text)
    }
    return names
  }
}
