import NixSyntax

/// What is known about functions that lead from a file's value to its environments.
enum EnvironmentKnowledge {
  /// Functions that make an environment from a set.
  static let makers: Set<String> = [
    "mkShell", "mkShellNoCC", "mkDerivation", "runCommand", "runCommandNoCC", "runCommandLocal",
    "runCommandCC", "buildEnv", "symlinkJoin", "buildFHSUserEnv", "buildFHSEnv",
    "buildFHSUserEnvBubblewrap", "buildPythonPackage", "buildPythonApplication",
    "buildLayeredImage", "streamLayeredImage", "buildImage",
  ]

  /// Attributes that hold packages, those first that new ones go to.
  static let inputs = [
    "packages", "buildInputs", "nativeBuildInputs", "propagatedBuildInputs",
    "propagatedNativeBuildInputs", "targetPkgs", "paths", "contents", "copyToRoot", "extraPkgs",
    "dependencies",
  ]

  /// Functions that make an environment or a program with a Python and packages of their own tool.
  static let foreignPythonMakers: Set<String> = [
    "mkVirtualEnv", "mkPoetryEnv", "mkPoetryApplication", "mkPoetryPackages", "mkPython",
    "mkPythonShell",
  ]

  /// The attributes of a file's value that lead to its environment, in the order of preference.
  static let ways = ["shell", "default", "devShell", "devShells", "perSystem", "outputs"]

  /// Whether a file's set is a module of devenv, as `devenv.nix` has it: one with options that only
  /// devenv has at the top, and no shell of its own.
  static func isDevenv(_ set: AttributeSet) -> Bool {
    let own = ["enterShell", "enterTest", "processes"]
    let hasContents = set.defines("packages") || set.defines("services")
    return set.syntax.ancestors.contains { $0.kind == .lambda }
      && !ways.contains { set.defines($0) }
      && (own.contains { set.defines($0) }
        || hasContents && (set.defines("languages") || set.defines("git-hooks")))
  }

  /// Whether a set is a module of devshell, by options that nixpkgs' `mkShell` does not have.
  static func isDevshell(_ set: AttributeSet) -> Bool {
    ["devshell", "commands", "nixago"].contains { set.defines($0) }
  }

  /// Whether a call makes a set that has what a function returns for each system.
  static func isBySystem(_ call: Call) -> Bool {
    guard let name = call.name, !call.arguments.isEmpty else { return false }
    return name == "genAttrs" || name.hasPrefix("forAll") || name.hasPrefix("forEach")
      || name.hasPrefix("eachSystem") || name.hasPrefix("eachDefaultSystem")
      || name == "mapAttrs" && call.arguments.count == 2
  }

  /// What a call comes down to on the way to an environment.
  @Sendable static func step(of call: Call) -> Reduction.Step? {
    if call.name == "mapAttrs", let function = call.arguments.first {
      return .results(of: [function])
    }
    if isBySystem(call), let function = call.arguments.last { return .results(of: [function]) }
    switch (call.name, call.arguments.count) {
    case ("mkFlake", 2): return .results(of: [call.arguments[1]])
    case ("callPackage", 2) where call.arguments[0].unparenthesised.kind == .lambda:
      return .results(of: [call.arguments[0]])
    default: return SetFinder.passedOn(by: call)
    }
  }
}
