import PackageMetadata
import Planning
import PyPI

/// A look into the files that a plan fetches, for what only they tell: import names, and whether a
/// wheel has compiled code.
struct Inspection: Sendable {
  let catalogs: Catalogs

  /// What came of looking into one file.
  private struct Reading: Sendable {
    let index: Int
    let result: Result<BuildMetadata, CatalogError>
  }

  private static func reading(
    _ index: Int, _ artifact: Artifact, in release: Release, from pypi: PyPICatalog
  ) async -> Reading {
    do throws(CatalogError) {
      return Reading(
        index: index, result: .success(try await pypi.build(of: artifact, in: release)))
    } catch {
      return Reading(index: index, result: .failure(error))
    }
  }

  /// The plan with `importNames` and `hints` filled in for wheels.
  func complete(_ plan: Plan) async throws(Failure) -> Plan {
    var plan = plan
    let wheels = plan.packages.indices.filter { index in
      let package = plan.packages[index]
      guard package.isWritten,
        case .wheel? = package.sources.first?.artifact.kind
      else { return false }
      return true
    }
    let pypi = catalogs.pypi
    let packages = plan.packages
    var found: [Int: Result<BuildMetadata, CatalogError>] = [:]
    await withTaskGroup(of: Reading.self) { group in
      for index in wheels {
        let package = packages[index]
        guard let artifact = package.sources.first?.artifact,
          let version = PackageVersion(package.version, in: package.id.ecosystem)
        else { continue }
        let release = Release(id: package.id, version: version, artifacts: [artifact])
        group.addTask { await Self.reading(index, artifact, in: release, from: pypi) }
      }
      for await reading in group { found[reading.index] = reading.result }
    }
    for index in wheels {
      switch found[index] {
      case .success(let build):
        plan.packages[index].importNames = build.importNames
        plan.packages[index].hints = build.hints
        plan.packages[index].notes += build.notes
      case .failure(.malformed(_, _, let reason)):
        plan.packages[index].notes.append("its wheel can't be looked into: \(reason)")
      case .failure(let error):
        throw await Failure(error, from: pypi)
      case nil: continue
      }
    }
    plan.forgetHostedImportNames()
    return plan
  }
}
