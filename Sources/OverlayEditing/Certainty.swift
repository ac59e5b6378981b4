import NixSyntax

/// How sure it is that a function is an overlay, or the set of packages that it looks like.
enum Certainty: Int, Comparable, Sendable {
  /// Its shape alone speaks for it, or what it does speaks against it.
  case shape
  /// What it does with its arguments shows it, and evaluation can confirm it.
  case use
  /// Its place in the file shows it.
  case place

  /// What is less certain is not edited.
  static let threshold = Certainty.use

  static func < (left: Certainty, right: Certainty) -> Bool { left.rawValue < right.rawValue }
}

/// A function `final: prev: …` of a file, with what speaks for it being an overlay.
struct OverlayCandidate: Sendable {
  /// What a function extends.
  enum Subject: Hashable, Sendable {
    case nixpkgs
    /// The package set of a Python interpreter.
    case python
    /// The set of R packages.
    case r
  }

  let lambda: Lambda
  let subject: Subject
  let certainty: Certainty
  /// What evaluation has to confirm.
  var expectation = Expectation()
  /// What speaks against it, where something does.
  let objection: Objection?

  /// Why a function is not an overlay.
  enum Objection: Hashable, Sendable {
    /// An argument is used as something else than a package set.
    case argument(String)
    /// Nothing uses it as one.
    case unused
    /// It extends one nixpkgs of several.
    case oneOfSeveral
    /// It extends a nixpkgs that is made for one purpose.
    case ofOwnNixpkgs
    /// Its arguments have no names.
    case unnamed
    /// It is called after what it mends, beside other overlays.
    case fix
  }
}

/// What a set of packages has if a function is an overlay of it.
package struct Expectation: Hashable, Sendable {
  /// The attributes that the function uses, sorted; the set has at least half of them.
  package var attributes: [String] = []
  /// How many of them may be missing whatever their share, since another overlay may add them.
  package var tolerance = 0
  /// Whether no other set may have all of them.
  package var isExclusive = false
  /// Whether the set is that of Python's packages; else it is nixpkgs.
  package var isOfPython = false
  /// Whether nothing but what nixpkgs lacks speaks for that.
  package var isAssumed = false
}

/// The search for the overlays of a file.
///
/// What is bound to `overlays…`, an element of `overlays = [ … ]`, and the value of the file count by
/// their place; another function counts by what it does, if evaluation can reach it.
///
///     let
///       mkUser = name: uid: { home = "/home/${name}"; };   # its shape alone
///       fix = self: super: { git = super.git.override { }; };   # its use
///     in
///     { nixpkgs.overlays = [ (final: prev: { }) ]; }   # its place
struct OverlayCandidates: Sendable {
  let all: [OverlayCandidate]

  /// The path tells, too: `overlay.nix` and what is in `overlays/` are overlays, `haskell-overlay.nix`
  /// is one of another set.
  init(_ tree: SyntaxTree, path: String, assuming subject: OverlayCandidate.Subject = .nixpkgs) {
    let file = FileName(path)
    var search = DestinationSearch()
    var work = DestinationSearch.workLimit
    all = tree.root.descendants(Lambda.self).compactMap { lambda in
      guard lambda.isOverlay else { return nil }
      let isReached = OverlayAccess(to: lambda.syntax, work: &work) != nil
      return Self.candidate(
        lambda, search.destination(of: lambda.syntax), isReached: isReached, in: file,
        assuming: subject)
    }
  }

  /// What is known about a function.
  func candidate(_ lambda: Lambda) -> OverlayCandidate? { all.first { $0.lambda == lambda } }

  /// The innermost function around a node that may be an overlay of nixpkgs.
  func around(_ node: SyntaxNode) -> OverlayCandidate? {
    let lambdas = node.ancestors.compactMap { Lambda($0) }
    return lambdas.lazy.compactMap { candidate($0) }.first { $0.subject == .nixpkgs }
  }

  /// Whether a node is in an overlay that is called after what it mends.
  func isInFix(_ node: SyntaxNode) -> Bool {
    node.ancestors.contains { Lambda($0).flatMap(candidate)?.objection == .fix }
  }

  /// What a file's name tells.
  private struct FileName {
    /// It is called an overlay, or lies in a folder of them.
    let isOverlay: Bool
    /// It is called after another set of packages.
    private let isOther: Bool
    /// It lies in a folder that is called after another set of packages: `python-modules/versions.nix`.
    let isInFolderOfOther: Bool
    /// What it is called without the ending.
    private let stem: String
    /// It is called overrides, which every set but nixpkgs has.
    let isOverrides: Bool
    /// It is called after Python.
    let isOfPython: Bool
    /// It lies in a folder of tests.
    let isOfTests: Bool

    init(_ path: String) {
      let parts = path.split(separator: "/")
      let near = parts.suffix(2)
      isOfTests = near.dropLast().contains { ["checks", "tests", "test"].contains($0) }
      let name = parts.last == "default.nix" ? near.first : parts.last
      isOther = OtherSets.areNamed(in: String(name ?? ""))
      isInFolderOfOther = near.dropLast().contains { OtherSets.areNamed(in: String($0)) }
      stem = String((name ?? "").prefix { $0 != "." })
      isOverrides = name?.lowercased().contains("overrid") ?? false
      isOfPython = name?.lowercased().contains("python") ?? false
      isOverlay =
        near.contains { $0.contains("overlay") }
        || parts.suffix(4).dropLast().contains { ["overlays", "overlay"].contains($0) }
    }

    /// Whether it is called after another set of packages, and not after a package that its function adds.
    func isOther(than use: ArgumentUse) -> Bool { isOther && !use.defines(stem) }
  }

  private static func candidate(
    _ lambda: Lambda, _ place: Destination, isReached: Bool, in file: FileName,
    assuming assumed: OverlayCandidate.Subject
  ) -> OverlayCandidate {
    let use = ArgumentUse(lambda)
    let isOther = file.isOther(than: use)
    func made(
      _ subject: OverlayCandidate.Subject, _ certainty: Certainty,
      expecting isExpecting: Bool = false, tolerance: Int = 0,
      _ objection: OverlayCandidate.Objection? = nil
    ) -> OverlayCandidate {
      var expectation = Expectation()
      if isExpecting {
        expectation.attributes = use.expected.sorted()
        expectation.tolerance = tolerance
        expectation.isExclusive =
          use.overridesAlone
          || certainty == .use && [.value, .bound].contains(place) && !use.isNamedForPython
        expectation.isOfPython = subject == .python
      }
      return OverlayCandidate(
        lambda: lambda, subject: subject,
        certainty: lambda.syntax.isUnderCondition ? min(certainty, .use) : certainty,
        expectation: expectation,
        objection: objection)
    }
    let none = made(.nixpkgs, .shape, .unused)
    let isOverlays = place == .overlays || place == .namedOverlays
    if place == .otherSet || ArgumentUse.isMemberOfOverlay(lambda)
      || ArgumentUse.isRestOfOverlay(lambda)
    {
      return none
    }
    if !isOverlays, use.returnsArguments { return none }
    if place != .value,
      dependsOnCaller(lambda) || hasOtherArguments(lambda) && isCalledOften(lambda)
    {
      return none
    }
    if place == .ownNixpkgs
      || place == .overlays && (file.isOfTests || SpecialNixpkgs.isOfTest(lambda))
    {
      return made(.nixpkgs, .shape, .ofOwnNixpkgs)
    }
    if place == .oneOfSeveral { return made(.nixpkgs, .shape, .oneOfSeveral) }
    if !isOverlays, let subject = use.subject {
      if place == .named { return none }
      guard place == .value || place == .bound && isReached else {
        return made(subject, .shape)
      }
      // Overriding what poetry or uv makes of a lock looks the same.
      if subject == .python, !use.buildsPython, file.isOverrides, !file.isOfPython { return none }
      if use.overridesAlone {
        let isOfNixpkgs = file.isOverlay && !isOther
        return made(
          isOfNixpkgs ? .nixpkgs : subject, isReached ? .use : .shape, expecting: true)
      }
      return made(subject, place == .value ? .place : .use)
    }
    if isOverlays, isFixBesideOthers(lambda) { return made(.nixpkgs, .shape, .fix) }
    if let name = use.foreign { return made(.nixpkgs, .shape, .argument(name)) }
    if place == .value, isReached, use.isNamedForPython, !Self.hasOtherArguments(lambda) {
      return made(.python, .use, expecting: true)
    }
    if use.isNamedOtherwise || use.returnsFunction { return none }
    if assumed == .python, place == .value, isReached, use.isNamed, !use.extendsPackages,
      !use.isOfNixpkgs, use.expected.count > (file.isOfPython ? 0 : 1),
      !file.isOverrides || file.isOfPython
    {
      var assumed = made(.python, .use, expecting: true)
      assumed.expectation.isAssumed = true
      return assumed
    }
    // Arguments without names show nothing of what a function is for.
    if use.isBlank, place == .overlays, !isReached { return made(.nixpkgs, .shape, .unnamed) }
    if use.extendsPackages || place == .overlays { return made(.nixpkgs, .place) }
    if use.isOfNixpkgs {
      switch place {
      case .value, .named, .namedOverlays: return made(.nixpkgs, .place)
      case .bound where isReached: return made(.nixpkgs, .use)
      default: return none
      }
    }
    // An overlay's file that has nothing in it yet.
    if place == .value, use.isEmpty, !isOther, !file.isOverrides, file.isOverlay,
      !Self.hasOtherArguments(lambda), !Self.hasPackageArguments(lambda)
    {
      return made(.nixpkgs, .place)
    }
    guard use.isNamed else {
      let isShown = isReached && isOverlays && (!use.expected.isEmpty || use.isBlank)
      return isShown ? made(.nixpkgs, .use, expecting: true, tolerance: 1) : none
    }
    let hasOtherArguments = Self.hasOtherArguments(lambda)
    switch place {
    case .namedOverlays: return made(.nixpkgs, .place)
    case .value where file.isOverrides, .bound where file.isOverrides: return none
    case .value where isOther, .bound where isOther:
      // One attribute may be in nixpkgs as well as in the set that the file is called after.
      return isReached && use.expected.count > 1 ? made(.nixpkgs, .use, expecting: true) : none
    case .value where file.isOverlay && !hasOtherArguments && !use.isEmpty:
      return made(
        .nixpkgs, use.takesPython ? .use : .place, expecting: true, tolerance: 2)
    case .value where use.isEmpty && Self.hasPackageArguments(lambda): return none
    // What is empty shows nothing but by where it lies.
    case .value where use.isEmpty && !hasOtherArguments:
      return file.isInFolderOfOther ? none : made(.nixpkgs, .place)
    case .named where isReached: return made(.nixpkgs, .use, expecting: true, tolerance: 2)
    case .bound where isReached && (use.isEmpty || isDefault(lambda) || file.isOverlay):
      return made(.nixpkgs, .use, expecting: true, tolerance: 1)
    case .value, .bound:
      guard isReached, !use.expected.isEmpty else { return none }
      return made(.nixpkgs, .use, expecting: true)
    default: return none
    }
  }

  /// Whether a function around one makes several overlays of it: `add = file: final: prev: …` that is called
  /// with this file and that.
  private static func isCalledOften(_ lambda: Lambda) -> Bool {
    var outer = lambda.syntax
    while let next = outer.parenthesised.parent, next.kind == .lambda { outer = next }
    guard let binding = Binding(outer.parenthesised.parent), let name = binding.name,
      let container = binding.syntax.parent
    else { return false }
    var work = DestinationSearch.workLimit / 100
    let uses = DestinationSearch.uses(of: name, boundBy: binding, in: container, work: &work)
    return uses.filter { Apply($0.parent)?.function == $0 }.count > 1
  }

  /// Whether functions around one take what overlays do not depend on.
  private static func hasOtherArguments(_ lambda: Lambda) -> Bool {
    !otherFunctions(around: lambda).isEmpty
  }

  /// Whether what one makes comes of such an argument, or of a helper's, so that it is another overlay for each
  /// call: `mk = { name, … }: let path = … name …; in { overlay = final: prev: { … path … }; }`.
  private static func dependsOnCaller(_ lambda: Lambda) -> Bool {
    let others = otherFunctions(around: lambda) + helpers(around: lambda)
    guard !others.isEmpty, let body = lambda.innerLambda?.body else { return false }
    var waiting = [body]
    var seen: Set<SyntaxNode> = []
    while let next = waiting.popLast(), seen.count < 256 {
      guard seen.insert(next).inserted else { continue }
      for node in [next] + Array(next.descendants)
      where node.kind == .identifier && node.parent?.kind != .attributePath {
        switch node.meaning(of: node.text) {
        case .parameter(let function, _)?:
          if others.contains(function), !usualArguments.contains(node.text) { return true }
        case .binding(let binding)?:
          guard let value = binding.value, !lambda.range.contains(value.range.lowerBound),
            others.contains(where: { $0.range.contains(value.range.lowerBound) })
          else { continue }
          waiting.append(value)
        case .inherited(let inherit, _)?: inherit.source.map { waiting.append($0) }
        case nil: continue
        }
      }
    }
    return false
  }

  /// The functions around one that are variables of a `let`, to be called by their names.
  private static func helpers(around lambda: Lambda) -> [Lambda] {
    lambda.syntax.ancestors.compactMap { Lambda($0) }.filter { outer in
      var node = outer.syntax
      while let next = node.parenthesised.parent, next.kind == .lambda { node = next }
      return Binding(node.parenthesised.parent)?.syntax.parent?.kind == .letIn
    }
  }

  private static func otherFunctions(around lambda: Lambda) -> [Lambda] {
    lambda.syntax.ancestors.compactMap { Lambda($0) }.filter {
      !$0.hasPattern && !usualArguments.contains($0.name ?? "")
    }
  }

  /// Whether functions around one take builders and fetchers by their names, as generated sets of plugins do.
  private static func hasPackageArguments(_ lambda: Lambda) -> Bool {
    lambda.syntax.ancestors.contains { ancestor in
      Lambda(ancestor).map { outer in
        outer.hasPattern
          && outer.parameters.contains { parameter in
            ["build", "fetch", "mk", "callPackage"].contains(where: parameter.name.hasPrefix)
          }
      } ?? false
    }
  }

  /// What files of overlays are called with before the overlay's own arguments.
  private static let usualArguments: Set<String> = [
    "inputs", "lib", "pkgs", "nixpkgs", "sources", "flake", "config", "system", "args", "_",
    "flakeInputs", "inputs'", "self'", "nixpkgsConfig", "flakes", "version", "src",
  ]

  /// Whether a function is one of several overlays and called after what it mends until nixpkgs does:
  /// `cli-helpers-fix`.
  private static func isFixBesideOthers(_ lambda: Lambda) -> Bool {
    guard let binding = Binding(lambda.syntax.parenthesised.parent),
      let name = binding.path?.lastName,
      let set = AttributeSet(binding.syntax.parent), set.members.count > 1
    else { return false }
    let words = NameWords.of(name)
    return words.count > 1
      && ["fix", "workaround", "hotfix"].contains { $0 == words.first || $0 == words.last }
  }

  /// Whether a function is what a set has for whoever asks for nothing else.
  static func isDefault(_ lambda: Lambda) -> Bool {
    Binding(lambda.syntax.parenthesised.parent)?.path?.lastName == "default"
  }
}
