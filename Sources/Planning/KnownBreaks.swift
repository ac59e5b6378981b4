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

  /// Names that a project's module answers for, only to say that they are gone, with the first release that
  /// does so.
  private static let lostNames: [PackageID: (from: PythonVersion, names: Set<String>)] = {
    guard let second = PythonVersion("2.0") else { return [:] }
    return [
      .pypi("pydantic"): (
        second,
        [
          "__root__", "BaseSettings", "ConstrainedBytes", "ConstrainedDate", "ConstrainedDecimal",
          "ConstrainedFloat", "ConstrainedFrozenSet", "ConstrainedInt", "ConstrainedList",
          "ConstrainedSet", "ConstrainedStr", "JsonWrapper", "NoneBytes", "NoneStr",
          "NoneStrBytes", "Protocol", "Required", "StrBytes", "compiled",
          "create_model_from_namedtuple", "create_model_from_typeddict",
        ]
      )
    ]
  }()

  /// Whether a project lost a name of its package before a version.
  static func hasLost(_ name: String, of id: PackageID, at version: PackageVersion?) -> Bool {
    guard case .python(let version)? = version, let lost = lostNames[id] else { return false }
    return version >= lost.from && lost.names.contains(name)
  }

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
