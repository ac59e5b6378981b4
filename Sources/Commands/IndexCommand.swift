import ArgumentParser
import Operations

/// `nixgraft index`.
struct IndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Show what nixgraft knows about the nixpkgs in use.")

  @Flag(help: "Read nixpkgs again instead of using the cache.")
  var refresh = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      let workspace = Workspace(common.workspaceOptions, progress: output.progress)
      var options = Index.Options()
      options.refresh = refresh
      let report = try await Index(options, workspace: workspace).run()
      try output.show(IndexDocument(report), IndexText(report: report, style: output.style).lines)
    }
  }
}
