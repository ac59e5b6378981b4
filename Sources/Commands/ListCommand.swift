import ArgumentParser
import Operations

/// `nixgraft list`.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the packages in the overlay.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      let report = try List(List.Options(overlayPath: common.overlay)).run()
      try output.show(
        ListDocument(report),
        ListText(report: report, style: output.style, isVerbose: common.verbose).lines)
    }
  }
}

/// An overlay as `list --json` prints it.
struct ListDocument: Encodable {
  let overlay: OverlayPackageDocument.Overlay
  let packages: [OverlayPackageDocument]
  let unreadFiles: [String]
  let isOverlay: Bool
  let otherPackages: [String]

  init(_ report: List.Report) {
    overlay = OverlayPackageDocument.Overlay(path: report.graph.path)
    packages = report.graph.packages.map { OverlayPackageDocument($0, of: report.graph) }
    unreadFiles = report.graph.unreadFiles
    isOverlay = report.graph.isOverlay
    otherPackages = report.graph.otherPackages
  }
}
