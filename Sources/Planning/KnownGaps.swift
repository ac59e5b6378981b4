import PackageMetadata
import Versions

/// What nixpkgs' own packages import and do not bring along, though their metadata names it: it is there where
/// nixpkgs tests them, and not where they are used.
enum KnownGaps {
  /// What lacks from a version on.
  private static let gaps: [PackageID: (from: String, lacks: [PackageID])] = [
    .pypi("coreapi"): ("2", [.pypi("setuptools")]),
    .pypi("eth-utils"): ("5", [.pypi("eth-hash"), .pypi("pydantic")]),
    .pypi("opentelemetry-instrumentation"): ("0.50b0", [.pypi("packaging")]),
  ]

  /// What packages that are there lack to be imported, with what imports each.
  ///
  /// - Parameters:
  ///   - closure: All that is installed together.
  ///   - holding: What is there of a project.
  /// - Returns: The projects.
  static func lacking(
    in closure: Set<PackageID>, _ holding: (PackageID) -> Holding?
  ) -> [PackageID: Holding] {
    var result: [PackageID: Holding] = [:]
    for (id, gap) in gaps.sorted(by: { $0.key < $1.key }) where closure.contains(id) {
      guard let held = holding(id), held.place == .nixpkgs, let version = held.version,
        let from = PackageVersion(gap.from, in: .pypi), version >= from
      else { continue }
      for lack in gap.lacks where !closure.contains(lack) { result[lack] = result[lack] ?? held }
    }
    return result
  }
}
