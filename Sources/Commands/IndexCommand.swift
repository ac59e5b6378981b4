import ArgumentParser
import Operations

/// `nixgraft index`.
struct IndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Show what nixgraft knows of the nixpkgs at hand.")

  @Flag(help: "Read nixpkgs anew.")
  var refresh = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      let workspace = Workspace(common.workspaceOptions, progress: output.progress)
      let report = try await IndexReport(workspace: workspace, refresh: refresh)
      if common.json {
        try output.json(IndexDocument(report))
      } else {
        output.result(IndexText(report, style: output.style).lines)
      }
    }
  }
}
