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
    for snapshot: Snapshot, inventory: SnapshotInventory, document: OverlayDocument,
    ahead: CRANReadingAhead
  ) async throws(Failure) -> (Plan, Catalogs) {
    var planning = options.planning
    if let host = SystemSet(named: snapshot.facts.system) { planning.hostSystem = host }
    let requirements = options.specs.map(\.requirement)
    let isBioconductorWanted = options.specs.contains { $0.isBioconductor }
    var archives = CRANConfiguration.Archives.whenNeeded
    while true {
      let catalogs = try workspace.catalogs(
        for: snapshot, inventory: inventory, archives: archives,
        isBioconductorWanted: isBioconductorWanted, ahead: ahead)
      let planner = Planner(
        inventory: inventory, catalogs: catalogs.byEcosystem, options: planning,
        direct: try await directProjects(catalogs),
        alternatives: alternatives(to: snapshot, document: document))
      do {
        var plan = try await planner.plan(requirements)
        plan.warnings += options.notes + complaintsOfR(snapshot)
        if plan.packages.contains(where: { $0.id.ecosystem == .cran }) {
          plan.warnings += catalogs.cran.configuration.repositories.compactMap(\.warning)
        }
        return (plan, catalogs)
      } catch {
        guard case .noSolution = error, archives == .whenNeeded,
          requirements.contains(where: { $0.id.ecosystem == .cran })
        else {
          let cause = Failure(error, specs: options.specs)
          var notes = options.notes
          notes += await pointers(of: error, catalogs.cran)
          notes += await catalogs.cran.gaps
          throw Failure(
            cause.kind, cause.what,
            hints: holdings(behind: error, inventory) + cause.hints
              + notes.map { .note(Phrase($0)) })
        }
        archives = .always
      }
    }
  }

  /// What files of requests ask of R that the snapshot's isn't.
  private func complaintsOfR(_ snapshot: Snapshot) -> [String] {
    guard let r = snapshot.facts.rVersion else { return [] }
    return options.boundsOnR.sorted { $0.key < $1.key }.filter { !$0.value.contains(r) }.map {
      "'\($0)' needs R \($1), but this nixpkgs has R \(r)"
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
