import Operations
import PackageMetadata

/// Phrases on the packages of an overlay.
enum OverlayText {
  /// The names of packages, given by their places in the graph.
  static func names(_ indices: [Int], in graph: OverlayGraph) -> [String] {
    indices.map { graph.packages[$0].id.name }
  }

  /// Why a package is in its overlay; empty where nothing tells.
  static func reason(
    for package: OverlayPackage, in graph: OverlayGraph, isWhole: Bool = false
  ) -> Line {
    let limit = isWhole ? Int.max - 1 : 4
    var parts: [String] = []
    if package.isRequested { parts.append("requested") }
    if !package.neededBy.isEmpty {
      let names = names(package.neededBy, in: graph)
      parts.append("needed by \(PlanText.list(names, limit: limit))")
    } else if !package.neededToBuild.isEmpty {
      let names = names(package.neededToBuild, in: graph)
      parts.append("needed to build \(PlanText.list(names, limit: limit))")
    }
    if parts.isEmpty, package.isAccountedFor { parts.append("no longer needed") }
    if parts.isEmpty, !package.files.isEmpty {
      parts.append("defined in \(package.files.joined(separator: ", "))")
    }
    return "\(parts.joined(separator: ", "))"
  }
}
