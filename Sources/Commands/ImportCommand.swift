import ArgumentParser
import Operations
import PackageMetadata
import Planning

/// `nixgraft import`.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write what nixpkgs lacks of packages and their closure into the overlay.",
    discussion: """
      SPEC is 'pypi:NAME', 'pypi:NAME[extra]>=1.2,<2', 'cran:NAME', 'cran:NAME@1.0-2' or \
      'bioc:NAME'. What nixpkgs has is used as it is, unless the SPEC's own versions exclude it.
      """)

  @Argument(help: ArgumentHelp("The packages to import.", valueName: "spec"))
  var specs: [String] = []

  @Option(
    name: [.customShort("r"), .customLong("requirements")],
    help: ArgumentHelp("Also import what a requirements.txt lists.", valueName: "file"))
  var requirementFiles: [String] = []

  @Option(help: ArgumentHelp("Also import what a pyproject.toml depends on.", valueName: "file"))
  var pyproject: [String] = []

  @Option(help: ArgumentHelp("Also import what an R DESCRIPTION imports.", valueName: "file"))
  var description: [String] = []

  @Option(help: ArgumentHelp("Also import what an renv.lock locks.", valueName: "file"))
  var renv: [String] = []

  @Flag(help: "Show the plan and the overlay's changes; write nothing.")
  var dryRun = false

  @Option(
    name: .customLong("override"),
    help: ArgumentHelp("Allow replacing what nixpkgs has of a package.", valueName: "name"))
  var overrides: [String] = []

  @Option(
    help: ArgumentHelp("Ignore upstream's bounds on a package.", valueName: "name"))
  var relax: [String] = []

  @Flag(help: "Relax no bound.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "How many months older than nixpkgs a release may be, or 'none'.", valueName: "months"))
  var horizon: Horizon = .months(6)

  @Flag(help: "Allow pre-releases.")
  var prerelease = false

  @Option(
    help: ArgumentHelp(
      "Ignore files uploaded on or after a day (2026-01-31) or a time (RFC 3339).",
      valueName: "date"))
  var excludeNewer: Day?

  @Option(
    help: ArgumentHelp("Which files to take: auto, sdist or wheel.", valueName: "kind"))
  var prefer: PlanningOptions.Preference = .auto

  @Option(
    help: ArgumentHelp(
      "How to fetch: auto, or url for fetchurl alone.", valueName: "fetcher"))
  var fetcher: FetcherChoice = .auto

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      var options = Import.Options()
      options.specs = try RequestReading.specs(
        typed: specs, requirementFiles: requirementFiles, pyprojects: pyproject,
        descriptions: description, renvLocks: renv)
      options.planning = planning
      options.isDryRun = dryRun
      options.urlOnly = fetcher == .url
      options.typedOptions = typed
      options.wantsText = !(dryRun && common.json)
      let workspace = Workspace(common.workspaceOptions, progress: output.progress)
      let report = try await Import(options, workspace: workspace).run()
      if common.json {
        try output.json(PlanDocument(report))
      } else {
        output.result(PlanText(report, style: output.style, isVerbose: common.verbose).lines)
      }
    }
  }

  private var planning: PlanningOptions {
    var options = PlanningOptions()
    options.overrides = Set(overrides.map(Self.id))
    options.relaxed = Set(relax.map(Self.id))
    options.isStrict = strict
    options.horizon = horizon.months
    options.allowsPrereleases = prerelease
    options.excludeNewer = excludeNewer?.time
    options.preference = prefer
    return options
  }

  /// The package of a bare name, which is Python's unless it says `cran:`.
  private static func id(_ name: String) -> PackageID {
    if name.hasPrefix("cran:") { return .cran(name.dropFirst(5)) }
    return .pypi(name.hasPrefix("pypi:") ? String(name.dropFirst(5)) : name)
  }

  private var typed: [String] {
    var words = common.typed
    for name in overrides { words += ["--override", name] }
    for name in relax { words += ["--relax", name] }
    if strict { words.append("--strict") }
    if horizon != .months(6) { words += ["--horizon", horizon.text] }
    if prerelease { words.append("--prerelease") }
    if let excludeNewer { words += ["--exclude-newer", excludeNewer.text] }
    if prefer != .auto { words += ["--prefer", prefer.rawValue] }
    return words
  }
}

/// How to fetch.
enum FetcherChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case url
}

extension PlanningOptions.Preference: ExpressibleByArgument {}

/// An age limit in months, or none.
enum Horizon: ExpressibleByArgument, Hashable {
  case months(Int)
  case unlimited

  init?(argument: String) {
    if argument == "none" {
      self = .unlimited
    } else if let months = Int(argument), (0...1200).contains(months) {
      self = .months(months)
    } else {
      return nil
    }
  }

  var months: Int? {
    if case .months(let months) = self { months } else { nil }
  }

  var text: String {
    if case .months(let months) = self { "\(months)" } else { "none" }
  }

  var defaultValueDescription: String { text }
}

/// A day or a moment, as typed.
struct Day: ExpressibleByArgument, Hashable {
  let text: String
  let time: Timestamp

  init?(argument: String) {
    guard let time = Timestamp(parsing: argument) else { return nil }
    self.text = argument
    self.time = time
  }
}
