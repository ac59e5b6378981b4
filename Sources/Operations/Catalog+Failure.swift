import PackageMetadata
import Planning

extension Catalog {
  /// An error of this catalog as an operation reports it, with names near to one that it does not have.
  func failure(_ error: CatalogError) async -> Failure {
    Failure(await explained(error), specs: [])
  }
}
