import ArgumentParser
import Operations
import PackageMetadata

/// `nixgraft check`.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Evaluate the overlay's packages; with --build, build and load each.",
    discussion: """
      NAME is 'NAME', 'pypi:NAME' or 'cran:NAME'; without one, all packages are checked. With \
      --build, Nix builds as many as it can, and each is loaded in an environment of its own: \
      Python imports its modules, or R attaches it with library(). Words after '--' go to nix-build \
      unchanged.

        nixgraft check --build --timeout 1800 -- --option sandbox relaxed

      --release writes a Nix file with one job per package, for Hydra, nix-eval-jobs or nix-build on \
      other machines. The exit code is 1 when a package fails, 2 when Nix itself fails.
      """)

  @Argument(
    help: ArgumentHelp(
      "The packages to check (default: all); after '--', options of nix-build.", valueName: "name"),
    completion: .overlayPackages)
  var words: [String] = []

  @Flag(help: "Build the packages, and load each.")
  var build = false

  @Option(
    help: ArgumentHelp("Machines to build on, as nix-build takes them.", valueName: "machines"))
  var builders: String?

  @Option(
    name: [.customLong("max-jobs"), .customLong("nix-jobs")],
    help: ArgumentHelp(
      "How many builds run at once (default: --jobs, else Nix's).", valueName: "n"))
  var maxJobs: String?

  @Option(help: ArgumentHelp("The most seconds that a build may take.", valueName: "seconds"))
  var timeout: Int?

  @Option(
    help: ArgumentHelp("The most seconds that a build may print nothing.", valueName: "seconds"))
  var maxSilentTime: Int?

  @Option(help: ArgumentHelp("Write a release.nix with one job per package.", valueName: "file"))
  var release: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    for seconds in [timeout, maxSilentTime].compactMap(\.self) where seconds < 1 {
      throw ValidationError("a time limit is a number of seconds, at least 1")
    }
    if let maxJobs, maxJobs != "auto", !(0...4096).contains(Int(maxJobs) ?? -1) {
      throw ValidationError("'--max-jobs' takes a number, or 'auto'")
    }
  }

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      let workspace = Workspace(common.workspaceOptions, progress: output.steps)
      let report = try await Check(options, workspace: workspace).run()
      try output.show(
        CheckDocument(report, in: output.wording),
        CheckText(
          report: report, style: output.style, wording: output.wording, isVerbose: common.verbose
        )
        .lines)
      if !report.isGood { throw ExitCode(1) }
    }
  }

  /// How many of the words come after `--`, which is not among them.
  private var passedCount: Int {
    let all = CommandLine.arguments
    return all.firstIndex(of: "--").map { min(words.count, all.count - $0 - 1) } ?? 0
  }

  private var options: Check.Options {
    var options = Check.Options()
    options.names = words.dropLast(passedCount)
    options.builds = build
    if let builders { options.nixOptions += ["--builders", builders] }
    if let jobs = maxJobs ?? common.jobs.map(String.init) {
      options.nixOptions += ["--max-jobs", jobs]
    }
    if common.offline { options.nixOptions += ["--option", "substituters", ""] }
    options.nixOptions += words.suffix(passedCount)
    options.timeout = timeout
    options.silentTimeout = maxSilentTime
    options.releasePath = release
    return options
  }
}

/// A check as `check --json` prints it.
struct CheckDocument: Encodable {
  struct Package: Encodable {
    let package: String
    let attribute: String
    @OrNull var version: String?
    let status: String
    let stage: String
    @OrNull var reason: String?
    @OrNull var place: String?
    let log: [String]
    @OrNull var advice: String?
    @OrNull var drvPath: String?
    @OrNull var outPath: String?
    @OrNull var failedDrv: String?
    let loaded: [String]
    let notTriedFor: [String]

    init(_ check: PackageCheck, in wording: Wording) {
      package = check.id.description
      attribute = check.attribute
      version = check.version
      status = check.status.rawValue
      stage = check.stage.rawValue
      reason = check.reason
      place = check.place
      log = check.log
      advice = check.advice.map(wording.text)
      drvPath = check.derivation
      outPath = check.output
      failedDrv = check.culprit
      loaded = check.loaded
      notTriedFor = check.blockers.map(\.description)
    }
  }

  struct Release: Encodable {
    let path: String
    let jobs: Int
    let changed: Bool
  }

  let overlay: OverlayPackageDocument.Overlay
  let built: Bool
  let good: Bool
  let packages: [Package]
  let unreadFiles: [String]
  @OrNull var release: Release?

  init(_ report: Check.Report, in wording: Wording) {
    overlay = OverlayPackageDocument.Overlay(path: report.overlayPath)
    built = report.isBuilt
    good = report.isGood
    packages = report.packages.map { Package($0, in: wording) }
    unreadFiles = report.unreadFiles
    release = report.release.map {
      Release(path: $0.path, jobs: $0.jobs, changed: $0.isChanged)
    }
  }
}
