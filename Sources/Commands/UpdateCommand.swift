import ArgumentParser
import Operations
import PackageMetadata

/// `nixgraft update`.
struct UpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Update packages in the overlay to the newest releases that fit.",
    discussion: """
      Without a NAME, all packages that are on an index are updated; with NAMEs, those, and others \
      only if necessary. What nixgraft wrote is written again. In what you wrote, only the version, \
      the hash and the requirements that upstream changed are edited; patches, phases and comments \
      stay.

      New requirements are imported. Packages that nixgraft added for others and that nothing needs \
      any more, or that nixpkgs has now, are removed. A package that you imported by name stays even \
      if nixpkgs has it, with a note: 'nixgraft remove NAME' removes it, 'nixgraft update NAME' \
      updates it anyway.
      """)

  @Argument(
    help: ArgumentHelp("The packages to update (default: all).", valueName: "name"),
    completion: .overlayPackages)
  var names: [String] = []

  @Flag(help: "Show the plan and the overlay's changes; write nothing.")
  var dryRun = false

  @Flag(help: "Write nothing; exit with 1 if something could be updated.")
  var check = false

  @OptionGroup(title: "Choice of versions") var choice: ChoiceOptions

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common, choice: choice.typed)
    try await output.reporting {
      var options = Update.Options()
      options.names = names
      options.planning = choice.planning
      options.isDryRun = dryRun
      options.isCheck = check
      options.isFresh = choice.fresh
      options.urlOnly = choice.fetcher == .url
      let workspace = Workspace(choice.workspace(common), progress: output.progress)
      let locks = try await WriteLocks(
        on: dryRun || check ? [] : [common.overlay], progress: output.steps)
      defer { locks.release() }
      let report = try await Update(options, workspace: workspace).run()
      try output.show(
        UpdateDocument(report),
        UpdateText(
          report: report, style: output.style, wording: output.wording, isVerbose: common.verbose
        ).lines)
      if report.isStale { throw ExitCode(Failure.Kind.stale.exitCode) }
    }
  }
}

/// An update as `update --json` prints it: the plan, with what it takes out and what it leaves.
struct UpdateDocument: Encodable {
  struct Remark: Encodable {
    let package: String
    let attributeName: String
    @OrNull var version: String?
    let reason: String

    init(_ remark: Update.Remark) {
      package = remark.id.description
      attributeName = remark.attribute
      version = remark.version
      reason = remark.reason.words
    }
  }

  struct Superseded: Encodable {
    let package: String
    @OrNull var version: String?
    let nixpkgs: String
  }

  let plan: PlanDocument
  let removed: [Remark]
  let left: [Remark]
  let superseded: [Superseded]

  private enum CodingKeys: String, CodingKey {
    case removed, left, superseded
  }

  init(_ report: Update.Report) {
    plan = PlanDocument(report.result, old: report.old)
    removed = report.removed.map(Remark.init)
    left = report.left.map(Remark.init)
    superseded = report.superseded.map {
      Superseded(package: $0.id.description, version: $0.version, nixpkgs: $0.successor)
    }
  }

  /// Encodes one object: the plan's keys and those of its own.
  func encode(to encoder: any Encoder) throws {
    try plan.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(removed, forKey: .removed)
    try container.encode(left, forKey: .left)
    try container.encode(superseded, forKey: .superseded)
  }
}
