package import Versions

/// The answer to the question which version of a package to try.
///
/// It must depend only on the package and the set in which one was asked for; the solver may
/// remember it.
package enum Candidate<
  Version: Comparable & Hashable & Sendable, Reason: Hashable & Sendable
>: Hashable, Sendable {
  /// This one. What is found out about it also holds for its share: an interval around it that has
  /// no other version (`VersionSet.share(of:among:)`).
  case version(Version, share: VersionSet<Version>)
  /// These cannot be used; if others are left, they will be asked for.
  case unavailable(VersionSet<Version>, reason: Reason)
  /// The set has no version.
  case none
}

/// The answer to the question what a version needs.
package enum Expansion<
  Package: SolverPackage, Version: Comparable & Hashable & Sendable, Reason: Hashable & Sendable
>: Hashable, Sendable {
  /// These, in the order in which they are written, which is the order in which they are tried.
  case dependencies([Dependency<Package, Version>])
  /// It cannot be used.
  case unavailable(reason: Reason)
}

/// The versions to which a package is held from the outset.
package struct Restriction<
  Version: Comparable & Hashable & Sendable, Reason: Hashable & Sendable
>: Hashable, Sendable {
  /// The versions that may be chosen.
  package let versions: VersionSet<Version>
  /// Why not the others.
  package let reason: Reason

  /// A restriction to some versions.
  package init(to versions: VersionSet<Version>, reason: Reason) {
    self.versions = versions
    self.reason = reason
  }
}
