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
  /// What evaluation has to confirm: the attributes of nixpkgs that it uses.
  var expected: Set<String> = []
  /// What speaks against it, where something does.
  let objection: Objection?

  /// Why a function is not an overlay.
  enum Objection: Hashable, Sendable {
    /// An argument is used as something else than a package set.
    case argument(String)
    /// Nothing uses it as one.
    case unused
  }
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

  /// The path tells, too: `overlay.nix` and what is in `overlays/` are overlays.
  init(_ tree: SyntaxTree, path: String) {
    let isNamed = path.split(separator: "/").suffix(2).contains { $0.contains("overlay") }
    all = tree.root.descendants(Lambda.self).compactMap { lambda in
      lambda.isOverlay ? Self.candidate(lambda, isFileNamed: isNamed) : nil
    }
  }

  /// What is known about a function.
  func candidate(_ lambda: Lambda) -> OverlayCandidate? { all.first { $0.lambda == lambda } }

  /// The innermost function around a node that may be an overlay of nixpkgs.
  func around(_ node: SyntaxNode) -> OverlayCandidate? {
    let lambdas = node.ancestors.compactMap { Lambda($0) }
    return lambdas.lazy.compactMap { candidate($0) }.first { $0.subject == .nixpkgs }
  }

  private static func candidate(_ lambda: Lambda, isFileNamed: Bool) -> OverlayCandidate {
    let use = ArgumentUse(lambda)
    let place = Place(of: lambda)
    func made(
      _ subject: OverlayCandidate.Subject, _ certainty: Certainty,
      _ objection: OverlayCandidate.Objection? = nil
    ) -> OverlayCandidate {
      OverlayCandidate(
        lambda: lambda, subject: subject, certainty: certainty, objection: objection)
    }
    let isReached = OverlayAccess(to: lambda.syntax) != nil
    if place == .otherSet { return made(.nixpkgs, .shape, .unused) }
    if place != .overlays, let subject = use.subject {
      if place == .value { return made(subject, .place) }
      if place == .named { return made(.nixpkgs, .shape, .unused) }
      return made(subject, place == .bound && isReached ? .use : .shape)
    }
    if let name = use.foreign { return made(.nixpkgs, .shape, .argument(name)) }
    if use.extendsPackages || place == .overlays { return made(.nixpkgs, .place) }
    let isShown = use.isOfNixpkgs || use.isNamed && use.isEmpty
    switch place {
    case .value where isFileNamed || isShown: return made(.nixpkgs, .place)
    case .named where use.isOfNixpkgs: return made(.nixpkgs, .place)
    case .named where isReached, .bound where isReached && (isShown || isDefault(lambda)):
      return made(.nixpkgs, .use)
    case .value, .bound:
      guard isReached, use.isNamed, !use.expected.isEmpty else { break }
      var candidate = made(.nixpkgs, .use)
      candidate.expected = use.expected
      return candidate
    default: break
    }
    return made(.nixpkgs, .shape, .unused)
  }

  /// Whether a function is what a set has for whoever asks for nothing else.
  private static func isDefault(_ lambda: Lambda) -> Bool {
    Binding(lambda.syntax.parenthesised.parent)?.path?.lastName == "default"
  }

  /// Where a function is.
  private enum Place {
    /// It is the file's value, whatever the file's function is called with.
    case value
    /// It is bound to `overlays` or `overlay`, or an element of a list of them.
    case overlays
    /// It is bound to a name that speaks of an overlay.
    case named
    /// It is bound to another name.
    case bound
    /// It extends another set, such as that of Haskell packages.
    case otherSet
    case elsewhere

    init(of lambda: Lambda) {
      self = .value
      var names: [String] = []
      var node = lambda.syntax
      while let parent = node.parent {
        switch parent.kind {
        case .root, .parenthesised: break
        case .letIn where LetIn(unchecked: parent).body == node: break
        case .with where With(unchecked: parent).body == node: break
        case .assert where Assert(unchecked: parent).body == node: break
        case .lambda where Lambda(unchecked: parent).body == node: break
        case .ifElse, .list: break
        case .binary where Binary(unchecked: parent).operatorKind == .concatenate: break
        case .apply:
          guard let call = Call(parent) else {
            self = .elsewhere
            return
          }
          let isArgument = call.arguments.contains(node)
          if isArgument, SetFinder.composedOverlays(by: call) != nil { break }
          if isArgument, SetFinder.passedOn(by: call) != nil { break }
          switch call.name {
          case "appendOverlays": self = .overlays
          case "override", "overrideScope", "overrideScope'": self = .otherSet
          default: self = .elsewhere
          }
          return
        case .binding:
          names = (Binding(unchecked: parent).path?.attributes.map(\.text) ?? []) + names
          // `overlays = { default = …; }` is `overlays.default`.
          guard let set = parent.parent, set.kind == .attributeSet, set.parent?.kind == .binding
          else {
            self = Self.named(names)
            return
          }
          node = set
          continue
        default:
          self = .elsewhere
          return
        }
        node = parent
      }
    }

    /// What the name tells that a function is bound to.
    private static func named(_ names: [String]) -> Place {
      let text = names.joined(separator: ".").lowercased()
      if text == "overrides" || text.hasSuffix("packageoverrides") || text.hasSuffix(".overrides") {
        return .otherSet
      }
      guard text.contains("overlay") else { return .bound }
      let others = ["haskell", "python", "py", "emacs", "perl", "ocaml", "rust", "lua", "node"]
      if others.contains(where: { text.contains($0) }) { return .bound }
      return names.contains { $0 == "overlays" || $0 == "overlay" } ? .overlays : .named
    }
  }
}
