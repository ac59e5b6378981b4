import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning

/// The packages of an overlay that can be moved, and why others cannot.
struct UpdateSubjects: Sendable {
  /// A package whose releases are known.
  struct Subject: Sendable {
    let package: OverlayPackage
    let versionText: String
    let version: PackageVersion
    let project: Project
    /// What nixpkgs has of it, unless that is older.
    let successor: Pin?
    /// Whether nixpkgs has it at all.
    let isInNixpkgs: Bool
    /// What the repository has that it follows.
    var repository: OverlayRepositories.State?

    var id: PackageID { package.id }
    /// Whether the reference that it follows leads to another commit.
    var hasMoved: Bool { repository?.hasMoved ?? false }
    var isThereForOthers: Bool { package.isAccountedFor && !package.isRequested }
    /// Whether nixpkgs' own can take its place without a word to anyone.
    var isDroppable: Bool { isThereForOthers && successor?.attribute == package.attribute }
  }

  /// By their places in the graph.
  private(set) var subjects: [Int: Subject] = [:]
  /// Why the others stay, by their places in the graph.
  private(set) var obstacles: [Int: UpdateReason] = [:]

  let graph: OverlayGraph

  init(
    _ source: OverlayGraph.Source, snapshot: Snapshot, catalogs: Catalogs,
    repositories: OverlayRepositories
  ) async throws(Failure) {
    graph = source.graph
    var counts: [PackageID: Int] = [:]
    for package in graph.packages { counts[package.id, default: 0] += 1 }
    for ecosystem in Ecosystem.allCases {
      let indices = graph.packages.indices.filter {
        graph.packages[$0].id.ecosystem == ecosystem
      }
      guard !indices.isEmpty, let catalog = catalogs.byEcosystem[ecosystem] else { continue }
      await catalog.prefetch(
        projects: indices.filter { graph.packages[$0].origin == nil }.map { graph.packages[$0].id })
      let reaching = source.document.attributes(
        reaching: TargetNixpkgs(snapshot.facts), in: ecosystem)
      let fetches = source.document.fetches(
        of: Set(indices.map { graph.packages[$0].attribute }), in: ecosystem)
      for index in indices {
        let package = graph.packages[index]
        guard let text = package.version,
          let version = PackageVersion(text, in: ecosystem)
        else {
          obstacles[index] =
            package.version == nil && !package.files.isEmpty
            ? .unreadableFiles(package.files) : .noVersion
          continue
        }
        if counts[package.id] != 1 {
          obstacles[index] = .severalAttributes
          continue
        }
        if !reaching.contains(package.attribute) {
          obstacles[index] = .otherInterpreter
          continue
        }
        if fetches[package.attribute]?.isEmpty ?? true {
          obstacles[index] = .noFetch
          continue
        }
        if package.origin != nil {
          guard let state = repositories.states[index] else {
            obstacles[index] = .repository(repositories.obstacles[index])
            continue
          }
          guard state.hasMoved || state.newest.project.versions.contains(version) else {
            obstacles[index] = .commitOfOtherVersion(text)
            continue
          }
          subjects[index] = Subject(
            package: package, versionText: text, version: version, project: state.newest.project,
            successor: nil, isInNixpkgs: snapshot.pin(for: package.id) != nil, repository: state)
          continue
        }
        do throws(CatalogError) {
          let project = try await catalog.project(package.id)
          if ecosystem == .pypi, !project.versions.contains(version) {
            obstacles[index] = .releaseOnNoIndex(text)
            continue
          }
          let pin = snapshot.pin(for: package.id)
          let isNoOlder = pin?.version.map { $0 >= version } ?? false
          subjects[index] = Subject(
            package: package, versionText: text, version: version, project: project,
            successor: isNoOlder ? pin : nil, isInNixpkgs: pin != nil)
        } catch .notFound {
          obstacles[index] = .onNoIndex
        } catch {
          throw await catalog.failure(error)
        }
      }
    }
  }

  /// The same with packages kept as they are, for these reasons.
  func without(_ blocked: [Int: UpdateReason]) -> UpdateSubjects {
    var result = self
    for (index, reason) in blocked {
      result.subjects[index] = nil
      result.obstacles[index] = reason
    }
    return result
  }

  func index(of id: PackageID) -> Int? { subjects.first { $0.value.id == id }?.key }
}
