import ArgumentParser
import Basics
import Operations

/// `nixgraft image`.
struct ImageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "image",
    abstract: "Write image.nix, a layered container image of the environment.",
    discussion: """
      SPEC is as in 'import'. Without one, the image has the packages of shell.nix, or if there is \
      none, those that you imported into the overlay. An existing image.nix is extended.
      """)

  @Argument(help: ArgumentHelp("The packages of the image.", valueName: "spec"))
  var specs: [String] = []

  @Option(help: ArgumentHelp("The file to write or extend.", valueName: "file"))
  var image = "image.nix"

  @Option(
    help: ArgumentHelp("The shell whose packages to use if none is named.", valueName: "file"))
  var shell = "shell.nix"

  @Option(help: "The image's name (default: that of the directory).")
  var name: String?

  @Option(help: "The image's tag.")
  var tag = "latest"

  @Option(
    help: ArgumentHelp(
      "A word of the command that the container runs by default; repeatable (default: python3 "
        + "or R, or bash if the image has both).", valueName: "word"))
  var command: [String] = []

  @Flag(help: "Stream the image instead of storing it in the Nix store.")
  var stream = false

  @Flag(help: "Show what would be imported and written; write nothing.")
  var dryRun = false

  @OptionGroup(title: "Requests in files") var requests: RequestOptions
  @OptionGroup(title: "Choice of versions") var choice: ChoiceOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard ASCII.isPlain(tag, or: "_.-"), (1...128).contains(tag.utf8.count), tag.first != ".",
      tag.first != "-"
    else {
      throw ValidationError("'--tag' takes up to 128 letters, digits, '_', '.' and '-'")
    }
  }

  func run() async throws {
    let output = Output(common, choice: choice.typed, requests: requests.typed)
    try await output.reporting {
      let options = EnvironmentOptions.image(
        tag: tag, command: command, isStreamed: stream, path: image, shell: shell, name: name,
        importing: try requests.importing(
          specs, choice: choice, common: common, isDryRun: dryRun))
      try await output.write(options, common, choice)
    }
  }
}
