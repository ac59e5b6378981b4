package import PackageMetadata

/// Why there is no plan.
package enum PlanningError: Error, Hashable, Sendable {
  /// No versions fit; the explanation is made of sentences, the ways out of commands.
  case noSolution(explanation: [String], waysOut: [WayOut])
  /// An index has no such project; `path` leads to it from a request.
  case notFound(PackageID, path: [PackageID], near: [String])
  /// The project has no file that can be used.
  case noArtifact(PackageID, reason: String, waysOut: [WayOut])
  /// The network, the disk or Nix failed.
  case unavailable(PackageID?, reason: String)
  /// Nix failed.
  case nix(String)
  /// The request makes no sense.
  case input(String)
}

/// Arguments that would make a request succeed; it has been tried.
package struct WayOut: Hashable, Sendable {
  /// A sentence on what it does.
  package let meaning: String
  /// All requests, in the place of those that failed; empty to keep them.
  package let requests: [String]
  /// Options to add: `["--override", "numpy"]`.
  package let options: [String]
  /// Options to leave out: `["--strict"]`.
  package let withoutOptions: [String]

  package init(
    meaning: String, requests: [String] = [], options: [String] = [],
    withoutOptions: [String] = []
  ) {
    self.meaning = meaning
    self.requests = requests
    self.options = options
    self.withoutOptions = withoutOptions
  }
}
