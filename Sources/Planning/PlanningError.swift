package import PackageMetadata

/// Why there is no plan.
package enum PlanningError: Error, Hashable, Sendable {
  /// No versions fit; the explanation is made of sentences.
  case noSolution(explanation: [String], waysOut: [WayOut])
  /// An index has no such project; `path` leads to it from a request.
  case notFound(PackageID, path: [PackageID], near: [String])
  /// The project has no file that can be used; the reasons are sentences.
  case noArtifact(PackageID, reasons: [String], waysOut: [WayOut])
  /// The search for versions reached a limit.
  case gaveUp(Limit)
  /// The network, the disk or Nix failed.
  case unavailable(PackageID?, reason: String)
  /// Nix failed.
  case nix(String)
  /// The request makes no sense.
  case input(String)

  /// What ends a search before it has a result.
  package enum Limit: Hashable, Sendable {
    case packages(Int)
    case seconds(Int)
    /// So many versions were tried, and what was learned takes too much memory.
    case memory(tried: Int)
  }
}
