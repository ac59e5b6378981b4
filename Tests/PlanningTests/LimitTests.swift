import PackageMetadata
import Testing
import Versions

@testable import Planning

/// Indexes that are made to keep a plan busy.
@Suite struct LimitTests {
  /// A catalog in which every package needs another one that nobody has heard of.
  private struct Endless: Catalog {
    func project(_ id: PackageID) async throws(CatalogError) -> Project {
      let artifact = Artifact(
        fileName: "\(id.name)-1.0.tar.gz", url: "https://h.example/\(id.name)-1.0.tar.gz",
        kind: .sdist, sha256: nil, metadataFile: .absent)
      let version = PackageVersion.python(PythonVersion("1.0") ?? .lowest)
      return Project(
        id: id, displayName: id.name, versions: [version], hasUploadTimes: false,
        release: { _ in Release(id: id, version: version, artifacts: [artifact]) })
    }

    func metadata(of release: Release) async throws(CatalogError) -> ReleaseMetadata {
      let number = Int(release.id.name.drop { !$0.isNumber }) ?? 0
      return ReleaseMetadata(
        requirements: .known([.python("p\(number + 1)")]), provenance: release.id.name)
    }

    func build(
      of artifact: Artifact, in release: Release
    ) async throws(CatalogError) -> BuildMetadata {
      BuildMetadata()
    }

    func prefetch(projects: [PackageID]) async {}
    func prefetch(metadataOf release: Release) async {}
    func nearNames(to id: PackageID) async -> [String] { [] }
  }

  @Test("a chain of requirements without end is given up at the limit")
  func chain() async throws {
    var options = PlanningOptions()
    options.maximumPackages = 50
    let planner = Planner(
      inventory: FixtureInventory([]), catalogs: [.pypi: Endless()], options: options)
    do throws(PlanningError) {
      _ = try await planner.plan([.python("p0")])
      Issue.record("it must give up")
    } catch {
      guard case .gaveUp(.packages(50)) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func `a search without end notices that it is cancelled`() async throws {
    var options = PlanningOptions()
    options.maximumPackages = 1_000_000
    let planner = Planner(
      inventory: FixtureInventory([]), catalogs: [.pypi: Endless()], options: options)
    let search = Task { () -> PlanningError? in
      do throws(PlanningError) {
        _ = try await planner.plan([.python("p0")])
        return nil
      } catch {
        return error
      }
    }
    search.cancel()
    guard case .gaveUp(.interruption)? = await search.value else {
      Issue.record("it must end")
      return
    }
  }
}
