import ArgumentParser
import Operations
import PackageMetadata
import Requests

/// The files in which other tools keep what a project needs.
struct RequestOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "Also take what a file or project asks for.",
      discussion: """
        The kind follows from the content: requirements.txt, pyproject.toml, uv.lock, poetry.lock, pdm.lock, pylock.toml, Pipfile, Pipfile.lock, conda's environment.yml, \
        DESCRIPTION, renv.lock, a script with PEP 723 metadata; or a directory with one of these. What nixpkgs lacks is imported at the locked version.
        """, valueName: "file|directory"))
  var from: [String] = []

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

  @Option(
    help: ArgumentHelp(
      "Also take what the code in a file or directory imports: .py, .ipynb, .R, .Rmd, .qmd.",
      valueName: "path"))
  var scan: [String] = []

  @Option(
    help: ArgumentHelp(
      "Also take an extra of the project in a file; 'all' for every one.", valueName: "name"))
  var extra: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take this dependency group of the project, not those that its own tool installs; 'all' for every one.",
      valueName: "name"))
  var group: [String] = []

  @Flag(help: "Also take what a DESCRIPTION suggests; the same as '--group suggests'.")
  var suggests = false

  @Flag(help: "Take no dependency group of the project.")
  var noGroups = false

  @Option(
    help: ArgumentHelp(
      "Take the locked version of a package even if nixpkgs has another; 'all' for every one.",
      valueName: "name"))
  var locked: [String] = []

  /// An import of these and of the packages named on the command line.
  func importing(
    _ typed: [String], choice: ChoiceOptions, common: CommonOptions, isDryRun: Bool
  ) throws(Failure) -> Import.Options {
    var options = Import.Options()
    for text in typed { options.specs.append(try PackageSpec(parsing: text)) }
    options.files = try files()
    options.planning = choice.planning
    options.isDryRun = isDryRun
    options.isFresh = choice.fresh
    options.urlOnly = choice.fetcher == .url
    return options
  }

  /// The options that the user gave and that a hint's command must repeat.
  var typed: [Invocation.Option] {
    var options = (from + requirementFiles + pyproject + description + renv).map {
      Invocation.Option.from($0)
    }
    options += scan.map { .scan($0) }
    options += extra.map { .extra($0) } + group.map { .group($0) }
    if suggests { options.append(.group("suggests")) }
    if noGroups { options.append(.noGroups) }
    return options + locked.map { .locked($0) }
  }

  private func files() throws(Failure) -> RequestFiles {
    var files = try RequestFiles(
      from.map { .init($0) } + requirementFiles.map { .init($0, kind: .requirements) }
        + pyproject.map { .init($0, kind: .pyproject) }
        + description.map { .init($0, kind: .description) }
        + renv.map { .init($0, kind: .renvLock) } + scan.map { .init($0, kind: .scan) })
    files.extras = Set(extra.map { PythonName.normalised($0) })
    let group = group + (suggests ? ["suggests"] : [])
    if noGroups || !group.isEmpty { files.groups = Set(group.map { PythonName.normalised($0) }) }
    files.locksAll = locked.contains("all")
    files.locked = Set(locked.map(ChoiceOptions.id))
    return files
  }
}
