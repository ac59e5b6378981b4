import ArgumentParser
import Operations

/// `nixgraft import`.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write what nixpkgs lacks of packages and their closure into the overlay.",
    discussion: """
      SPEC is 'pypi:NAME', 'pypi:NAME[extra]>=1.2,<2', 'cran:NAME', 'cran:NAME@1.0-2' or \
      'bioc:NAME'. What nixpkgs has is used as it is, unless the SPEC's own versions exclude it.
      """)

  @Argument(help: ArgumentHelp("The packages to import.", valueName: "spec"))
  var specs: [String] = []

  @Option(
    name: [.customShort("r"), .customLong("requirements")],
    help: ArgumentHelp("Also import what a requirements.txt lists.", valueName: "file"))
  var requirementFiles: [String] = []

  @Option(help: ArgumentHelp("Also import what a pyproject.toml depends on.", valueName: "file"))
  var pyproject: [String] = []

  @Option(help: ArgumentHelp("Also import what an R DESCRIPTION imports.", valueName: "file"))
  var description: [String] = []

  @Option(help: ArgumentHelp("Also import what an renv.lock locks.", valueName: "file"))
  var renv: [String] = []

  @Flag(help: "Show the plan and the overlay's changes; write nothing.")
  var dryRun = false

  @OptionGroup(title: "Choice of versions") var choice: ChoiceOptions

  @Option(
    name: .customLong("forget"),
    help: ArgumentHelp("Take nixpkgs not to have a package.", visibility: .hidden))
  var forgotten: [String] = []

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      var options = Import.Options()
      options.specs = try RequestReading.specs(
        typed: specs, requirementFiles: requirementFiles, pyprojects: pyproject,
        descriptions: description, renvLocks: renv)
      options.notes = try RequestReading.notes(descriptions: description)
      options.forgotten = Set(forgotten.map(ChoiceOptions.id))
      options.planning = choice.planning
      options.isDryRun = dryRun
      options.urlOnly = choice.fetcher == .url
      options.typedOptions =
        common.typed + choice.typed + forgotten.flatMap { ["--forget", $0] }
      options.wantsText = !(dryRun && common.json)
      let workspace = Workspace(common.workspaceOptions, progress: output.progress)
      let report = try await Import(options, workspace: workspace).run()
      if common.json {
        try output.json(PlanDocument(report))
      } else {
        let next = NextStep.command(
          after: report, specs: options.specs, options: options.typedOptions)
        output.result(
          PlanText(report, style: output.style, isVerbose: common.verbose, next: next).lines)
      }
    }
  }
}
