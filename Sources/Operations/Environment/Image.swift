import Nixpkgs
import OverlayEditing

/// `image`: writes or extends an image.nix of the packages named, or of those of the shell.
package struct Image: Sendable {
  let writing: EnvironmentWriting

  package init(
    _ options: EnvironmentOptions, workspace: WorkspaceOptions,
    environment: [String: String] = NixTool.processEnvironment(),
    progress: (@Sendable (WorkProgress) -> Void)? = nil
  ) {
    writing = EnvironmentWriting(
      options: options, workspaceOptions: workspace, environment: environment, progress: progress)
  }

  /// Writes the file, and the overlay where something had to be imported.
  ///
  /// - Throws: `OperationError`; both files are then as they were.
  package func run() async throws(OperationError) -> EnvironmentReport {
    try await writing.run()
  }
}
