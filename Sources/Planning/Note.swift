package import PackageMetadata

/// Something unusual about a package that its user may want to know.
package enum Note: Hashable, Sendable {
  /// What reading its metadata or its archive found, in the words of the reader.
  case reading(String)
  case requirementsUnknown(reason: String)
  /// A newer release was skipped, since its metadata is broken.
  case skipped(PackageVersion, reason: String)
  /// The release that was asked for targets another Python, which this channel of nixpkgs has.
  case ofAnotherTime(channel: String, python: String)
  /// nixpkgs has a program of this name at top level.
  case programInSnapshot(PackageID)

  // MARK: Requirements

  /// A variant of what others use meets the requirement.
  case metByVariant(Requirement, Holding, usual: Holding)
  /// What is there is not a release of the project, so that the bound says nothing of it.
  case unjudgeable(Requirement, have: String)
  /// On these systems it has a requirement that nothing meets.
  case unmetElsewhere(SystemSet, Requirement)
  /// An extra that is required is not provided: by the package itself, or by another in a version.
  case noExtra(String, of: PackageID?, version: String?)
  case extraUnknown(String, of: PackageID, isOnNoIndex: Bool)
  /// What an extra needs is taken from the nearest release to a version that was never released.
  case extraOfRelease(String, of: PackageID, release: PackageVersion, have: String)
  /// A requirement is left out, since the packages need each other along a path.
  case leftOut(PackageID, path: [PackageID])

  /// Its code imports a package that its metadata does not name.
  case importsUndeclared(PackageID)
  /// What it needs imports a package, which nixpkgs does not bring along with it.
  case forgottenBy(Holding, PackageID)
  /// Its import counts on modules that nothing is known to bring, so that no check tries it.
  case importUnchecked([String])
  /// Projects that may bring what it imports and does not declare: they bear the names of the modules and
  /// have its home page, which anybody can claim.
  case mayBeBrought(by: [PackageID])
  /// Its import counts on what another package of the plan installs under the name of the one that it means.
  case importsFork(PackageID)
  /// It installs a module that another package of the plan installs too; one environment holds only one.
  case collides(String, with: PackageID)
  /// In an environment with both, a package that needs it overrides a file of it.
  case givesWay(String, to: PackageID)
  /// Its import reads Django's settings, so that no check tries it.
  case importNeedsSettings
  /// Its code opens a C library that nothing provides.
  case opensLibrary(String)

  // MARK: Builds

  case usesWheel(WheelReason)
  /// A source with compiled code is built.
  case buildsSource(SourceReason)
  case sdistUnusable(reason: String)
  /// What is there does not meet a build requirement.
  case buildNeeds(Requirement, have: Have)
  /// A build requirement is left out, since the packages need each other along a path.
  case builtWithout(PackageID, path: [PackageID])

  // MARK: Found by later stages

  case wheelUnreadable(reason: String)
  /// Something it needs of the system that no rule maps.
  case unmappedRequirement(UnmappedNeed)
  /// A clause of SystemRequirements that only vignettes, tests or developers need.
  case neededAside(String)
  /// Attributes of nixpkgs of the programs that it calls when it is used.
  case callsPrograms([String])
  /// An attribute of nixpkgs that it needs and this nixpkgs does not have.
  case missingAttribute(String)
  /// Its crates are fetched by a lock that is written to this file, and how many there are.
  case cargoLock(file: String, crates: Int)
  case vendoredCrates
  /// Its build downloads what has these names.
  case downloads([String])
  /// What editing the overlay found.
  case editing(String)

  /// Why a source with compiled code is built.
  package enum SourceReason: Hashable, Sendable {
    /// C or Cython alone, without libraries of others.
    case plainC
    /// By this hint it is compiled, and no wheel can be used.
    case noWheel(String)
    /// By this hint it is compiled, and wheels are not wanted.
    case asked(String)
  }

  /// Why a wheel is used where an sdist would be by default.
  package enum WheelReason: Hashable, Sendable {
    /// The sdist has compiled code, by this hint.
    case compiled(String)
    case buildNeeds(Requirement, have: Have)
    /// No releases fit what its build needs.
    case nothingFits([Requirement])
    /// The sdist does not build as it was published.
    case unbuildable(BuildObstacle)
    /// Its setup.py does not run.
    case scriptFails(CodeObstacle)
    /// Its build would need itself, along a path.
    case circle([PackageID])
  }

  /// What there is of a package.
  package enum Have: Hashable, Sendable {
    case held(Holding.Place, String)
    case imported(PackageVersion)
  }
}
