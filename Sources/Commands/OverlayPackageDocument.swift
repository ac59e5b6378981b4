import Operations
import PackageMetadata

/// A package of an overlay as `--json` prints it.
struct OverlayPackageDocument: Encodable {
  /// Which overlay is meant.
  struct Overlay: Encodable {
    let path: String
  }

  let package: String
  let attributeName: String
  @OrNull var version: String?
  let requested: Bool
  @OrNull var origin: String?
  @OrNull var revision: String?
  let neededBy: [String]
  let neededToBuild: [String]
  let dependencies: [String]
  let buildDependencies: [String]
  let fromNixpkgs: [String]
  let fromNixpkgsToBuild: [String]
  let files: [String]

  init(_ package: OverlayPackage, of graph: OverlayGraph) {
    self.package = package.id.description
    attributeName = package.attribute
    version = package.version
    requested = package.isRequested
    origin = package.origin
    revision = package.revision
    neededBy = graph.ids(package.neededBy)
    neededToBuild = graph.ids(package.neededToBuild)
    dependencies = graph.ids(package.needs)
    buildDependencies = graph.ids(package.buildNeeds)
    fromNixpkgs = package.fromNixpkgs
    fromNixpkgsToBuild = package.fromNixpkgsToBuild
    files = package.files
  }
}

extension OverlayGraph {
  /// The identities of packages, given by their places.
  func ids(_ indices: [Int]) -> [String] { indices.map { packages[$0].id.description } }
}
