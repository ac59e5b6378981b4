package import Nix

/// Why a nixpkgs could not be read.
package enum NixpkgsError: Error, Hashable, Sendable {
  /// A program of Nix gave no answer.
  case nix(NixError)
  /// Nix itself failed, whatever the tree.
  case trouble(NixTrouble)
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
}
