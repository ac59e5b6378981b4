import CRAN
import Derivations
package import Nixpkgs
import OverlayEditing
package import PackageMetadata
package import Planning
import PyPI
import Transfer
import Versions

/// `import`: writes what nixpkgs lacks of the requested packages and their closure.
package struct Import: Sendable {
  /// The options of `import`, besides the workspace's.
  package struct Options: Hashable, Sendable {
    package var specs: [PackageSpec] = []
    /// The files that ask for further packages.
    package var files = RequestFiles()
    package var planning = PlanningOptions()
    package var isDryRun = false
    /// Never `fetchPypi`.
    package var urlOnly = false
    /// Whether what replaces packages of nixpkgs is written anew, not as an override of nixpkgs' own.
    package var isFresh = false
    /// Whether the overlay's text is wanted though nothing is written.
    package var wantsText = true
    /// What nixpkgs is taken not to have, for trials.
    package var forgotten: Set<PackageID> = []
    /// What nixpkgs has and is known not to evaluate.
    var unusable: Set<PackageID> = []
    /// Whether the overlay is put in its place; else that is left to the caller.
    package var writesOverlay = true

    package init() {}

    /// Whether nothing is asked for.
    package var isEmpty: Bool { specs.isEmpty && files.isEmpty }
  }

  /// The result of an import.
  package struct Report: Sendable {
    package let snapshot: Snapshot
    package let prepared: PreparedPlan
    /// All that was asked for, on the command line and in files.
    package let specs: [PackageSpec]
    /// What happened to what files ask for.
    package let requests: RequestReport
    package let warnings: [PlanWarning]
    package let overlayPath: String
    /// Whether the overlay differs from what it was, or would.
    package let isChanged: Bool
    package let isDryRun: Bool
    /// The overlay before and after; `nil` if no text was asked for.
    package let change: OverlayChange?

    package var plan: Plan { prepared.plan }
  }

  let options: Options
  let workspace: Workspace

  package init(_ options: Options, workspace: Workspace) {
    self.options = options
    self.workspace = workspace
  }

  /// Plans, then writes the overlay.
  ///
  /// - Throws: `Failure`; the overlay is then as it was.
  package func run() async throws(Failure) -> Report {
    guard !options.isEmpty else {
      throw Failure(
        .input, "no package is named",
        hints: ["name one: \(command: Invocation(.import, ["pypi:streamlit"]))"])
    }
    let file = try OverlayFile(path: workspace.options.overlayPath)
    if !options.isDryRun { try TextFile.requireWritable(file.path) }
    var document: OverlayDocument? = try file.document()
    if options.planning.excludeNewer == nil, let day = document?.asOf {
      var options = options
      options.planning.keep(asOf: day)
      return try await Import(options, workspace: workspace).run()
    }
    let ahead = await workspace.readAhead(
      options.specs.map(\.requirement) + options.files.requirements)
    let snapshot = try await workspace.snapshot(ecosystems)
    await ahead.end()
    if let python = workspace.interpreter(for: options.files, in: snapshot) {
      var settings = workspace.options
      settings.python = python
      return try await Import(options, workspace: workspace.with(settings)).run()
    }
    var resolution = try RequestResolution(
      options.files, typed: options.specs, snapshot: snapshot,
      pypi: workspace.options.indexURLs.first ?? PyPIOptions.defaultIndexURL,
      replacing: options.planning.overrides)
    try await resolution.readOutside(
      OutsideSources(
        client: workspace.client, pypi: workspace.pypi(for: snapshot, at: resolution.indexes)))
    var round = PlanningRound(
      archives: resolution.locksR ? .always : .whenNeeded, forgotten: options.forgotten,
      unusable: options.unusable)
    while true {
      do {
        // An attempt uses it up: of a long overlay there is one tree in memory at a time.
        let current: OverlayDocument
        if let unused = document.take() {
          current = unused
        } else {
          current = try file.document(isOfPython: round.isOfPython)
        }
        switch try await attempt(
          round, consume current, file, resolution, snapshot: snapshot, ahead: ahead)
        {
        case .done(let report): return report
        case .again(let retry): round.apply(retry)
        }
      } catch {
        let blocked = PlanWarning.blocked(
          (resolution.specs + options.specs).map(\.requirement.id), in: snapshot)
        throw error.adding(
          (round.warnings + blocked).map(\.description) + resolution.staleness)
      }
    }
  }

  /// Plans once, and writes the overlay unless that calls for another round.
  private func attempt(
    _ round: PlanningRound, _ document: consuming OverlayDocument, _ file: OverlayFile,
    _ resolution: RequestResolution, snapshot: Snapshot, ahead: CRANReadingAhead
  ) async throws(Failure) -> PlanningRound.Outcome<Report> {
    let inventory = SnapshotInventory(
      snapshot: snapshot, overlay: document.inventory, unusable: round.unusable)
    var resolution = resolution
    resolution.leave(round.withheld)
    try resolution.keep(round.cyclic)
    let catalogs = try workspace.catalogs(
      for: snapshot, inventory: inventory, archives: round.archives,
      isBioconductorWanted: resolution.specs.contains { $0.isBioconductor }, ahead: ahead,
      resolution: resolution, excludeNewer: options.planning.excludeNewer)
    let locked = workspace.locked(catalogs, by: resolution, for: snapshot)
    try await resolution.settle(locked.byEcosystem, inventory: inventory, width: 16)
    try await resolution.checkTools(workspace)
    let plan: Plan
    switch try await self.plan(
      resolution, for: snapshot, inventory: inventory, catalogs: catalogs, locked: locked,
      document: document, round)
    {
    case .done(let found): plan = found
    case .again(let retry): return .again(retry)
    }
    if let failure = resolution.failure(locked) { throw failure }
    let isTextWanted = !options.isDryRun || options.wantsText
    let preparation = PlanPreparation(
      workspace: workspace, snapshot: snapshot, catalogs: catalogs, urlOnly: options.urlOnly,
      isFresh: options.isFresh)
    let prepared = try await preparation.prepare(plan, looksIntoFiles: isTextWanted)
    var warnings = warnings(on: plan, catalogs: catalogs) + otherSources(in: plan, resolution)
    warnings += resolution.warnings(locked)
    var change: OverlayChange?
    if isTextWanted, !prepared.derivations.isEmpty {
      let made = OverlayChange(
        file: file, before: OverlayOrigin(copy document),
        after: try (consume document).holding(
          prepared.derivations, in: snapshot, asOf: options.planning.asOf),
        files: prepared.derivations.flatMap(\.files))
      change = made
      if made.isChanged {
        let verification = Verification(workspace: workspace, snapshot: snapshot)
        switch try await verification.outcome(
          of: plan.written, in: made, mayBeOfPython: !round.isOfPython)
        {
        case .good: break
        case .ofPython: return .again(.ofPython)
        case .untried(let reason): warnings.append(.untried(reason: reason))
        case .bad(let complaint):
          return .again(
            try await verification.judge(
              complaint, of: made, in: plan, known: round.unusable))
        }
        if options.writesOverlay, !options.isDryRun { try made.write() }
      }
    }
    warnings += round.warnings + unprobed(in: plan)
    let unused = options.planning.overrides.filter { plan.package($0) == nil }
    if !unused.isEmpty { warnings.append(.overridesUnused(unused.sorted())) }
    warnings += PlanWarning.blocked(plan.written.map(\.id), in: snapshot)
    if !workspace.client.configuration.credentials.isEmpty, !prepared.derivations.isEmpty {
      warnings.append(.credentialsLeftOut)
    }
    return .done(
      Report(
        snapshot: snapshot, prepared: prepared, specs: resolution.specs,
        requests: resolution.report, warnings: warnings,
        overlayPath: workspace.options.overlayPath,
        isChanged: change?.isChanged ?? !plan.written.isEmpty, isDryRun: options.isDryRun,
        change: change))
  }

  private var ecosystems: Set<Ecosystem> {
    Set(options.specs.map(\.requirement.id.ecosystem)).union(options.files.ecosystems)
  }
}
