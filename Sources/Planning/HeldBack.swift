package import PackageMetadata
package import Versions

/// Why a release older than the newest was taken.
package struct HeldBack: Hashable, Sendable {
  /// The newest release, as the index writes it.
  package let newest: String
  package let by: Cause

  /// What rules out the newest release.
  package enum Cause: Hashable, Sendable {
    case request(PackageID, VersionConstraint)
    /// A requirement that it does not meet, of another package.
    case requirement(Requirement, of: PackageID)
    /// A requirement of its own that what was chosen does not meet.
    case ownRequirement(Requirement)
    /// A bound on a package, or on an extra of it, that another has.
    case bound(PackageID, extra: String?, VersionSet<PackageVersion>, of: PackageID)
    case brokenMetadata
    /// Its code takes a name that nixpkgs' package does not have.
    case lackingName(CodeObstacle, Holding)
    /// Its metadata could not be read.
    case unreadableMetadata
    case python(SpecifierSet)
    case r(RSpecifierSet)
    /// Nothing in particular, but the releases that were chosen of other packages.
    case otherChoices
    /// Something that its requirements need in turn.
    case deeperRequirements
  }
}
