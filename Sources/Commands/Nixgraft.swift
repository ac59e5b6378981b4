import ArgumentParser
import Operations

/// The `nixgraft` command.
struct Nixgraft: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nixgraft",
    abstract: "Add packages that nixpkgs lacks, from PyPI and CRAN, to an overlay.",
    discussion: """
      Name packages by where they live: 'pypi:streamlit', 'pypi:dask[array]>=2024.1', \
      'cran:ggforce'. nixgraft finds which of them and of their dependencies nixpkgs lacks, chooses \
      versions that fit what nixpkgs has, and writes exactly those into one overlay file:

        nixgraft shell pypi:streamlit cran:ggplot2
        nix-shell
      """,
    version: Version.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Overlay",
        subcommands: [ImportCommand.self, UpdateCommand.self, RemoveCommand.self]),
      CommandGroup(
        name: "Query",
        subcommands: [ListCommand.self, TreeCommand.self, WhyCommand.self, IndexCommand.self]),
      CommandGroup(name: "Hash", subcommands: [RefreshCommand.self, HashCommand.self]),
      CommandGroup(
        name: "Environment", subcommands: [ShellCommand.self, ImageCommand.self]),
      CommandGroup(
        name: "Build", subcommands: [CheckCommand.self, CacheCommand.self, DoctorCommand.self]),
    ])

  init() {}
}
