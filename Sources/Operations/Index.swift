package import Nixpkgs
import PackageMetadata

/// `index`: what is known about the nixpkgs in use.
package struct Index: Sendable {
  /// The options of `index`, besides the workspace's.
  package struct Options: Hashable, Sendable {
    /// Whether the tree is read again though the cache has it.
    package var refresh = false

    package init() {}
  }

  package struct Report: Sendable {
    package let snapshot: Snapshot
  }

  let options: Options
  let workspace: Workspace

  package init(_ options: Options, workspace: Workspace) {
    self.options = options
    self.workspace = workspace
  }

  /// Reads the snapshot.
  package func run() async throws(Failure) -> Report {
    do {
      return Report(
        snapshot: try await workspace.snapshot([.pypi, .cran], refresh: options.refresh))
    } catch  where error.kind == .nix {
      // A tree without R is still worth looking at.
      return Report(snapshot: try await workspace.snapshot([.pypi], refresh: options.refresh))
    }
  }
}
