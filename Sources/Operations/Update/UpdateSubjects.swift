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
    /// What nixpkgs has of it, where that is no older.
    let successor: Pin?
    /// Whether nixpkgs has it at all.
    let isInNixpkgs: Bool

    var id: PackageID { package.id }
    var isThereForOthers: Bool { package.isAccountedFor && !package.isRequested }
    /// Whether nixpkgs' own can take its place without a word to anyone.
    var isDroppable: Bool { isThereForOthers && successor?.attribute == package.attribute }
  }

  /// By their places in the graph.
  private(set) var subjects: [Int: Subject] = [:]
  /// Why the others stay, by their places in the graph.
  private(set) var obstacles: [Int: String] = [:]

  let graph: OverlayGraph

  init(
    _ source: OverlayGraph.Source, snapshot: Snapshot, catalogs: Catalogs
  ) async throws(Failure) {
    graph = source.graph
    var counts: [PackageID: Int] = [:]
    for package in graph.packages { counts[package.id, default: 0] += 1 }
    for ecosystem in Ecosystem.allCases {
      let indices = graph.packages.indices.filter {
        graph.packages[$0].id.ecosystem == ecosystem
      }
      guard !indices.isEmpty, let catalog = catalogs.byEcosystem[ecosystem] else { continue }
      await catalog.prefetch(projects: indices.map { graph.packages[$0].id })
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
            ? "its file '\(package.files.joined(separator: "', '"))' cannot be read"
            : "the overlay does not give its version as that of a release"
          continue
        }
        if counts[package.id] != 1 {
          obstacles[index] = "the overlay has it under several attributes"
          continue
        }
        if !reaching.contains(package.attribute) {
          obstacles[index] = "it is for another Python interpreter"
          continue
        }
        if fetches[package.attribute]?.isEmpty ?? true {
          obstacles[index] = "it has no fetch with a hash"
          continue
        }
        do throws(CatalogError) {
          let project = try await catalog.project(package.id)
          if ecosystem == .pypi, !project.versions.contains(version) {
            obstacles[index] = "no index has its release \(text)"
            continue
          }
          let pin = snapshot.pin(for: package.id)
          let isNoOlder = pin?.version.map { $0 >= version } ?? false
          subjects[index] = Subject(
            package: package, versionText: text, version: version, project: project,
            successor: isNoOlder ? pin : nil, isInNixpkgs: pin != nil)
        } catch .notFound {
          obstacles[index] = "no index has it"
        } catch {
          throw await catalog.failure(error)
        }
      }
    }
  }

  /// The same with packages kept as they are, for these reasons.
  func without(_ blocked: [Int: String]) -> UpdateSubjects {
    var result = self
    for (index, reason) in blocked {
      result.subjects[index] = nil
      result.obstacles[index] = reason
    }
    return result
  }

  func index(of id: PackageID) -> Int? { subjects.first { $0.value.id == id }?.key }
}
