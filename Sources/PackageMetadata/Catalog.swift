package import PythonSource

/// An index of packages: PyPI's Simple API, CRAN's repository, or a stand-in of tests.
package protocol Catalog: Sendable {
  /// What the index has of one package.
  func project(_ id: PackageID) async throws(CatalogError) -> Project

  /// The same with upload times, where they are available at the cost of one more request.
  func datedProject(_ id: PackageID) async throws(CatalogError) -> Project

  /// What one release says about itself, from the cheapest file that tells the truth.
  func metadata(of release: Release) async throws(CatalogError) -> ReleaseMetadata

  /// What it takes to build `artifact` (an sdist; for a wheel, its import names only).
  func build(of artifact: Artifact, in release: Release) async throws(CatalogError) -> BuildMetadata

  /// Those of some names that the modules of a project's wheel certainly do not have at a version.
  func absent(
    _ names: [ImportWalk.TakenName], from id: PackageID, _ version: PackageVersion
  ) async throws(CatalogError) -> [ImportWalk.TakenName]

  /// The files of a release's wheel with their checksums; none where it has no wheel.
  func files(of release: Release) async throws(CatalogError) -> [String: UInt32]

  /// Asks for things ahead of their need; never fails, never waits.
  func prefetch(projects: [PackageID]) async
  /// Asks for the metadata of a release ahead of its need; never fails, never waits.
  func prefetch(metadataOf release: Release) async

  /// Names of the index that look like `id`'s, nearest first.
  func nearNames(to id: PackageID) async -> [String]
}

extension Catalog {
  /// None, for what is not read.
  package func absent(
    _ names: [ImportWalk.TakenName], from id: PackageID, _ version: PackageVersion
  ) async throws(CatalogError) -> [ImportWalk.TakenName] { [] }

  /// None, for what is not read.
  package func files(of release: Release) async throws(CatalogError) -> [String: UInt32] { [:] }

  /// What the index has, with the upload times that it gives by itself.
  package func datedProject(_ id: PackageID) async throws(CatalogError) -> Project {
    try await project(id)
  }
}

/// Why an index could not answer.
package enum CatalogError: Error, Hashable, Sendable {
  case notFound(PackageID)
  /// The network, the disk, or the cache under `--offline`; the message says what to do.
  case unavailable(PackageID, reason: String)
  /// An answer that breaks its format; solvers skip such a release with a note.
  case malformed(PackageID, version: PackageVersion?, reason: String)

  /// Whether to ask again may help.
  package var mayPass: Bool {
    if case .unavailable = self { true } else { false }
  }
}
