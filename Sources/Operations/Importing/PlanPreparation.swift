import Nixpkgs
import PackageMetadata
import Planning

/// The way from a plan to derivations.
struct PlanPreparation: Sendable {
  let workspace: Workspace
  let snapshot: Snapshot
  let catalogs: Catalogs
  /// Never `fetchPypi`.
  let urlOnly: Bool
  /// Whether what replaces packages of nixpkgs is written anew, too.
  var isFresh = false

  /// Makes the derivations of all that a plan writes, or of some of that.
  ///
  /// `looksIntoFiles` says whether to look for what only the fetched files show.
  func prepare(
    _ plan: Plan, looksIntoFiles: Bool, only ids: Set<PackageID>? = nil
  ) async throws(Failure) -> PreparedPlan {
    let packages = plan.written.filter { ids?.contains($0.id) ?? true }
    let inspection = Inspection(catalogs: catalogs)
    let found =
      try await looksIntoFiles ? inspection.look(into: packages) : Inspection.Findings()
    let derivations = DerivationMaking(
      snapshot: snapshot, snapshotOptions: try workspace.snapshotOptions(), catalogs: catalogs,
      urlOnly: urlOnly,
      kept: isFresh ? nil : KeptBuilds(workspace: workspace, snapshot: snapshot),
      client: workspace.client)
    var prepared = PreparedPlan(plan: plan, builds: found.builds, notes: found.notes)
    let replaced = packages.filter { package in
      package.id.ecosystem == .pypi && snapshot.pin(for: package.id)?.attribute == package.attribute
    }
    let extras = try await ReplacedExtras(workspace: workspace, snapshot: snapshot).extras(
      of: replaced)
    try await derivations.make(packages, extras: extras, into: &prepared)
    return prepared
  }
}
