import ArgumentParser
import Operations

/// The files in which other tools keep what a project needs.
struct RequestOptions: ParsableArguments {
  @Option(
    name: [.customShort("r"), .customLong("requirements")],
    help: ArgumentHelp("Also import what a requirements.txt lists.", valueName: "file"),
    completion: .file())
  var requirementFiles: [String] = []

  @Option(
    help: ArgumentHelp("Also import the dependencies in a pyproject.toml.", valueName: "file"),
    completion: .file())
  var pyproject: [String] = []

  @Option(
    help: ArgumentHelp("Also import what an R DESCRIPTION needs.", valueName: "file"),
    completion: .file())
  var description: [String] = []

  @Option(
    help: ArgumentHelp("Also import what an renv.lock lists.", valueName: "file"),
    completion: .file())
  var renv: [String] = []

  /// An import of these and of the packages named on the command line.
  func importing(
    _ typed: [String], choice: ChoiceOptions, common: CommonOptions, isDryRun: Bool
  ) throws(Failure) -> Import.Options {
    var options = Import.Options()
    let requests = try RequestReading(
      typed: typed, requirementFiles: requirementFiles, pyprojects: pyproject,
      descriptions: description, renvLocks: renv)
    options.specs = requests.specs
    options.notes = requests.notes
    options.boundsOnR = requests.boundsOnR
    options.planning = choice.planning
    options.isDryRun = isDryRun
    options.urlOnly = choice.fetcher == .url
    return options
  }
}
