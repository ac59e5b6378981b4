package import Versions

/// What a search asks of the world: versions, their dependencies, and that they be fetched ahead.
package protocol SolverProvider<Package, Version, Reason>: Sendable {
  /// What names packages.
  associatedtype Package: SolverPackage
  /// What orders their versions.
  associatedtype Version: Comparable & Hashable & Sendable
  /// Why a version cannot be used.
  associatedtype Reason: Hashable & Sendable
  /// Why a question could not be answered at all, which ends the search.
  associatedtype Failure: Error

  /// Which of some versions of a package to try first. The answer depends on the question alone.
  func candidate(
    for package: Package, in versions: VersionSet<Version>
  ) async throws(Failure) -> Candidate<Version, Reason>

  /// What a version needs. The answer depends on the question alone.
  func dependencies(
    of package: Package, at version: Version
  ) async throws(Failure) -> Expansion<Package, Version, Reason>

  /// The versions to which a package is held from the outset; asked once for each package.
  func restriction(on package: Package) -> Restriction<Version, Reason>?

  /// Ends a search that has done too much by throwing.
  func check(_ work: SolverWork) throws(Failure)

  /// Takes note that questions are likely to come; must neither wait nor fail.
  func prefetch(_ hint: PrefetchHint<Package, Version>)
}

extension SolverProvider {
  /// No package is held to anything.
  package func restriction(on package: Package) -> Restriction<Version, Reason>? { nil }

  /// A search may go on as long as it takes.
  package func check(_ work: SolverWork) throws(Failure) {}

  /// Nothing is fetched ahead.
  package func prefetch(_ hint: PrefetchHint<Package, Version>) {}
}

/// Questions that are likely to come.
package enum PrefetchHint<
  Package: SolverPackage, Version: Comparable & Hashable & Sendable
>: Hashable, Sendable {
  /// The package is required: which of the versions to try, and what that one needs.
  case required(Package, VersionSet<Version>)
  /// Versions of the package were rejected over and over: what the next ones need, as many as
  /// given, downward from the version; first those in the set, which are possible now, then any
  /// others.
  case backtracking(Package, from: Version, in: VersionSet<Version>, count: Int)
}
