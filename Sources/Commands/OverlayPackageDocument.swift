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
  let version: String?
  let requested: Bool
  let neededBy: [String]
  let neededToBuild: [String]
  let dependencies: [String]
  let buildDependencies: [String]
  let fromNixpkgs: [String]
  let fromNixpkgsToBuild: [String]
  let files: [String]

  enum CodingKeys: String, CodingKey {
    case package, attributeName, version, requested, neededBy, neededToBuild, dependencies
    case buildDependencies, fromNixpkgs, fromNixpkgsToBuild, files
  }

  init(_ package: OverlayPackage, of graph: OverlayGraph) {
    self.package = package.id.description
    attributeName = package.attribute
    version = package.version
    requested = package.isRequested
    neededBy = graph.ids(package.neededBy)
    neededToBuild = graph.ids(package.neededToBuild)
    dependencies = graph.ids(package.needs)
    buildDependencies = graph.ids(package.buildNeeds)
    fromNixpkgs = package.fromNixpkgs
    fromNixpkgsToBuild = package.fromNixpkgsToBuild
    files = package.files
  }

  /// Encodes `version` as null where there is none, since readers expect the key.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(package, forKey: .package)
    try container.encode(attributeName, forKey: .attributeName)
    try container.encode(version, forKey: .version)
    try container.encode(requested, forKey: .requested)
    try container.encode(neededBy, forKey: .neededBy)
    try container.encode(neededToBuild, forKey: .neededToBuild)
    try container.encode(dependencies, forKey: .dependencies)
    try container.encode(buildDependencies, forKey: .buildDependencies)
    try container.encode(fromNixpkgs, forKey: .fromNixpkgs)
    try container.encode(fromNixpkgsToBuild, forKey: .fromNixpkgsToBuild)
    try container.encode(files, forKey: .files)
  }
}

extension OverlayGraph {
  /// The identities of packages, given by their places.
  func ids(_ indices: [Int]) -> [String] { indices.map { packages[$0].id.description } }
}
