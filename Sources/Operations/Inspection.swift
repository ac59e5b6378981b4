import PackageMetadata
import Planning
import PyPI

/// A look into the files that a plan fetches, for what only they tell: import names, and whether a
/// wheel has compiled code.
struct Inspection: Sendable {
  let catalogs: Catalogs

  /// The plan with `importNames` and `hints` filled in for wheels.
  func complete(_ plan: Plan) async throws(OperationError) -> Plan {
    var plan = plan
    let wheels = plan.packages.indices.filter { index in
      let package = plan.packages[index]
      guard package.action == .import || package.action == .override,
        case .wheel? = package.sources.first?.artifact.kind
      else { return false }
      return true
    }
    let pypi = catalogs.pypi
    let packages = plan.packages
    let found = await withTaskGroup(of: (Int, Result<BuildMetadata, CatalogError>).self) { group in
      for index in wheels {
        let package = packages[index]
        guard let artifact = package.sources.first?.artifact,
          let version = PackageVersion(package.version, in: package.id.ecosystem)
        else { continue }
        let release = Release(id: package.id, version: version, artifacts: [artifact])
        group.addTask {
          do throws(CatalogError) {
            return (index, .success(try await pypi.build(of: artifact, in: release)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
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
        throw await OperationError(error, from: pypi)
      case nil: continue
      }
    }
    return plan
  }
}
