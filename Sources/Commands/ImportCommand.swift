import ArgumentParser
import Operations

/// `nixgraft import`.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Add packages, and what they need that nixpkgs lacks, to the overlay.",
    discussion: """
      SPEC is 'pypi:NAME', 'pypi:NAME[extra]>=1.2,<2', 'cran:NAME', 'cran:NAME@1.0-2', \
      'bioc:NAME', or the source 'github:OWNER/REPOSITORY@REFERENCE', 'pypi:NAME @ git+URL' or \
      'cran:NAME @ git+URL'. What nixpkgs has is used unchanged, unless the SPEC's own versions \
      exclude it.
      """)

  @Argument(help: ArgumentHelp("The packages to import.", valueName: "spec"))
  var specs: [String] = []

  @Flag(help: "Show the plan and the overlay's changes; write nothing.")
  var dryRun = false

  @OptionGroup(title: "Requests in files") var requests: RequestOptions
  @OptionGroup(title: "Choice of versions") var choice: ChoiceOptions

  @Option(
    name: .customLong("forget"),
    help: ArgumentHelp("Act as if nixpkgs did not have a package.", visibility: .hidden))
  var forgotten: [String] = []

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(
      common, choice: choice.typed + forgotten.map { .forget(ChoiceOptions.id($0)) },
      requests: requests.typed)
    try await output.reporting {
      var options = try requests.importing(
        specs, choice: choice, common: common, isDryRun: dryRun)
      options.forgotten = Set(forgotten.map(ChoiceOptions.id))
      options.wantsText = !(dryRun && common.json)
      let workspace = Workspace(
        choice.workspace(common), files: options.files, progress: output.progress)
      let locks = try await WriteLocks(
        on: dryRun ? [] : [common.overlay], progress: output.steps)
      defer { locks.release() }
      let report = try await Import(options, workspace: workspace).run()
      if common.json {
        try output.json(PlanDocument(report))
      } else {
        let next = output.wording.text(NextStep.command(after: report, specs: options.specs))
        try output.result(
          PlanText(report, style: output.style, isVerbose: common.verbose, next: next).lines)
      }
    }
  }
}
