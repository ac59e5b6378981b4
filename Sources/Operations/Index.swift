package import Nixpkgs
import PackageMetadata

/// `index`: what is known about the nixpkgs in use.
package struct Index: Sendable {
  package struct Report: Sendable {
    package let snapshot: Snapshot
  }

  let workspace: Workspace
  /// Whether the tree is read again though the cache has it.
  let refresh: Bool

  package init(refresh: Bool, workspace: Workspace) {
    self.refresh = refresh
    self.workspace = workspace
  }

  /// Reads the snapshot.
  package func run() async throws(Failure) -> Report {
    do {
      return Report(snapshot: try await workspace.snapshot([.pypi, .cran], refresh: refresh))
    } catch  where error.kind == .nix {
      // A tree without R is still worth looking at.
      return Report(snapshot: try await workspace.snapshot([.pypi], refresh: refresh))
    }
  }
}
