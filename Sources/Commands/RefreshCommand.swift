import ArgumentParser
import Operations

/// `nixgraft refresh`.
struct RefreshCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh",
    abstract: "Recompute the hashes of fetches in any Nix file, in place.",
    discussion: """
      Finds every fetch that has a hash (fetchPypi, fetchurl, fetchzip, fetchFromGitHub and \
      similar), computes the hash again and writes it in the same place and format. Everything else \
      in the file is unchanged, byte for byte. For files on PyPI, the index gives the hash; nothing \
      is downloaded.

      A hash is 'ok'; 'filled' if it was empty or fake; 'stale' if it belongs to another release \
      because the version was edited; 'changed' if the same URL now gives different contents, which \
      is not written without --accept-changed; or 'skipped' with the reason, for example because a \
      fetcher changes what it downloads. For an overlay, the files of its packages are refreshed \
      too.
      """)

  @Argument(
    help: ArgumentHelp(
      "Nix files, or directories of them (default: the overlay).", valueName: "file"))
  var files: [String] = []

  @Flag(
    help:
      "Write nothing; exit with 1 if a hash is wrong or missing (skipped ones do not count)."
  )
  var check = false

  @Flag(help: "Also write hashes of files that changed at the same URL.")
  var acceptChanged = false

  @Flag(help: "Write every hash as SRI, whatever its format was.")
  var sri = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      var options = Refresh.Options()
      options.paths = files
      options.isCheck = check
      options.acceptsChanged = acceptChanged
      options.usesSRI = sri
      let workspace = Workspace(common.workspaceOptions, progress: output.progress)
      let report = try await Refresh(options, workspace: workspace).run()
      try output.show(
        report.entries.map { RefreshDocument($0) },
        RefreshText(
          report: report, options: options, style: output.style, isQuiet: common.quiet,
          isVerbose: common.verbose
        ).lines)
      for problem in report.problems { output.complain(problem) }
      if let kind = report.failure(acceptsChanged: acceptChanged) { throw ExitCode(kind.exitCode) }
    }
  }
}
