import ArgumentParser
import Operations
import PackageMetadata
import Planning

/// The options of every verb that chooses versions.
struct ChoiceOptions: ParsableArguments {
  @Option(
    name: .customLong("override"),
    help: ArgumentHelp(
      "Allow replacing nixpkgs' version of a package.", valueName: "name"))
  var overrides: [String] = []

  @Flag(
    help: "Write a replaced R package from scratch, without nixpkgs' patches and inputs.")
  var fresh = false

  @Option(
    help: ArgumentHelp("Ignore other packages' bounds on a package.", valueName: "name"))
  var relax: [String] = []

  @Flag(help: "Keep every bound, even those that nixpkgs has outgrown.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "How many months older than nixpkgs a release may be, or 'none'.", valueName: "months"))
  var horizon: Horizon = .months(6)

  @Flag(help: "Allow pre-releases.")
  var prerelease = false

  @Option(
    help: ArgumentHelp(
      "Ignore files uploaded on or after a date (2026-01-31) or a time (RFC 3339).",
      valueName: "date"))
  var excludeNewer: Day?

  @Option(
    help: ArgumentHelp(
      "Use what was newest on PyPI and CRAN at the end of a day (2024-03-01); the overlay records "
        + "the day, and updates keep to it.", valueName: "day"))
  var asOf: Day?

  @Option(
    help: ArgumentHelp(
      "Which files to use: auto (a wheel if the build needs more than a C compiler), sdist or wheel.",
      valueName: "kind"))
  var prefer: PlanningOptions.Preference = .auto

  @Option(
    help: ArgumentHelp(
      "The fetcher: auto, or url for fetchurl only.", valueName: "fetcher"))
  var fetcher: FetcherChoice = .auto

  @Flag(
    help: ArgumentHelp(
      "Have Nix run the build backend of source archives that do not list their requirements.",
      discussion: "Otherwise those requirements are reported as unknown."))
  var probe = false

  @Option(
    help: ArgumentHelp(
      "How many packages to look at before giving up.", valueName: "n"))
  var maxPackages = PlanningOptions().maximumPackages

  @Option(
    help: ArgumentHelp(
      "How many seconds to spend looking for versions.", valueName: "seconds"))
  var planTimeout = PlanningOptions().timeLimit

  func validate() throws {
    if let asOf, asOf.text.count != 10 {
      throw ValidationError("'--as-of' takes a day such as 2024-03-01")
    }
  }

  /// The options in the form that planning takes.
  var planning: PlanningOptions {
    var options = PlanningOptions()
    options.overrides = Set(overrides.map(Self.id))
    options.relaxed = Set(relax.map(Self.id))
    options.isStrict = strict
    options.horizon = horizon.months
    options.allowsPrereleases = prerelease
    options.excludeNewer = excludeNewer?.time
    if let asOf { options.keep(asOf: asOf.time) }
    options.preference = prefer
    options.maximumPackages = max(1, maxPackages)
    options.timeLimit = max(1, planTimeout)
    return options
  }

  /// What the verb works with.
  func workspace(_ common: CommonOptions) -> WorkspaceOptions {
    var options = common.workspaceOptions
    options.probes = probe
    return options
  }

  /// The package of a bare name, which is Python's unless it says `cran:`.
  static func id(_ name: String) -> PackageID {
    if name.hasPrefix("cran:") { return .cran(name.dropFirst(5)) }
    return .pypi(name.hasPrefix("pypi:") ? String(name.dropFirst(5)) : name)
  }

  /// The options that the user gave and that a hint's command must repeat.
  var typed: [Invocation.Option] {
    var options = overrides.map { Invocation.Option.override(Self.id($0)) }
    options += relax.map { .relax(Self.id($0)) }
    if fresh { options.append(.fresh) }
    if strict { options.append(.strict) }
    if horizon != .months(6) { options.append(.horizon(horizon.months)) }
    if prerelease { options.append(.prerelease) }
    if let excludeNewer { options.append(.excludeNewer(excludeNewer.text)) }
    if let asOf { options.append(.asOf(asOf.text)) }
    if prefer != .auto { options.append(.prefer(prefer.rawValue)) }
    if probe { options.append(.probe) }
    let limits = PlanningOptions()
    if maxPackages != limits.maximumPackages { options.append(.maximumPackages(maxPackages)) }
    if planTimeout != limits.timeLimit { options.append(.planTimeout(planTimeout)) }
    if fetcher != .auto { options.append(.fetcher(fetcher.rawValue)) }
    return options
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

/// A date or a time, as the user wrote it.
struct Day: ExpressibleByArgument, Hashable {
  let text: String
  let time: Timestamp

  init?(argument: String) {
    guard let time = Timestamp(parsing: argument) else { return nil }
    self.text = argument
    self.time = time
  }
}
