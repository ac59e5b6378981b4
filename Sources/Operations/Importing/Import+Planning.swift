import CRAN
import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning
import Versions

extension Import {
  /// A plan, or why another round is worth it.
  func plan(
    _ resolution: RequestResolution, for snapshot: Snapshot, inventory: SnapshotInventory,
    catalogs: Catalogs, locked: LockedCatalogs, document: OverlayDocument, _ round: PlanningRound
  ) async throws(Failure) -> PlanningRound.Outcome<Plan> {
    var planning = options.planning
    if let host = SystemSet(named: snapshot.facts.system) { planning.hostSystem = host }
    planning.overrides.formUnion(resolution.overrides)
    let requirements = resolution.specs.map(\.requirement)
    let planner = Planner(
      inventory: inventory, catalogs: locked.byEcosystem, options: planning,
      direct: try await directProjects(resolution.specs, catalogs).merging(resolution.gitProjects) {
        $1
      },
      alternatives: alternatives(to: snapshot, document: document))
    do {
      return .done(try await planner.plan(requirements))
    } catch {
      if case .noSolution = error, round.hasMoreArchives,
        requirements.contains(where: { $0.id.ecosystem == .cran })
      {
        return .again(.archives)
      }
      if let failure = resolution.failure(locked) { throw failure }
      let cause = Failure(error, specs: options.specs)
      var notes = await pointers(of: error, catalogs.cran)
      notes += await catalogs.cran.gaps
      throw Failure(
        cause.kind, cause.what,
        hints: holdings(behind: error, inventory) + cause.hints + notes.map { .note(Phrase($0)) })
    }
  }

  /// What the repositories that a plan is from have to tell.
  func warnings(on plan: Plan, catalogs: Catalogs) -> [PlanWarning] {
    guard plan.packages.contains(where: { $0.id.ecosystem == .cran }) else { return [] }
    return catalogs.cran.configuration.repositories.compactMap(\.warning)
      .map(PlanWarning.reading)
  }

  /// What nixpkgs has of a package that no index has: in another version than asked for.
  private func holdings(behind error: PlanningError, _ inventory: SnapshotInventory) -> [Hint] {
    guard case .notFound(let id, _, _) = error, let version = inventory.holding(of: id)?.version
    else { return [] }
    return ["nixpkgs has '\(id.name)' \(version), but your request excludes that version"]
  }

  /// Where an R package that no repository has may be, in the words of the package that needs it.
  private func pointers(of error: PlanningError, _ cran: CRANCatalog) async -> [String] {
    guard case .notFound(let id, let path, _) = error, id.ecosystem == .cran,
      let parent = path.last, let project = try? await cran.project(parent),
      let last = project.versions.indices.last,
      let source = try? await cran.sourcePackage(of: project.release(at: last))
    else { return [] }
    return source.description.notes.map { "'\(parent.name)': \($0)" }
  }
}
