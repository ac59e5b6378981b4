package import PackageMetadata

/// Something about a plan as a whole that its user may want to know.
package enum PlanWarning: Hashable, Sendable, CustomStringConvertible {
  /// What reading the requests or the indexes found, in the words of the reader.
  case reading(String)
  /// A package of nixpkgs does not evaluate, so it counts as missing.
  case unevaluable(PackageID)
  /// A package of nixpkgs is marked as broken, or propagates one that is, so it counts as missing.
  case broken(PackageID)
  /// What is written could not be evaluated first.
  case untried(reason: String)
  /// nixpkgs has packages that a repository was named for.
  case repositoryNotAsked([PackageID])
  /// nixpkgs has packages, from CRAN or Bioconductor, that a lock has from elsewhere.
  case lockedElsewhere([PackageID])
  /// Passwords for indexes are not written into an overlay.
  case credentialsLeftOut

  package var description: String {
    switch self {
    case .reading(let text), .untried(let text): text
    case .unevaluable(let id): "nixpkgs' '\(id.name)' does not evaluate, so it counts as missing"
    case .broken(let id):
      "nixpkgs' '\(id.name)' is marked as broken, or needs what is, so it counts as missing"
    case .lockedElsewhere(let ids):
      "nixpkgs' own release is used of what is locked from a repository of its own: \(ids.map(\.name).joined(separator: ", "))"
    case .repositoryNotAsked(let ids):
      "nixpkgs has \(ids.map { "'\($0.name)'" }.joined(separator: ", ")), so the repository was not asked; name it as an override to take the repository's"
    case .credentialsLeftOut:
      "user names and passwords are not written into the overlay; give them to Nix in its 'netrc-file'"
    }
  }
}
