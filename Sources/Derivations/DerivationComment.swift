import PackageMetadata
import Planning

/// The comment above a package: who needs it, and what is unusual about it.
enum DerivationComment {
  static func lines(for package: PlannedPackage) -> [String] {
    var result: [String] = []
    if package.isRequested {
      result.append("asked for")
    }
    let needs = package.neededBy.map(\.name)
    if !needs.isEmpty { result.append("needed by " + needs.joined(separator: ", ")) }
    let builds = package.neededToBuild.filter { !package.neededBy.contains($0) }.map(\.name)
    if !builds.isEmpty { result.append("needed to build " + builds.joined(separator: ", ")) }
    for relaxation in package.relaxed {
      result.append("relaxed: \(relaxation.requirement), nixpkgs has \(relaxation.have)")
    }
    for dependency in package.leftOut {
      result.append(
        "left out: \(dependency.id.name), which needs this in turn; have both in an environment")
    }
    return result
  }
}
