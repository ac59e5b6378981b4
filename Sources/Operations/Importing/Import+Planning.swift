import CRAN
import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning
import Versions

extension Import {
  /// A plan, and the indexes that it is from.
  ///
  /// R's superseded versions are asked for where the current ones don't do.
  func plan(
    _ resolution: inout RequestResolution, for snapshot: Snapshot, inventory: SnapshotInventory,
    document: OverlayDocument,
    ahead: CRANReadingAhead
  ) async throws(Failure) -> (Plan, Catalogs) {
    var planning = options.planning
    if let host = SystemSet(named: snapshot.facts.system) { planning.hostSystem = host }
    planning.overrides.formUnion(resolution.overrides)
    let isBioconductorWanted = resolution.specs.contains { $0.isBioconductor }
    // A locked version is likely to be superseded.
    var archives: CRANConfiguration.Archives =
      resolution.wishes.keys.contains { $0.ecosystem == .cran } ? .always : .whenNeeded
    while true {
      let catalogs = try workspace.catalogs(
        for: snapshot, inventory: inventory, archives: archives,
        isBioconductorWanted: isBioconductorWanted, ahead: ahead, resolution: resolution)
      let locked = workspace.locked(catalogs, by: resolution, for: snapshot)
      try await resolution.settle(locked.byEcosystem, inventory: inventory, width: 16)
      let specs = resolution.specs
      let requirements = specs.map(\.requirement)
      let planner = Planner(
        inventory: inventory, catalogs: locked.byEcosystem, options: planning,
        direct: try await directProjects(specs, catalogs),
        alternatives: alternatives(to: snapshot, document: document))
      let planned: Plan
      do {
        var plan = try await planner.plan(requirements)
        plan.warnings += resolution.warnings(locked)
        if plan.packages.contains(where: { $0.id.ecosystem == .cran }) {
          plan.warnings += catalogs.cran.configuration.repositories.compactMap(\.warning)
        }
        planned = plan
      } catch {
        guard case .noSolution = error, archives == .whenNeeded,
          requirements.contains(where: { $0.id.ecosystem == .cran })
        else {
          if let failure = resolution.failure(locked) { throw failure }
          let cause = Failure(error, specs: options.specs)
          var notes = await pointers(of: error, catalogs.cran)
          notes += await catalogs.cran.gaps
          throw Failure(
            cause.kind, cause.what,
            hints: holdings(behind: error, inventory) + cause.hints
              + notes.map { .note(Phrase($0)) })
        }
        archives = .always
        continue
      }
      if let failure = resolution.failure(locked) { throw failure }
      return (planned, catalogs)
    }
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
