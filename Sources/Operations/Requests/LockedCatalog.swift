import ContentHash
import PackageMetadata
import PythonSource
import Requests
import Synchronization
import Versions

/// A catalog in which packages of lock files have only their locked version, with files whose hashes
/// the lock gives; and in which some packages are looked for in an index of their own.
///
/// What nixpkgs has is chosen before any catalog is asked, so that a locked version only counts for
/// what is imported.
final class LockedCatalog: Catalog {
  /// What a file wants of one package.
  struct Wish: Hashable, Sendable {
    var version: PackageVersion?
    var hashes: [FileHash] = []
    /// Bounds that count for an import alone (pip's constraints).
    var bounds: VersionConstraint?
    var place: Place
  }

  /// A conflict between a request and the index.
  enum Mismatch: Hashable, Sendable {
    /// The index lacks the version; it has this as its newest.
    case noVersion(PackageVersion, newest: PackageVersion?)
    /// Files of the version have other hashes than the lock says.
    case hashes(PackageVersion, files: [String])
    /// None of the files that the lock names is on the index.
    case noFile(PackageVersion)
  }

  private let base: any Catalog
  private let routes: [PackageID: any Catalog]
  private let wishes: [PackageID: Wish]
  /// Python packages that a file wants from elsewhere: what the index has of these names may be other
  /// people's.
  private let unavailable: Set<PackageID>
  private let found = Mutex<[PackageID: Mismatch]>([:])

  init(
    _ base: any Catalog, routes: [PackageID: any Catalog], wishes: [PackageID: Wish],
    unavailable: Set<PackageID> = []
  ) {
    self.unavailable = unavailable.filter { $0.ecosystem == .pypi }
    self.base = base
    self.routes = routes
    self.wishes = wishes
  }

  /// What was found so far.
  var mismatches: [PackageID: Mismatch] { found.withLock { $0 } }

  private func catalog(_ id: PackageID) -> any Catalog { routes[id] ?? base }

  func project(_ id: PackageID) async throws(CatalogError) -> Project {
    if unavailable.contains(id) { throw .notFound(id) }
    return narrowed(try await catalog(id).project(id))
  }

  func datedProject(_ id: PackageID) async throws(CatalogError) -> Project {
    if unavailable.contains(id) { throw .notFound(id) }
    // The age of a locked version does not matter.
    return wishes[id]?.version == nil
      ? narrowed(try await catalog(id).datedProject(id))
      : narrowed(try await catalog(id).project(id))
  }

  func metadata(of release: Release) async throws(CatalogError) -> ReleaseMetadata {
    try await catalog(release.id).metadata(of: release)
  }

  func build(
    of artifact: Artifact, in release: Release
  ) async throws(CatalogError) -> BuildMetadata {
    try await catalog(release.id).build(of: artifact, in: release)
  }

  func absent(
    _ names: [ImportWalk.TakenName], from id: PackageID, _ version: PackageVersion
  ) async throws(CatalogError) -> [ImportWalk.TakenName] {
    try await catalog(id).absent(names, from: id, version)
  }

  func files(of release: Release) async throws(CatalogError) -> [String: UInt32] {
    try await catalog(release.id).files(of: release)
  }

  func prefetch(projects: [PackageID]) async {
    await base.prefetch(projects: projects.filter { routes[$0] == nil })
    for id in projects { await routes[id]?.prefetch(projects: [id]) }
  }

  func prefetch(metadataOf release: Release) async {
    await catalog(release.id).prefetch(metadataOf: release)
  }

  func nearNames(to id: PackageID) async -> [String] { await catalog(id).nearNames(to: id) }

  // MARK: - Narrowing

  private func narrowed(_ project: Project) -> Project {
    guard let wish = wishes[project.id] else { return project }
    guard let version = wish.version else { return bounded(project, wish) }
    guard let index = project.versions.firstIndex(of: version) else {
      note(.noVersion(version, newest: project.versions.last), of: project.id)
      // Repositories of R packages keep the newest alone, except CRAN.
      return project.id.ecosystem == .cran ? project : Self.project(like: project, [])
    }
    let release = project.release(at: index)
    let (artifacts, mismatch) = Self.artifacts(of: release, wish.hashes)
    if let mismatch {
      note(mismatch, of: project.id)
      return Self.project(like: project, [])
    }
    return Self.project(
      like: project,
      [Release(id: release.id, version: release.version, artifacts: artifacts.map(\.unyanked))])
  }

  private func bounded(_ project: Project, _ wish: Wish) -> Project {
    guard let bounds = wish.bounds else { return project }
    let indices = project.versions.indices.filter { bounds.contains(project.versions[$0]) }
    return Project(
      id: project.id, displayName: project.displayName,
      versions: indices.map { project.versions[$0] }, hasUploadTimes: project.hasUploadTimes
    ) { project.release(at: indices[$0]) }
  }

  /// The files that the lock has, by their hashes; all of them where it has no hashes.
  static func artifacts(
    of release: Release, _ hashes: [FileHash]
  ) -> ([Artifact], Mismatch?) {
    let known = hashes.filter { $0.hash.algorithm == .sha256 }
    guard !known.isEmpty else { return (release.artifacts, nil) }
    let values = Set(known.map(\.hash))
    let named = Dictionary(
      known.compactMap { entry in entry.fileName.map { ($0, entry.hash) } },
      uniquingKeysWith: { first, _ in first })
    var kept: [Artifact] = []
    var wrong: [String] = []
    for artifact in release.artifacts {
      guard let hash = artifact.sha256 else {
        kept.append(artifact)
        continue
      }
      if values.contains(hash) {
        kept.append(artifact)
      } else if let expected = named[artifact.fileName], expected != hash {
        wrong.append(artifact.fileName)
      }
    }
    if !wrong.isEmpty { return ([], .hashes(release.version, files: wrong.sorted())) }
    if kept.isEmpty {
      // Without names, hashes that no file has are wrong ones.
      return (
        [],
        named.isEmpty
          ? .hashes(release.version, files: release.artifacts.map(\.fileName).sorted())
          : .noFile(release.version)
      )
    }
    return (kept, nil)
  }

  private func note(_ mismatch: Mismatch, of id: PackageID) {
    found.withLock { $0[id] = mismatch }
  }

  private static func project(like project: Project, _ releases: [Release]) -> Project {
    Project(
      id: project.id, displayName: project.displayName, versions: releases.map(\.version),
      hasUploadTimes: project.hasUploadTimes
    ) { releases[$0] }
  }
}

extension Artifact {
  /// The file as if it was not yanked: a lock may have what was yanked since.
  fileprivate var unyanked: Artifact {
    Artifact(
      fileName: fileName, url: url, kind: kind, sha256: sha256, size: size, uploadTime: uploadTime,
      requiresPython: requiresPython, metadataFile: metadataFile)
  }
}
