import PackageMetadata
import Versions

/// That only some releases of a package count, since the code of one takes a name that what nixpkgs has does not
/// have.
///
/// foo 3 imports a name of bar 2, and nixpkgs has bar 1: releases of foo made before bar 2 was cannot take
/// it. foo 1, which was chosen since it is the last without upper bounds, imports a name that bar lost: a
/// later release may do without.
package struct NameLimit: Hashable, Sendable {
  enum Range: Hashable, Sendable {
    /// Only releases made before this, when the release of the other package was made that follows nixpkgs'
    /// own.
    case before(Timestamp)
    /// Only releases after the one that was chosen.
    case later
  }

  let range: Range
  /// The release that takes the name.
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
      case .noArtifact(let id, .outgrown(let version?, let obstacle, let holding), _, _) = error
    else { return nil }
    func limit(_ range: Range) -> NameLimit {
      NameLimit(range: range, version: version, obstacle: obstacle, holding: holding)
    }
    if let time = await end(of: id, version, holding, memory) { return (id, limit(.before(time))) }
    let project = try? await memory.project(id)
    let isNewest = project?.versions.allSatisfy { $0 <= version || $0.isPrerelease } ?? true
    return isNewest ? nil : (id, limit(.later))
  }

  /// When what a release takes was made, if nixpkgs' version is older than that.
  private static func end(
    of id: PackageID, _ version: PackageVersion, _ holding: Holding, _ memory: PlanMemory
  ) async -> Timestamp? {
    guard let have = holding.version,
      let other = try? await memory.datedProject(holding.id),
      let next = other.versions.first(where: { $0 > have && !$0.isPrerelease }),
      let time = other.released(next),
      let project = try? await memory.datedProject(id),
      let released = project.released(version), released >= time
    else { return nil }
    return time
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
