import NixSyntax

/// What an expression is as a part of a nixpkgs.
struct NixpkgsValue: Hashable {
  /// The parts of a nixpkgs that an environment is made of.
  enum Kind: Hashable {
    /// All of it.
    case packages
    /// An interpreter, by its attribute such as `python37`.
    case interpreter(String)
    /// The package set of an interpreter.
    case pythonSet(String)
    /// A package of the set of an interpreter.
    case pythonPackage(String, name: String)
    /// The function `withPackages` of an interpreter.
    case withPackages(String)
    /// `buildEnv` of an interpreter, which is overridden with `extraLibs`.
    case pythonEnvironment(String)
    case rSet
    case rPackage(String)
    case r
    /// `rWrapper` or one of its kin, by its name, which is overridden with `packages`.
    case rWrapper(String)
    /// Anything else, by its path.
    case other([String])
  }

  var kind: Kind
  /// The expression that makes the nixpkgs, or the last attribute of one that a longer selection begins with:
  /// `${system}` of `nixpkgs.legacyPackages.${system}.git`; nil if it is passed in from outside the file.
  var source: SyntaxNode?
  /// The variable in the text that names the nixpkgs, where that is an argument of a function.
  var origin: SyntaxNode?
  /// Whether it is a set that has such a value for each system.
  var isBySystem = false

  init(_ kind: Kind, source: SyntaxNode?) {
    self.kind = kind
    self.source = source
  }

  /// The interpreter that it belongs to.
  var interpreter: String? {
    switch kind {
    case .interpreter(let name), .pythonSet(let name), .pythonPackage(let name, _),
      .withPackages(let name), .pythonEnvironment(let name):
      name
    default: nil
    }
  }

  private static let rWrappers: Set<String> = [
    "rWrapper", "rstudioWrapper", "rstudioServerWrapper", "radianWrapper",
  ]

  /// The part that a name selects; nil if that is of no interest.
  func selecting(_ name: String) -> NixpkgsValue? {
    func part(_ kind: Kind) -> NixpkgsValue {
      var part = NixpkgsValue(kind, source: source)
      part.origin = origin
      return part
    }
    switch kind {
    case .packages:
      if ["pkgs", "buildPackages", "targetPackages"].contains(name) { return self }
      if name == "rPackages" { return part(.rSet) }
      if name == "R" { return part(.r) }
      if Self.rWrappers.contains(name) { return part(.rWrapper(name)) }
      if Self.isInterpreter(name) { return part(.interpreter(name)) }
      if let interpreter = Self.interpreter(ofSet: name) { return part(.pythonSet(interpreter)) }
      return part(.other([name]))
    case .interpreter(let interpreter):
      switch name {
      case "pkgs": return part(.pythonSet(interpreter))
      case "withPackages": return part(.withPackages(interpreter))
      case "buildEnv": return part(.pythonEnvironment(interpreter))
      case "passthru": return self
      default: return part(.other([interpreter, name]))
      }
    case .pythonSet(let interpreter):
      if name == "python" { return part(.interpreter(interpreter)) }
      if name == "pkgs" { return self }
      return part(.pythonPackage(interpreter, name: name))
    case .rSet: return part(.rPackage(name))
    case .other(let path): return part(.other(path + [name]))
    case .pythonPackage, .withPackages, .pythonEnvironment, .rPackage, .r, .rWrapper: return nil
    }
  }

  /// Whether an attribute of nixpkgs is an interpreter: `python`, `python37`, `pypy3`.
  static func isInterpreter(_ name: String) -> Bool {
    for family in ["python", "pypy"] where name.hasPrefix(family) {
      let rest = name.dropFirst(family.count).drop { $0.isASCII && $0.isNumber }
      return rest.isEmpty || rest == "Full" || rest == "Minimal"
    }
    return false
  }

  /// `python37` of `python37Packages`; nil if it is not such a set.
  static func interpreter(ofSet name: String) -> String? {
    guard name.hasSuffix("Packages") else { return nil }
    let interpreter = String(name.dropLast(8))
    return isInterpreter(interpreter) ? interpreter : nil
  }

  /// `python37Packages` of `python37`.
  static func packageSet(of interpreter: String) -> String {
    for suffix in ["Full", "Minimal"] where interpreter.hasSuffix(suffix) {
      return interpreter.dropLast(suffix.count) + "Packages"
    }
    return interpreter + "Packages"
  }

  /// Whether a name is that of an interpreter of Python or of the packages of one.
  static func isOfPython(_ name: String) -> Bool {
    isInterpreter(name) || interpreter(ofSet: name) != nil
  }

  /// Whether a name is one of the top level of nixpkgs, which no package set has.
  static func isTopLevel(_ name: String) -> Bool {
    rWrappers.contains(name) || ["rPackages", "R", "pkgs", "mkShell", "stdenv"].contains(name)
      || isInterpreter(name) || interpreter(ofSet: name) != nil
  }
}
