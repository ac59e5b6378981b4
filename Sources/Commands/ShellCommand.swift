import ArgumentParser
import Operations

/// `nixgraft shell`.
struct ShellCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell",
    abstract: "Write or extend shell.nix, importing what nixpkgs lacks.",
    discussion: """
      SPEC is as in 'import'; without any, the packages are those that the overlay was asked for. \
      A shell.nix that is there, by whatever hand, is extended in its own manner and otherwise left \
      as it is.
      """)

  @Argument(
    help: ArgumentHelp(
      "The packages of the shell; after '--pin' also a revision of nixpkgs.", valueName: "spec"))
  var specs: [String] = []

  @Option(help: ArgumentHelp("The file to write or extend.", valueName: "file"))
  var shell: String?

  @Option(help: "The shell's name (default: that of the folder).")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Which shell to extend, where the file has several: the name it is bound to.",
      valueName: "name"))
  var attr: String?

  @Flag(
    help: ArgumentHelp(
      "Fix nixpkgs to its revision, or to the one that follows as 7 to 40 digits, with its hash."))
  var pin = false

  @Option(
    help: ArgumentHelp("The repository that has the pinned revision's archive.", valueName: "url"))
  var pinFrom = EnvironmentOptions().repository

  @Flag(help: "Write flake.nix, with the overlay and a development shell.")
  var flake = false

  @Flag(help: "Show what would be imported and written; write nothing.")
  var dryRun = false

  @OptionGroup(title: "Requests in files") var requests: RequestOptions
  @OptionGroup(title: "Choice of versions") var choice: ChoiceOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common, choice: choice.typed)
    try await output.reporting {
      var options = EnvironmentOptions()
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
      options.importing = try requests.importing(
        packages, choice: choice, common: common, isDryRun: dryRun)
      try await output.write(options, common)
    }
  }
}
