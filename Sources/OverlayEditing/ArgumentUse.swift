import NixSyntax

/// What a function `a: b: …` does with its two arguments, which tells what they are.
struct ArgumentUse {
  /// The attributes that are selected from the first and from the second argument.
  private var selected: [Set<String>] = [[], []]
  /// All of them, also those without which it does: `prev.name or { }`.
  private var all: Set<String> = []
  /// The argument that is used as something that no package set is.
  private(set) var foreign: String?
  /// Whether the names are those that people give the arguments of an overlay.
  let isNamed: Bool
  /// Whether neither argument has a name to use.
  let isBlank: Bool
  /// Whether a name is one that people give an argument of another set: `pySelf`, `hprev`.
  let isNamedOtherwise: Bool
  /// Whether both names are those of arguments of a set of Python's packages: `pyfinal`, `python-super`.
  let isNamedForPython: Bool
  /// Whether what is returned is a function, which takes something else than an overlay does.
  private(set) var returnsFunction = false
  /// The names that come from the arguments by `with`, or from something else.
  private var scoped: Set<String> = []
  /// The names of the first and of the second argument's attributes that `with` brings.
  private var taken: [Set<String>] = [[], []]
  /// Whether all of what is returned can be seen.
  private var returnsSet = false
  /// Whether what is selected is overridden as packages of Python are.
  private var overridesPython = false
  /// The names of what it returns.
  private var own: Set<String> = []

  /// Whether what it returns has an attribute.
  func defines(_ name: String) -> Bool { own.contains(name) }

  /// Whether it returns a set without anything in it.
  var isEmpty: Bool { own.isEmpty && returnsSet }
  private let lambda: Lambda

  private static let names: [Set<String>] = [
    [
      "final", "self", "_", "pkgs", "new", "_self", "_final", "finalPkgs", "final'", "self'",
      "__final", "__self", "_pkgs", "selfPkgs", "this", OverlayBody.nameOfAfter,
    ],
    [
      "prev", "super", "_", "pkgs", "old", "_super", "_prev", "previous", "prevPkgs", "prev'",
      "super'", "__prev", "__super", "_pkgs", "superPkgs", "orig", "original",
      OverlayBody.nameOfBefore,
    ],
  ]

  /// Whether a name is made of one for an argument of an overlay and a word for another set.
  private static func isOfOtherSet(_ name: String) -> Bool {
    guard let subject = subject(of: name) else { return false }
    return !ofPackages.contains(subject)
  }

  /// The words for nixpkgs in names of arguments: `pkgsFinal`.
  private static let ofPackages: Set<String> = ["", "pkgs", "packages", "nixpkgs", "nix", "pkg"]

  /// Whether a name is made of one for the first or the second argument of an overlay, and no word for
  /// another set.
  private static func isNamed(_ name: String, at place: Int) -> Bool {
    if names[place].contains(name) { return true }
    guard let subject = subject(of: name), ofPackages.contains(subject) else { return false }
    return [["final", "self"], ["prev", "super"]][place].contains { name.lowercased().contains($0) }
  }

  /// What is left of a name for an argument of an overlay without the word that says which one.
  private static func subject(of name: String) -> String? {
    let text = name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != "'" }
    return ["final", "self", "previous", "prev", "super"].first(where: text.contains).map {
      text.replacing($0, with: "")
    }
  }

  /// Whether a name is that of an argument of a set of Python's packages, or none.
  private static func isForPython(_ name: String) -> Bool {
    subject(of: name).map {
      ["py", "python", "pypkgs", "pythonpkgs", "pypackages", "pythonpackages"].contains($0)
    } ?? false
  }

  /// Whether a function's arguments have the names that people give those of an overlay.
  private static func isNamed(_ lambda: Lambda) -> Bool {
    let names = [lambda, lambda.innerLambda ?? lambda].map { $0.name ?? "" }
    return names.indices.allSatisfy { isNamed(names[$0], at: $0) }
      && !names.allSatisfy { $0 == "_" }
  }

  /// Whether a function is a member of what another function like an overlay returns: an attribute of
  /// nixpkgs, which nobody applies as an overlay.
  static func isMemberOfOverlay(_ lambda: Lambda) -> Bool {
    var isMember = false
    for ancestor in lambda.syntax.ancestors {
      if ancestor.kind == .attributeSet { isMember = true }
      if isMember, let outer = Lambda(ancestor), outer.isOverlay, isNamed(outer) { return true }
    }
    return false
  }

  /// Whether a function takes the second argument of an overlay, and more: `prev: inputs: …` behind `final:`.
  static func isRestOfOverlay(_ lambda: Lambda) -> Bool {
    guard lambda.name != "_", let outer = Lambda(lambda.syntax.parenthesised.parent),
      outer.innerLambda == lambda
    else { return false }
    return isNamed(outer)
  }

  init(_ lambda: Lambda) {
    self.lambda = lambda
    let lambdas = [lambda, lambda.innerLambda ?? lambda]
    let names = lambdas.map { $0.name ?? "" }
    isNamed = Self.isNamed(lambda)
    isBlank = names.allSatisfy { $0 == "_" }
    isNamedOtherwise = names.contains(where: Self.isOfOtherSet)
    isNamedForPython =
      names.contains(where: Self.isForPython)
      && names.allSatisfy { $0 == "_" || Self.isForPython($0) }
    guard let body = lambda.innerLambda?.body else { return }
    returnsFunction = body.unparenthesised.kind == .lambda
    // `overrideAttrs` calls its function with attributes, and takes some.
    if names[1].hasSuffix("Attrs") { foreign = names[1] }
    let findings = SetFinder.sets(body)
    returnsSet =
      !findings.isEmpty
      && findings.allSatisfy { if case .set = $0 { true } else { false } }
    for case .set(let found) in findings {
      own.formUnion(found.set.bindings.compactMap { $0.names?.first })
      own.formUnion(found.set.inherits.flatMap(\.names))
      if Self.ofDerivations.contains(where: { found.set.defines($0) }) { foreign = names[1] }
    }
    for node in [body] + Array(body.descendants) where node.kind == .apply {
      learn(Apply(unchecked: node), of: lambdas, names)
    }
    for node in body.descendants where node.kind == .identifier {
      if node.parent?.kind == .with {
        learn(With(node.parent), of: lambdas, names)
      }
      guard let place = names.lastIndex(of: node.text), node.parent?.kind != .attributePath,
        node.sees(node.text, of: lambdas[place])
      else { continue }
      read(node, place)
    }
  }

  /// Learns what is taken from an argument by `with`.
  private mutating func learn(_ with: With?, of lambdas: [Lambda], _ names: [String]) {
    guard let with, let scope = with.scope?.unparenthesised, scope.kind == .identifier,
      let place = names.lastIndex(of: scope.text), scope.sees(scope.text, of: lambdas[place]),
      let body = with.body
    else { return }
    // Where no other set is around, what is not defined comes from this one.
    let isAlone = !with.syntax.ancestors.contains { $0.kind == .with }
    for node in [body] + Array(body.descendants) where node.kind == .identifier {
      guard node.parent?.kind != .attributePath, node.meaning(of: node.text) == nil else {
        continue
      }
      if Self.ofNixpkgs.contains(node.text) || Self.ofPython.contains(node.text) {
        scoped.insert(node.text)
      }
      let nearest = node.ancestors.first { $0.kind == .with }
      if isAlone, nearest == with.syntax, !Self.builtIn.contains(node.text) {
        taken[place].insert(node.text)
      }
    }
  }

  /// Learns from a function that `callPackage` of an argument calls by the names of its parameters.
  private mutating func learn(_ call: Apply, of lambdas: [Lambda], _ names: [String]) {
    guard let head = call.function?.dottedNames, head.count == 2, head[1] == "callPackage",
      let place = names.lastIndex(of: head[0]), call.syntax.sees(head[0], of: lambdas[place])
    else { return }
    for part in Reduction.parts(of: call.arguments.first, .names) {
      guard let function = Lambda(part.node), function.hasPattern else { continue }
      scoped.formUnion(
        function.parameters.map(\.name).filter { Self.builders.contains($0) })
    }
  }

  /// What every file has without any set.
  private static let builtIn: Set<String> = [
    "true", "false", "null", "builtins", "import", "map", "toString", "throw", "abort",
    "removeAttrs",
    "isNull", "baseNameOf", "dirOf", "derivation", "fetchTarball", "fetchGit", "fetchurl",
    "placeholder",
  ]

  /// The builders of nixpkgs' sets of Python's packages.
  private static let builders: Set<String> = [
    "buildPythonPackage", "buildPythonApplication", "toPythonModule", "toPythonApplication",
  ]

  private mutating func read(_ node: SyntaxNode, _ place: Int) {
    guard let parent = node.parent else { return }
    switch parent.kind {
    case .select:
      guard let path = Select(unchecked: parent).path, let first = path.attributes.first,
        let name = path.names?.first ?? first.staticString ?? Optional(first.text)
      else { return }
      if Select(unchecked: parent).fallback == nil { selected[place].insert(name) }
      all.insert(name)
      if Self.ofDerivations.contains(name) { foreign = foreign ?? node.text }
      if path.names?.dropFirst().first == "overridePythonAttrs" { overridesPython = true }
      if let call = Apply(parent.parent), call.functionName == "overrideDerivation",
        call.function?.dottedNames?.first == "python"
      {
        overridesPython = true
      }
    case .inheritFrom:
      for name in Inherit(parent.parent)?.names ?? [] {
        selected[place].insert(name)
        all.insert(name)
      }
    case .inherit where place == 1 && Self.isResult(parent): foreign = foreign ?? node.text
    case .interpolation: foreign = foreign ?? node.text
    case .binary:
      switch Binary(unchecked: parent).operatorKind {
      case .update: break
      default: foreign = foreign ?? node.text
      }
    case .list, .dynamicAttribute: foreign = foreign ?? node.text
    // `lib = self;` tells that it is the library that the function extends.
    case .binding where Binding(unchecked: parent).name.map(Self.isOfOtherThings) ?? false:
      foreign = foreign ?? node.text
    // A whole package set is seldom a package.
    case .binding where !isNamed && Self.isResult(parent): foreign = foreign ?? node.text
    default: break
    }
  }

  /// Whether a name is that of a set which is not nixpkgs.
  private static func isOfOtherThings(_ name: String) -> Bool {
    name == "lib" || name == "haskellPackages" || name == "epkgs" || name == "emacsPackages"
      || NixpkgsValue.interpreter(ofSet: name) != nil
  }

  /// Whether a member is one of the set that the function returns.
  private static func isResult(_ member: SyntaxNode) -> Bool {
    member.parent?.parenthesised.parent?.kind == .lambda
  }

  /// Attributes of packages and of sets of other things, which nixpkgs itself does not have.
  private static let ofDerivations: Set<String> = [
    "override", "overrideAttrs", "withPackages", "outPath", "drvPath", "pname", "version",
    "meta", "passthru", "enable", "value", "isNormalUser", "uid", "hostname", "callCabal2nix",
    "callHackage", "callHackageDirect", "developPackage", "mkDerivation", "melpaBuild",
    "trivialBuild", "elpaBuild", "buildDunePackage", "buildLuarocksPackage", "src", "buildInputs",
    "nativeBuildInputs", "propagatedBuildInputs", "patches", "postPatch", "dependencies",
  ]

  /// What sets of Python's packages have, too, or had.
  private static let ofBoth: Set<String> = [
    "stdenv", "python", "fetchFromGitHub", "fetchurl", "fetchgit", "fetchzip", "fetchFromGitLab",
    "makeWrapper", "buildPackages", "system", "hostPlatform",
  ]

  private static let ofPython: Set<String> = [
    "buildPythonPackage", "buildPythonApplication", "pythonOlder", "pythonAtLeast", "isPy27",
    "isPy3k", "isPyPy", "toPythonModule", "toPythonApplication", "setuptools", "setuptools-scm",
    "setuptools_scm", "poetry-core", "hatchling", "flit-core", "resolveBuildSystem",
    "mkVirtualEnv", "pytest-runner", "pytestrunner", "pytestCheckHook", "wheel",
  ]

  /// What of nixpkgs every overlay may use, and no set of Python's or R's packages has.
  private static let ofNixpkgs: Set<String> = [
    "stdenv", "pythonPackagesExtensions", "rPackages", "R", "haskellPackages", "python3",
    "python", "python3Packages", "pythonPackages", "python2", "fetchFromGitHub", "haskell",
    "nodePackages", "mkShell", "writeShellScriptBin", "buildGoModule", "rustPlatform",
    "linuxPackages", "stdenvNoCC", "fetchurl", "fetchzip", "fetchgit", "fetchFromGitLab",
    "runCommand", "writeText", "writeShellApplication", "writeScriptBin", "symlinkJoin", "buildEnv",
    "buildNpmPackage", "makeWrapper", "buildFHSEnv", "buildFHSUserEnv", "appimageTools",
    "clangStdenv", "gcc", "llvmPackages", "makeDesktopItem", "dockerTools", "xorg", "gnome",
    "kdePackages", "vimPlugins", "emacsPackages", "perlPackages", "runCommandLocal", "glibc",
    "buildPackages", "pkgsStatic", "pkgsCross", "system", "hostPlatform", "cudaPackages",
  ]

  /// The attributes that a nixpkgs has if the function is an overlay of it, unless another overlay has
  /// added them; without those that every package set has, and those that the function makes itself.
  var expected: Set<String> {
    selected[1].union(taken[1]).union(selected[0].union(taken[0]).subtracting(own))
      .subtracting(["callPackage", "callPackages", "lib", "pkgs", "newScope", "config"])
  }

  /// Whether the function returns what an overlay sets to add packages, made from what it was.
  var extendsPackages: Bool { Self.extendsPackages(lambda, selecting: all) }

  private static func extendsPackages(_ lambda: Lambda, selecting names: Set<String>) -> Bool {
    SetFinder.sets(lambda.innerLambda?.body).contains { finding in
      guard case .set(let found) = finding else { return false }
      return found.set.bindings.contains { binding in
        guard let name = binding.names?.first, names.contains(name) else { return false }
        return ["pythonPackagesExtensions", "rPackages"].contains(name)
          || NixpkgsValue.isInterpreter(name) || NixpkgsValue.interpreter(ofSet: name) != nil
      }
    }
  }

  /// Whether something is selected that nixpkgs has and no other package set.
  var isOfNixpkgs: Bool {
    let all = all.union(scoped)
    guard foreign == nil else { return false }
    // Sets of Python's packages have their interpreter by this name.
    return !all.isDisjoint(with: Self.ofNixpkgs.subtracting(["python"]))
      || all.contains { $0 != "python" && NixpkgsValue.isInterpreter($0) }
  }

  /// Whether what is returned are arguments for an interpreter's `override`: `{ packageOverrides = …; }`.
  var returnsArguments: Bool { own == ["packageOverrides"] }

  /// Whether an argument has an interpreter `python`, as sets of Python's packages do.
  var takesPython: Bool { all.contains("python") }

  /// Whether nothing but overriding shows that the function extends a set of Python packages, which is
  /// done to packages of nixpkgs itself, too.
  var overridesAlone: Bool { overridesPython && all.isDisjoint(with: Self.ofPython) }

  /// Whether a builder of nixpkgs' sets of Python's packages is used.
  var buildsPython: Bool {
    !all.union(scoped).isDisjoint(with: Self.builders)
  }

  /// The set of packages other than nixpkgs that the function extends.
  var subject: OverlayCandidate.Subject? {
    let all = all.union(scoped)
    let interpreters = all.filter { NixpkgsValue.isInterpreter($0) && $0 != "python" }
    guard
      all.isDisjoint(with: Self.ofNixpkgs.subtracting(Self.ofBoth)),
      interpreters.isEmpty
    else { return nil }
    if all.contains("buildRPackage") { return .r }
    return overridesPython || !all.isDisjoint(with: Self.ofPython) ? .python : nil
  }
}
