package import Nix

/// Why a nixpkgs could not be read.
package enum NixpkgsError: Error, Hashable, Sendable {
  /// A program of Nix gave no answer.
  case nix(NixError)
  /// The search path has no such entry.
  case notOnSearchPath(entry: String, reason: String)
  /// What a reference names could not be fetched, in Nix's words.
  case notFetched(reference: String, reason: String)
  /// A reference has credentials, which would be in the arguments of Nix's programs, for all to see.
  case hasCredentials(reference: String)
  /// There is nothing at the path.
  case noTree(path: String)
  /// The directory has neither a default.nix nor a pkgs/top-level/impure.nix.
  case noEntry(path: String)
  /// The tree wants a newer Nix than the one that runs.
  case nixTooOld(path: String, message: String)
  /// Nix failed; `message` is the last meaningful line that it printed.
  case evaluation(path: String, message: String)
  /// What Nix printed is not what was asked for.
  case unreadableAnswer(path: String, reason: Unreadable)
  /// The tree has no such Python; `available` are those it has.
  case noPython(attribute: String, available: [String])
  /// The tree has no R, or no rPackages.
  case noR(path: String)

  /// Why an answer cannot be used.
  package enum Unreadable: Hashable, Sendable {
    /// Something of what was asked for is missing.
    case incomplete
    /// The index that was made of it does not read back.
    case inconsistent
    /// It is not JSON of the kind that was asked for, in the decoder's words.
    case malformed(String)
  }

  /// The error of an evaluation of the tree at `path`.
  init(_ error: NixError, path: String) {
    if case .unreadable(let reason) = error {
      self = .unreadableAnswer(path: path, reason: .malformed(reason))
    } else {
      self = .nix(error)
    }
  }
}
