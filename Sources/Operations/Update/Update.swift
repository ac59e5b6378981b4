import CRAN
import Derivations
import Nixpkgs
import OverlayEditing
package import PackageMetadata
package import Planning

/// `update`: moves packages of the overlay to the newest releases that fit.
package struct Update: Sendable {
  /// The options of `update`, besides the workspace's.
  package struct Options: Hashable, Sendable {
    /// The packages to move; none for all.
    package var names: [String] = []
    package var planning = PlanningOptions()
    package var isDryRun = false
    /// Whether nothing is written and it is an error that something could be.
    package var isCheck = false
    /// Never `fetchPypi`.
    package var urlOnly = false
    /// Whether what replaces packages of nixpkgs is written anew, not as an override of nixpkgs' own.
    package var isFresh = false

    package init() {}
  }

  /// A package of the overlay and notes on it.
  package struct Remark: Hashable, Sendable {
    package let id: PackageID
    package let attribute: String
    package let version: String?
    package let reason: UpdateReason
  }

  /// A package that nixpkgs has as new itself.
  package struct Superseded: Hashable, Sendable {
    package let id: PackageID
    package let version: String?
    /// The version that nixpkgs has.
    package let successor: String
  }

  /// The result of an update.
  package struct Report: Sendable {
    /// The plan, with what was written of it.
    package let result: Import.Report
    /// The versions that packages had before, of those that moved.
    package let old: [PackageID: String]
    /// The commits that packages had before, of those that follow a repository and moved.
    package let oldRevisions: [PackageID: String]
    /// Packages that were not named and had to move.
    package let alongside: Set<PackageID>
    /// Packages that left the overlay.
    package let removed: [Remark]
    /// Packages that cannot be moved, and why.
    package let left: [Remark]
    package let superseded: [Superseded]
    package let options: Options

    /// Whether a check was asked for, and something could be moved.
    package var isStale: Bool { options.isCheck && result.isChanged }
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
    let source = try OverlayGraph.read(workspace.options.overlayPath)
    let graph = source.graph
    if !isTrial { try TextFile.requireWritable(source.file.path) }
    var named: Set<Int> = []
    for name in options.names {
      named.insert(try graph.package(named: OverlayGraph.Name(parsing: name)))
    }
    guard !graph.packages.isEmpty else {
      let files = graph.unreadFiles.map { "'\($0)'" }.joined(separator: ", ")
      throw Failure(
        .notFound,
        "'\(graph.path)' contains no package"
          + (files.isEmpty ? "" : " itself, and \(files) is not read"),
        hints: ["import one first: \(command: Invocation(.import, ["pypi:NAME"]))"])
    }
    if options.planning.excludeNewer == nil, let day = source.document.asOf {
      var options = options
      options.planning.keep(asOf: day)
      return try await Update(options, workspace: workspace).run()
    }
    let snapshot = try await workspace.snapshot(Set(graph.packages.map(\.id.ecosystem)))
    let own = OwnRepositories(source)
    if graph.packages.contains(where: { $0.origin != nil }) {
      workspace.progress?(.step("asking for the commits of repositories"))
    }
    let repositories = await OverlayRepositories(
      graph, OutsideSources(client: workspace.client, pypi: workspace.pypi(for: snapshot)))
    var round = PlanningRound()
    var catalogs = try self.catalogs(for: snapshot, round, own, repositories)
    var known = try await UpdateSubjects(
      source, snapshot: snapshot, catalogs: catalogs, repositories: repositories)
    while true {
      let subjects = known.without(round.blocked)
      for index in named.sorted() {
        guard let reason = subjects.obstacles[index] else { continue }
        throw Failure(
          .editClash, "'\(graph.packages[index].id.name)' cannot be updated: \(reason.words)",
          hints: ["edit its version by hand, then: \(command: Invocation(.refresh))"])
      }
      let planning = UpdatePlanning(
        subjects: subjects, named: named.isEmpty ? nil : named, document: source.document,
        snapshot: snapshot, catalogs: catalogs, options: planningOptions(snapshot),
        unusable: round.unusable)
      let work = UpdateWork(
        planning: planning, source: source, workspace: workspace, urlOnly: options.urlOnly,
        isFresh: options.isFresh)
      switch try await attempt(work, round) {
      case .done(let report): return report
      case .again(let retry):
        round.apply(retry)
        guard retry == .archives else { continue }
        catalogs = try self.catalogs(for: snapshot, round, own, repositories)
        known = try await UpdateSubjects(
          source, snapshot: snapshot, catalogs: catalogs, repositories: repositories)
      }
    }
  }

  /// Plans once, and writes the overlay unless that calls for another round.
  private func attempt(
    _ work: UpdateWork, _ round: PlanningRound
  ) async throws(Failure) -> PlanningRound.Outcome<Report> {
    let graph = work.source.graph
    // R's superseded releases are asked for where the current ones do not fit.
    let canAskForMore = round.hasMoreArchives && graph.packages.contains(where: Self.isOfR)
    let result: UpdateWork.Result
    do throws(Failure) {
      result = try await work.run()
    } catch {
      if error.kind == .noSolution, canAskForMore { return .again(.archives) }
      throw error
    }
    if canAskForMore, result.solved.stuck.keys.contains(where: { Self.isOfR(graph.packages[$0]) }) {
      return .again(.archives)
    }
    guard result.obstacles.isEmpty else { return .again(.blocked(result.obstacles)) }
    let change = work.change(to: result.document, files: result.files)
    var warnings: [PlanWarning] = []
    if !isTrial, result.isChanged {
      switch try await work.outcome(of: result) {
      case .good, .ofPython: break
      case .untried(let reason): warnings.append(.untried(reason: reason))
      case .bad(let complaint):
        let broken = try await work.broken(among: result)
        if !broken.isEmpty {
          return .again(.blocked(broken))
        }
        let verification = Verification(workspace: workspace, snapshot: work.planning.snapshot)
        return .again(
          try await verification.judge(
            complaint, of: change, in: result.plan, known: round.unusable))
      }
      try change.write()
    }
    warnings += round.warnings
    return .done(report(result, warnings, change: change, planning: work.planning, graph))
  }

  private func catalogs(
    for snapshot: Snapshot, _ round: PlanningRound, _ own: OwnRepositories,
    _ repositories: OverlayRepositories
  ) throws(Failure) -> Catalogs {
    try workspace.catalogs(
      for: snapshot, inventory: SnapshotInventory(snapshot: snapshot), archives: round.archives,
      own: own.byName, excludeNewer: options.planning.excludeNewer, outside: repositories.sources)
  }

  private static func isOfR(_ package: OverlayPackage) -> Bool { package.id.ecosystem == .cran }

  private var isTrial: Bool { options.isDryRun || options.isCheck }

  private func planningOptions(_ snapshot: Snapshot) -> PlanningOptions {
    var planning = options.planning
    if let host = SystemSet(named: snapshot.facts.system) { planning.hostSystem = host }
    return planning
  }

  private func report(
    _ result: UpdateWork.Result, _ warnings: [PlanWarning], change: OverlayChange,
    planning: UpdatePlanning, _ graph: OverlayGraph
  ) -> Report {
    let subjects = planning.subjects
    func remark(_ index: Int, _ reason: UpdateReason) -> Remark {
      let package = graph.packages[index]
      return Remark(
        id: package.id, attribute: package.attribute, version: package.version, reason: reason)
    }
    let gone = Set(result.removed.map(\.index))
    let left = subjects.obstacles.merging(result.solved.stuck) { first, _ in first }
    let superseded = subjects.subjects.sorted { $0.key < $1.key }.compactMap { index, subject in
      subject.successor.flatMap { pin in
        gone.contains(index) || result.solved.free.contains(index) || left[index] != nil
          ? nil
          : Superseded(
            id: subject.id, version: graph.packages[index].version, successor: pin.versionText)
      }
    }
    return Report(
      result: Import.Report(
        snapshot: planning.snapshot, prepared: result.prepared, specs: [],
        requests: RequestReport(), warnings: warnings, overlayPath: graph.path,
        isChanged: result.isChanged, isDryRun: isTrial, change: change),
      old: result.old,
      oldRevisions: graph.packages.filter { result.old[$0.id] != nil && $0.origin != nil }
        .reduce(into: [:]) { $0[$1.id] = $1.revision },
      alongside: Set(result.solved.alongside.map { graph.packages[$0].id }),
      removed: result.removed.map { remark($0.index, $0.reason) },
      left: left.sorted { $0.key < $1.key }.map { remark($0.key, $0.value) },
      superseded: superseded, options: options)
  }
}
