import Nixpkgs

/// `shell`: writes or extends a shell.nix or flake.nix, after importing what nixpkgs lacks.
package struct Shell: Sendable {
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
