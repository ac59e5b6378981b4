import Nixpkgs
import Planning

/// The way from a plan to derivations.
struct PlanPreparation: Sendable {
  let workspace: Workspace
  let snapshot: Snapshot
  let catalogs: Catalogs
  /// Never `fetchPypi`.
  let urlOnly: Bool

  /// A plan with what was found out on the way, and the derivations of what it writes.
  struct Prepared: Sendable {
    let plan: Plan
    let made: DerivationMaking.Made
  }

  /// Makes the derivations of all that a plan writes.
  ///
  /// `looksIntoFiles` tells whether to look for what only the fetched files tell.
  func prepare(
    _ plan: Plan, looksIntoFiles: Bool
  ) async throws(Failure) -> Prepared {
    var plan = plan
    if looksIntoFiles { plan = try await Inspection(catalogs: catalogs).complete(plan) }
    plan = plan.namingRemoved(by: snapshot)
    let derivations = DerivationMaking(
      snapshot: snapshot, snapshotOptions: try workspace.snapshotOptions(), catalogs: catalogs,
      urlOnly: urlOnly)
    let made = try await derivations.make(plan)
    return Prepared(plan: plan.adding(notes: made.notes, hashes: made.hashes), made: made)
  }
}
