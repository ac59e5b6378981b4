import PackageMetadata
import Planning

extension Failure {
  /// An index could not answer.
  init(_ error: CatalogError, from catalog: any Catalog) async {
    let cause: PlanningError =
      switch error {
      case .notFound(let id): .notFound(id, path: [], near: await catalog.nearNames(to: id))
      case .unavailable(let id, let reason), .malformed(let id, _, let reason):
        .unavailable(id, reason: reason)
      }
    self.init(cause, specs: [])
  }
}
