package import PackageMetadata
package import Versions

/// Why releases of a package cannot be used.
package enum UnusableReason: Hashable, Sendable {
  /// Upstream withdrew it (PEP 592).
  case yanked
  /// It was uploaded at or after the time from which files are ignored.
  case uploadedTooLate
  /// Files of a certain age are ignored, and the index does not tell its age.
  case unknownUploadTime
  case noFiles
  /// CRAN has a binary package of it alone.
  case windowsOnly
  /// It excludes the interpreter; each release by one of these sets of bounds.
  case needsPython(Set<SpecifierSet>, has: PythonVersion)
  /// It excludes the R that is there.
  case needsR(RSpecifierSet)
  /// No wheel is for this Python on one of the systems, and there is no sdist.
  case noWheel(PythonTarget, SystemSet)
  case prerelease
  /// It, or a later release, takes names that nixpkgs' packages do not have.
  case lacksNames
  /// It is older than the horizon allows.
  case tooOld(months: Int, than: AgeReference)
  /// Where no upload times are known: it is not among so many of the newest.
  case notAmongNewest(Int)
  /// What the index, or its archive, says is wrong with its metadata.
  case brokenMetadata(String?)
  /// It requires a package by its URL, which is followed for requests alone.
  case needsURL(PackageID)
  /// The index does not have this version.
  case notARelease
  /// No index has the package.
  case onNoIndex
  /// Other versions are there and stay, so that this one cannot be chosen; never empty.
  case held([Holding])

  /// What the horizon is counted from.
  package enum AgeReference: Hashable, Sendable {
    case newestRelease
    case snapshot
    /// The newest release that the bounds of other packages admit.
    case newestAdmitted
  }

  /// Whether a release with this reason is left out of messages about others: it was withdrawn, or
  /// counts as not made yet.
  var isHiding: Bool {
    switch self {
    case .yanked, .uploadedTooLate, .unknownUploadTime, .noFiles: true
    default: false
    }
  }

  /// Whether it is a matter of the release's files and of what they are for.
  var isOfFiles: Bool {
    switch self {
    case .yanked, .uploadedTooLate, .unknownUploadTime, .noFiles, .windowsOnly, .noWheel,
      .needsPython:
      true
    default: false
    }
  }

  /// The reason for all releases that have either.
  func merged(with other: UnusableReason) -> UnusableReason {
    if case .needsPython(let sets, let has) = self, case .needsPython(let others, _) = other {
      return .needsPython(sets.union(others), has: has)
    }
    return self
  }
}
