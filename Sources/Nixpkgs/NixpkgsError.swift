/// Why a nixpkgs could not be read, each with what to do next.
package enum NixpkgsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A program of Nix is not on PATH.
  case noNix(program: String)
  /// The search path has no such entry.
  case notOnSearchPath(entry: String, reason: String)
  /// There is nothing at the path.
  case noTree(path: String)
  /// The directory has neither a default.nix nor a pkgs/top-level/impure.nix.
  case noEntry(path: String)
  /// The tree wants a newer Nix than the one that runs.
  case nixTooOld(path: String, message: String)
  /// Nix failed; `message` is the last meaningful line that it printed.
  case evaluation(path: String, message: String)
  /// What Nix printed is not what was asked for.
  case unreadableAnswer(path: String, reason: String)
  /// The tree has no such Python; `available` are those it has.
  case noPython(attribute: String, available: [String])
  /// The tree has no R, or no rPackages.
  case noR(path: String)
  /// A signal or a cancelled task ended the evaluation.
  case interrupted
  /// The program could not be started or read.
  case program(name: String, reason: String)

  package var description: String {
    switch self {
    case .noNix(let program):
      """
      '\(program)' is not on PATH; install Nix from https://nixos.org/download \
      or, on Debian and Ubuntu, with 'apt-get install nix-bin'
      """
    case .notOnSearchPath(let entry, let reason):
      """
      '\(entry)' is not on Nix's search path (\(reason)); give a path with '--nixpkgs PATH', \
      or set NIX_PATH to 'nixpkgs=PATH'
      """
    case .noTree(let path):
      "no nixpkgs at '\(path)': there is no such file or folder; give another '--nixpkgs PATH'"
    case .noEntry(let path):
      """
      '\(path)' is no nixpkgs: it has neither 'default.nix' nor 'pkgs/top-level/impure.nix'; \
      give the root of a nixpkgs tree with '--nixpkgs PATH'
      """
    case .nixTooOld(let path, let message):
      """
      the nixpkgs at '\(path)' refuses this Nix (\(message)); upgrade Nix, or take an older \
      nixpkgs
      """
    case .evaluation(let path, let message):
      """
      the nixpkgs at '\(path)' does not evaluate: \(message); mend the tree, or give another \
      '--nixpkgs PATH'
      """
    case .unreadableAnswer(let path, let reason):
      """
      the answer of Nix for '\(path)' can't be read: \(reason); run again, and report it if it \
      stays so
      """
    case .noPython(let attribute, let available):
      available.isEmpty
        ? "this nixpkgs has no '\(attribute)', and no other Python; give another '--nixpkgs PATH'"
        : """
        this nixpkgs has no usable '\(attribute)'; give '--python' one of \
        \(available.map { "'\($0)'" }.joined(separator: ", "))
        """
    case .noR(let path):
      "the nixpkgs at '\(path)' has no usable 'rPackages'; give another '--nixpkgs PATH'"
    case .interrupted:
      "interrupted while Nix was evaluating; nothing was written, so just run it again"
    case .program(let name, let reason):
      """
      '\(name)' could not be run: \(reason); see whether it works by itself with \
      '\(name) --version'
      """
    }
  }
}
