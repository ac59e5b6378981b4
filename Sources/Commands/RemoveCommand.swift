import ArgumentParser
import Operations

/// `nixgraft remove`.
struct RemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove packages from the overlay, with what only they needed.",
    discussion: """
      NAME is 'NAME', 'pypi:NAME' or 'cran:NAME'. Packages that you imported by name stay, and so do \
      those that have no comment of nixgraft's.
      """)

  @Argument(
    help: ArgumentHelp("The packages to remove.", valueName: "name"),
    completion: .overlayPackages)
  var names: [String]

  @Flag(help: "Show the overlay's changes; write nothing.")
  var dryRun = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      var options = Remove.Options()
      options.overlayPath = common.overlay
      options.names = names
      options.isDryRun = dryRun
      let locks = try await WriteLocks(
        on: dryRun ? [] : [common.overlay], progress: output.steps)
      defer { locks.release() }
      let report = try Remove(options).run()
      try output.show(RemoveDocument(report), RemoveText(report: report, style: output.style).lines)
    }
  }
}

/// A removal as `remove --json` prints it.
struct RemoveDocument: Encodable {
  struct Overlay: Encodable {
    let path: String
    let changed: Bool
  }

  let requested: [String]
  let removed: [OverlayPackageDocument]
  let kept: [String]
  let notes: [String]
  let overlay: Overlay

  init(_ report: Remove.Report) {
    let graph = report.graph
    requested = graph.ids(report.named)
    removed = report.removed.map { OverlayPackageDocument(graph.packages[$0], of: graph) }
    kept = graph.ids(report.kept)
    notes = report.notes
    overlay = Overlay(path: graph.path, changed: report.change.isChanged)
  }
}
