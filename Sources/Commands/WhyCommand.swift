import ArgumentParser
import Operations
import PackageMetadata

/// `nixgraft why`.
struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say why a package is in the overlay, or comes from nixpkgs.")

  @Argument(
    help: ArgumentHelp("The package, such as 'triad' or 'cran:here'.", valueName: "name"),
    completion: .overlayPackages)
  var name: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      let report = try Why(Why.Options(overlayPath: common.overlay, name: name)).run()
      try output.show(
        WhyDocument(report),
        WhyText(report: report, style: output.style, isVerbose: common.verbose).lines)
    }
  }
}

/// The reasons for a package as `why --json` prints them.
struct WhyDocument: Encodable {
  let overlay: OverlayPackageDocument.Overlay
  /// Null where the package is nixpkgs' own.
  @OrNull var package: String?
  let attributeName: String
  @OrNull var version: String?
  let origin: String
  let requested: Bool
  let neededBy: [String]
  let neededToBuild: [String]
  /// Each from a package that was asked for, or that nothing needs, to one that needs it.
  let chains: [[String]]

  init(_ report: Why.Report) {
    overlay = OverlayPackageDocument.Overlay(path: report.graph.path)
    switch report.subject {
    case .overlay(let index):
      let subject = report.graph.packages[index]
      package = subject.id.description
      attributeName = subject.attribute
      version = subject.version
      origin = "overlay"
      requested = subject.isRequested
    case .nixpkgs(_, let attribute):
      package = nil
      attributeName = attribute
      version = nil
      origin = "nixpkgs"
      requested = false
    }
    neededBy = report.graph.ids(report.neededBy)
    neededToBuild = report.graph.ids(report.neededToBuild)
    chains = report.chains.map { report.graph.ids($0) }
  }
}
