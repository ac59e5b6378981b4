import ArgumentParser
import Operations

/// `nixgraft tree`.
struct TreeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    abstract: "Show how the packages in the overlay depend on each other.",
    discussion: "With --verbose, what comes from nixpkgs is shown too.")

  @Argument(
    help: ArgumentHelp("Show only these packages and what they need.", valueName: "name"),
    completion: .overlayPackages)
  var names: [String] = []

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      var options = Tree.Options(overlayPath: common.overlay)
      options.names = names
      options.showsNixpkgs = common.verbose
      let report = try Tree(options).run()
      try output.show(TreeDocument(report), TreeText(report: report, style: output.style).lines)
    }
  }
}

/// The tree of an overlay as `tree --json` prints it: the tops, and each package with its needs.
struct TreeDocument: Encodable {
  let overlay: OverlayPackageDocument.Overlay
  let roots: [String]
  let packages: [OverlayPackageDocument]

  init(_ report: Tree.Report) {
    overlay = OverlayPackageDocument.Overlay(path: report.graph.path)
    roots = report.graph.ids(report.roots)
    packages = report.packages.map {
      OverlayPackageDocument(report.graph.packages[$0], of: report.graph)
    }
  }
}
