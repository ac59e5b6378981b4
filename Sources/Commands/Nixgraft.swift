import ArgumentParser
import Operations

/// The `nixgraft` command.
struct Nixgraft: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nixgraft",
    abstract: "Import what nixpkgs lacks from PyPI and CRAN into an overlay.",
    discussion: """
      Packages are named by where they live: 'pypi:streamlit', 'pypi:dask[array]>=2024.1', \
      'cran:ggforce'. nixgraft finds what nixpkgs lacks of the whole closure, chooses versions that \
      fit what nixpkgs has, and writes exactly those into one overlay file:

        nixgraft shell pypi:streamlit cran:ggplot2
        nix-shell
      """,
    version: Version.current,
    subcommands: [
      ImportCommand.self, RefreshCommand.self, UpdateCommand.self,
      ListCommand.self, TreeCommand.self, WhyCommand.self, RemoveCommand.self,
      ShellCommand.self, ImageCommand.self, CheckCommand.self, CacheCommand.self,
      HashCommand.self, IndexCommand.self,
    ])

  init() {}
}
