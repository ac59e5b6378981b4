import ArgumentParser
import Operations

/// `nixgraft shell`.
struct ShellCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell",
    abstract: "Write or extend shell.nix, importing what nixpkgs lacks.",
    discussion: """
      SPEC is as in 'import'. Without one, the shell has the packages that you imported into the \
      overlay. An existing shell.nix, whoever wrote it, is extended in its own style; the rest of it \
      is unchanged.
      """)

  @Argument(
    help: ArgumentHelp(
      "The packages of the shell; after '--pin', also a revision of nixpkgs.", valueName: "spec"))
  var specs: [String] = []

  @Option(help: ArgumentHelp("The file to write or extend.", valueName: "file"))
  var shell: String?

  @Option(help: "The shell's name (default: that of the directory).")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Which shell to extend if the file has several: its name in the file.",
      valueName: "name"))
  var attr: String?

  @Flag(
    help: ArgumentHelp(
      "Pin nixpkgs, with its hash, to its current revision, or to the one that follows (7 to 40 "
        + "hexadecimal digits)."))
  var pin = false

  @Option(
    help: ArgumentHelp("The repository to download the pinned revision from.", valueName: "url"))
  var pinFrom = EnvironmentOptions().repository

  @Option(
    help: ArgumentHelp(
      "Add a project's requirements (as '--from') and import its code from its directory; takes all groups unless some are named.",
      valueName: "directory"), completion: .directory)
  var project: String?

  @Flag(help: "Write flake.nix, with the overlay and a development shell.")
  var flake = false

  @Flag(help: "Show what would be imported and written; write nothing.")
  var dryRun = false

  @OptionGroup(title: "Requests in files") var requests: RequestOptions
  @OptionGroup(title: "Choice of versions") var choice: ChoiceOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common, choice: choice.typed, requests: requests.typed)
    try await output.reporting {
      var options = EnvironmentOptions()
      let flake = flake || (shell == nil && EnvironmentOptions.isFlakeProject)
      options.kind = flake ? .flake : .shell
      options.path = shell ?? (flake ? "flake.nix" : "shell.nix")
      options.name = name
      options.attribute = attr
      options.repository = pinFrom
      var packages = specs
      if pin {
        let revision = packages.firstIndex { !$0.contains(":") && !$0.isEmpty }
        options.pin = revision.map { .revision(packages.remove(at: $0)) } ?? .snapshot
      }
      options.project = project
      var requests = requests
      if let project {
        requests.from.append(project)
        if requests.group.isEmpty, !requests.noGroups { requests.group = ["all"] }
      }
      options.importing = try requests.importing(
        packages, choice: choice, common: common, isDryRun: dryRun)
      try await output.write(options, common, choice)
    }
  }
}
