import PackageMetadata
import Versions

/// Releases from which on a project does not work with what was made for its older ones, whatever the
/// code says: a bound below one of them must not give way to a version above it.
enum KnownBreaks {
  /// The first release after each break.
  private static let releases: [PackageID: [PythonVersion]] = [
    // Generated parsers have tables of a format that changed then.
    .pypi("antlr4-python3-runtime"): ["4.10"].compactMap { PythonVersion($0) }
  ]

  /// Whether a break lies between all that a requirement admits and a version above that.
  static func part(_ requirement: Requirement, from version: PackageVersion) -> Bool {
    guard case .python(let version) = version, case .python(let set) = requirement.constraint,
      let breaks = releases[requirement.id]
    else { return false }
    return breaks.contains { first in
      version >= first
        && set.versionSet.intersection(.between(.inclusive(first), .unbounded)).isEmpty
    }
  }
}
