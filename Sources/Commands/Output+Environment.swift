import Operations

extension Output {
  /// Writes or extends a file of the environment, and shows the report.
  func write(
    _ options: EnvironmentOptions, _ common: CommonOptions, _ choice: ChoiceOptions
  ) async throws {
    let locks = try await WriteLocks(
      on: options.importing.isDryRun ? [] : [options.path, common.overlay], progress: steps)
    defer { locks.release() }
    let report = try await EnvironmentWriting(
      options,
      workspace: Workspace(
        choice.workspace(common), files: options.importing.files, progress: progress)
    ).run()
    try show(
      EnvironmentDocument(report),
      EnvironmentReportText(report: report, style: style, isVerbose: common.verbose).lines)
  }
}
