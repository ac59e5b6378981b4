import Nix
import Nixpkgs
import PackageMetadata
import Planning

/// The extras of nixpkgs' own Python packages that an overlay replaces.
///
/// Packages of nixpkgs select them (`urllib3.optional-dependencies.socks`), so that a package without
/// them would break those.
struct ReplacedExtras: Sendable {
  let workspace: Workspace
  let snapshot: Snapshot

  /// By package and extra, the attributes that it brings; nothing of a package that does not evaluate.
  func extras(
    of packages: [PlannedPackage]
  ) async throws(Failure) -> [PackageID: [String: [String]]] {
    guard !packages.isEmpty, snapshot.dialect.hasOptionalDependencies else { return [:] }
    let set = snapshot.facts.packageSet(of: .pypi).split(separator: ".").map(String.init)
    let evaluation = workspace.evaluation(
      PackageResources.extras_nix,
      ["set": .strings(set), "wanted": .strings(packages.map(\.attribute))],
      overlays: .noOverlays, of: snapshot.location)
    let outcome: NixOutcome<NixItems<Bool, [String: [String]]>>
    do {
      outcome = try await evaluation.items(Bool.self, [String: [String]].self)
    } catch {
      throw Failure(error)
    }
    guard case .value(let found, _) = outcome else { return [:] }
    var result: [PackageID: [String: [String]]] = [:]
    for (index, package) in packages.enumerated() {
      result[package.id] = found.items[index]
    }
    return result
  }
}
