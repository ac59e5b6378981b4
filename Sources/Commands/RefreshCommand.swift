import ArgumentParser
import Operations

/// `nixgraft refresh`.
struct RefreshCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh",
    abstract: "Recompute the hashes of fetches in any Nix file, in place.",
    discussion: """
      Finds every fetch that has a hash (fetchPypi, fetchurl, fetchzip, fetchFromGitHub and their \
      like), computes the hash anew and writes it where it stands, in the style it has there. All \
      else stays as it is, byte for byte. For files of PyPI the index is asked; nothing is \
      downloaded.

      A hash is 'ok'; 'filled' where there was none or a fake one; 'stale' where it belongs to \
      another release, so that the version was edited; 'changed' where the same URL gives other \
      bytes, which is not written without --accept-changed; or 'skipped' with the reason, as \
      where a fetcher rewrites what it downloads. Of an overlay the files of its packages are \
      looked into, too.
      """)

  @Argument(
    help: ArgumentHelp(
      "Nix files, or folders for all that is in them (default: the overlay).", valueName: "file"))
  var files: [String] = []

  @Flag(
    help:
      "Write nothing; exit with 1 when a hash is wrong or missing (what is skipped is not counted)."
  )
  var check = false

  @Flag(help: "Also write hashes of files that changed under the same URL.")
  var acceptChanged = false

  @Flag(help: "Write every hash in SRI, whatever its style was.")
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
      if common.json {
        try output.json(report.entries.map { RefreshDocument($0) })
      } else {
        output.result(
          RefreshText(
            report, options: options, style: output.style, isQuiet: common.quiet,
            isVerbose: common.verbose
          ).lines)
      }
      for problem in report.problems { output.complain(problem) }
      if let kind = report.failure(acceptsChanged: acceptChanged) { throw ExitCode(kind.exitCode) }
    }
  }
}
