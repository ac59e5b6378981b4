import NixSyntax

/// What a function `a: b: …` does with its two arguments, which tells what they are.
struct ArgumentUse {
  /// The attributes that are selected from the first and from the second argument.
  private var selected: [Set<String>] = [[], []]
  /// The argument that is used as something that no package set is.
  private(set) var foreign: String?
  /// Whether the names are those that people give the arguments of an overlay.
  let isNamed: Bool
  /// Whether what is selected is overridden as packages of Python are.
  private var overridesPython = false
  /// The names of what it returns.
  private var own: Set<String> = []

  /// Whether it returns a set without anything in it, as far as can be seen.
  var isEmpty: Bool { own.isEmpty }
  private let lambda: Lambda

  private static let names: [Set<String>] = [
    ["final", "self", "_", "pkgs", "new", "_self", "_final", "finalPkgs"],
    ["prev", "super", "_", "pkgs", "old", "_super", "_prev", "previous", "prevPkgs"],
  ]

  init(_ lambda: Lambda) {
    self.lambda = lambda
    let lambdas = [lambda, lambda.innerLambda ?? lambda]
    let names = lambdas.map { $0.name ?? "" }
    isNamed = zip(Self.names, names).allSatisfy { $0.contains($1) }
    guard let body = lambda.innerLambda?.body else { return }
    // `overrideAttrs` calls its function with attributes, and takes some.
    if names[1].hasSuffix("Attrs") { foreign = names[1] }
    for case .set(let found) in SetFinder.sets(body) {
      own.formUnion(found.set.bindings.compactMap { $0.names?.first })
      own.formUnion(found.set.inherits.flatMap(\.names))
      if Self.ofDerivations.contains(where: { found.set.defines($0) }) { foreign = names[1] }
    }
    for node in body.descendants where node.kind == .identifier {
      guard let place = names.lastIndex(of: node.text), node.parent?.kind != .attributePath,
        node.sees(node.text, of: lambdas[place])
      else { continue }
      read(node, place)
    }
  }

  private mutating func read(_ node: SyntaxNode, _ place: Int) {
    guard let parent = node.parent else { return }
    switch parent.kind {
    case .select:
      guard let path = Select(unchecked: parent).path, let first = path.attributes.first,
        let name = path.names?.first ?? first.staticString ?? Optional(first.text)
      else { return }
      selected[place].insert(name)
      if Self.ofDerivations.contains(name) { foreign = foreign ?? node.text }
      if path.names?.dropFirst().first == "overridePythonAttrs" { overridesPython = true }
      if let call = Apply(parent.parent), call.functionName == "overrideDerivation",
        call.function?.dottedNames?.first == "python"
      {
        overridesPython = true
      }
    case .inheritFrom:
      for name in Inherit(parent.parent)?.names ?? [] { selected[place].insert(name) }
    case .inherit where place == 1 && Self.isResult(parent): foreign = foreign ?? node.text
    case .interpolation: foreign = foreign ?? node.text
    case .binary:
      switch Binary(unchecked: parent).operatorKind {
      case .update: break
      default: foreign = foreign ?? node.text
      }
    case .list, .dynamicAttribute: foreign = foreign ?? node.text
    default: break
    }
  }

  /// Whether an `inherit` statement is one of the set that the function returns.
  private static func isResult(_ inherit: SyntaxNode) -> Bool {
    Lambda(inherit.parent?.parent?.unparenthesised) != nil
  }

  /// Attributes of packages and of sets of other things, which nixpkgs itself does not have.
  private static let ofDerivations: Set<String> = [
    "override", "overrideAttrs", "withPackages", "outPath", "drvPath", "pname", "version",
    "meta", "passthru", "enable", "value", "isNormalUser", "uid", "hostname", "callCabal2nix",
    "callHackage", "callHackageDirect", "developPackage", "mkDerivation", "melpaBuild",
    "trivialBuild", "elpaBuild", "buildDunePackage", "buildLuarocksPackage", "src", "buildInputs",
    "nativeBuildInputs", "propagatedBuildInputs", "patches", "postPatch", "dependencies",
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
    "linuxPackages",
  ]

  /// The attributes that a nixpkgs has if the function is an overlay of it, unless another overlay has
  /// added them; without those that every package set has, and those that the function returns.
  var expected: Set<String> {
    selected[0].union(selected[1]).subtracting(own)
      .subtracting(["callPackage", "callPackages", "lib", "pkgs", "newScope", "config"])
  }

  /// Whether the function returns what an overlay sets to add packages, made from what it was.
  var extendsPackages: Bool { Self.extendsPackages(lambda, selecting: selected[1]) }

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
    let all = selected[0].union(selected[1])
    return foreign == nil
      && (!all.isDisjoint(with: Self.ofNixpkgs) || all.contains { NixpkgsValue.isInterpreter($0) })
  }

  /// The set of packages other than nixpkgs that the function extends.
  var subject: OverlayCandidate.Subject? {
    let all = selected[0].union(selected[1])
    let interpreters = all.filter { NixpkgsValue.isInterpreter($0) && $0 != "python" }
    guard
      all.isDisjoint(with: Self.ofNixpkgs.subtracting(["stdenv", "python", "fetchFromGitHub"])),
      interpreters.isEmpty
    else { return nil }
    if all.contains("buildRPackage") { return .r }
    return overridesPython || !all.isDisjoint(with: Self.ofPython) ? .python : nil
  }
}
