package import PackageMetadata

/// A package of an overlay, what it needs and what needs it.
///
/// Other packages of the overlay are given by their place in `OverlayGraph.packages`, sorted.
package struct OverlayPackage: Hashable, Sendable {
  package let id: PackageID
  /// The attribute within the python or R set.
  package let attribute: String
  /// The version as the derivation gives it; nil if it is known after evaluation only.
  package let version: String?
  /// Whether somebody asked for it by name.
  package let isRequested: Bool
  /// The repository and reference that it follows, as a requirement has them:
  /// `git+https://host/a/b@main`.
  package let origin: String?
  /// The revision that its source is fetched at, where the text has it.
  package let revision: String?
  /// Whether a comment of nixgraft's says why it is there.
  package let isAccountedFor: Bool
  /// Its extras whose requirements the derivation has.
  package let extras: [String]
  /// Other files than the overlay that define it, as the overlay writes or would write them.
  package let files: [String]
  /// Those among them that hold nothing else.
  package let ownFiles: [String]
  /// Locks of Cargo that it takes in, as the overlay writes or would write them.
  package let locks: [String]
  /// Attributes of nixpkgs that it needs to run.
  package let fromNixpkgs: [String]
  /// Attributes of nixpkgs that only its build needs.
  package let fromNixpkgsToBuild: [String]
  /// Packages of the overlay that it needs to run.
  package internal(set) var needs: [Int] = []
  /// Packages of the overlay that only its build needs.
  package internal(set) var buildNeeds: [Int] = []
  /// Packages of the overlay that need it to run.
  package internal(set) var neededBy: [Int] = []
  /// Packages of the overlay that need it to be built only.
  package internal(set) var neededToBuild: [Int] = []

  /// All packages of the overlay that it needs.
  package var allNeeds: [Int] { needs + buildNeeds }
  /// All packages of the overlay that need it.
  package var allNeeders: [Int] { neededBy + neededToBuild }
}
