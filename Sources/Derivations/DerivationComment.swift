import Basics
import PackageMetadata
import Planning

/// The comment above a package: who needs it, and what is unusual about it.
package enum DerivationComment {
  /// The whole comment of a package that somebody asked for by name.
  package static let requested = "asked for"
  /// What comes before the names of those that need the package to run.
  package static let needed = "needed by "
  /// What comes before the names of those that only need it to be built.
  package static let neededToBuild = "needed to build "
  /// What comes before a requirement that was not kept.
  package static let relaxed = "relaxed: "
  /// What comes before a requirement that the derivation does not have.
  package static let leftOut = "left out: "

  /// What stands before the repository that a package is from, with the reference that it follows, as a
  /// requirement has it.
  package static let origin = "from "
  /// What the repository begins with.
  package static let originScheme = "git+"

  static func lines(for package: PlannedPackage) -> [String] {
    var result: [String] = []
    if let origin = package.build.sources.first?.artifact.checkout?.origin {
      result.append("\(Self.origin)\(URLSecrets.removed(from: origin))")
    }
    if package.isRequested { result.append(requested) }
    let needs = package.neededBy.map(\.name)
    if !needs.isEmpty { result.append(needed + needs.joined(separator: ", ")) }
    let builds = package.neededToBuild.filter { !package.neededBy.contains($0) }.map(\.name)
    if !builds.isEmpty { result.append(neededToBuild + builds.joined(separator: ", ")) }
    for relaxation in package.relaxed {
      result.append("\(relaxed)\(relaxation.requirement), nixpkgs has \(relaxation.have)")
    }
    for dependency in package.needs.leftOut {
      result.append(
        "\(leftOut)\(dependency.id.name), which needs this in turn; put both into an environment")
    }
    return result
  }
}
