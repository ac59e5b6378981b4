package import PackageMetadata
package import Versions

/// What was found when a file of requests was compared with this nixpkgs, or when a package that is in no
/// index was read.
package enum RequestRemark: Hashable, Sendable {
  // MARK: Files

  /// nixpkgs' version is outside of a DESCRIPTION's bounds, and stays.
  case outgrown(PackageID, name: String, bounds: RSpecifierSet, has: String?, file: String)
  case lockedWithR(RVersion, has: RVersion, file: String)
  /// Releases, as in `3.20`.
  case lockedWithBioconductor(String, has: String, file: String)
  case needsR(RSpecifierSet, has: RVersion, file: String)
  /// The version of Python that a file names, in its own words.
  case forPython(String, has: PythonVersion, file: String)
  case needsPython(SpecifierSet, has: PythonVersion, file: String)

  // MARK: Packages in no index

  /// The commit that was read, of 40 hexadecimal digits, and the reference that led to it (`refs/heads/main`).
  case commit(String, of: String, reference: String?, repository: String)
  case hasSubmodules(String)
  /// In its archive pointers of Git LFS are in the place of files.
  case hasPointers(String)
  /// A package names a remote for a requirement that nixpkgs' version meets.
  case remoteUnused(String, of: String, version: PackageVersion)
}

extension RequestRemark: CustomStringConvertible {
  package var description: String {
    switch self {
    case .outgrown(let id, let name, let bounds, let version, let file):
      "'\(file)' needs \(name) \(bounds), but this nixpkgs has \(version ?? "another"), which "
        + "stays; override '\(id)' to replace it"
    case .lockedWithR(let locked, let version, let file):
      "'\(file)' was locked with R \(locked); this nixpkgs has R \(version)"
    case .lockedWithBioconductor(let locked, let release, let file):
      "'\(file)' was locked with Bioconductor \(locked); this nixpkgs has \(release)"
    case .needsR(let bounds, let version, let file):
      "'\(file)' needs R \(bounds), but this nixpkgs has R \(version)"
    case .forPython(let text, let version, let file):
      "'\(file)' is for Python \(text); this one is \(version)"
    case .needsPython(let bounds, let version, let file):
      "'\(file)' needs Python \(bounds), but this nixpkgs has \(version) and none that fits"
    case .commit(let commit, let name, nil, let repository):
      "'\(name)' is commit \(commit.prefix(12)) of \(repository)"
    case .commit(let commit, let name, let reference?, let repository):
      "'\(name)' is \(Self.short(reference)) of \(repository), commit \(commit.prefix(12))"
    case .hasSubmodules(let name):
      "'\(name)' has git submodules, which its archive does not contain"
    case .hasPointers(let name):
      "'\(name)' keeps files in Git LFS; its archive has pointers in their place"
    case .remoteUnused(let need, let name, let version):
      "'\(name)' names a remote for '\(need)'; nixpkgs' \(version) is used"
    }
  }

  private static func short(_ reference: String) -> String {
    for (start, word) in [("refs/heads/", "branch "), ("refs/tags/", "tag ")]
    where reference.hasPrefix(start) { return word + reference.dropFirst(start.count) }
    return reference
  }
}
