package import Nixpkgs
import PackageMetadata

/// `index`: what is known of the snapshot.
package struct IndexReport: Sendable {
  package let snapshot: Snapshot

  /// Reads the snapshot, anew if `refresh` says so.
  package init(workspace: Workspace, refresh: Bool) async throws(Failure) {
    do {
      snapshot = try await workspace.snapshot([.pypi, .cran], refresh: refresh)
    } catch  where error.kind == .nix {
      // A tree without R is still worth looking at.
      snapshot = try await workspace.snapshot([.pypi], refresh: refresh)
    }
  }
}
