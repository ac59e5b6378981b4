import PackageMetadata
import Versions

/// That only releases of a package made before a time count, since the code of the newest takes a name that
/// what nixpkgs has does not have yet.
///
/// foo 3 imports a name of bar 2, and nixpkgs has bar 1: releases of foo made before bar 2 was cannot take
/// it.
package struct NameLimit: Hashable, Sendable {
  /// When the release of the other package was made that follows nixpkgs' own.
  let time: Timestamp
  /// The release that is too new.
  let version: PackageVersion
  let obstacle: CodeObstacle
  let holding: Holding

  /// How many packages may be limited in one plan.
  static let maximumCount = 4

  /// The limit that may help after a failure, with the package that it is for; nil where none can.
  static func limit(
    after error: PlanningError, _ memory: PlanMemory
  ) async -> (id: PackageID, limit: NameLimit)? {
    guard
      case .noArtifact(let id, .outgrown(let version?, let obstacle, let holding), _, _) = error,
      let have = holding.version,
      let other = try? await memory.datedProject(holding.id),
      let next = other.versions.first(where: { $0 > have && !$0.isPrerelease }),
      let time = other.released(next),
      let project = try? await memory.datedProject(id),
      let released = project.released(version), released >= time
    else { return nil }
    return (id, NameLimit(time: time, version: version, obstacle: obstacle, holding: holding))
  }
}

extension PackageVersion {
  fileprivate var isPrerelease: Bool {
    if case .python(let version) = self { version.isPrerelease } else { false }
  }
}

extension Project {
  /// When the first file of a release was uploaded.
  fileprivate func released(_ version: PackageVersion) -> Timestamp? {
    index(of: version).flatMap { release(at: $0).artifacts.compactMap(\.uploadTime).min() }
  }
}
