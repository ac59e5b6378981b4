import Nixpkgs
import PackageMetadata
import PyPI
import Requests

/// The indexes of one run, narrowed to what files of requests want.
struct LockedCatalogs: Sendable {
  let byEcosystem: [Ecosystem: any Catalog]
  private let locked: [LockedCatalog]

  init(_ catalogs: [Ecosystem: any Catalog]) {
    byEcosystem = catalogs
    locked = catalogs.values.compactMap { $0 as? LockedCatalog }
  }

  /// Where locks and indexes differ, as far as was asked.
  var mismatches: [PackageID: LockedCatalog.Mismatch] {
    locked.reduce(into: [:]) { $0.merge($1.mismatches) { first, _ in first } }
  }
}

extension Workspace {
  /// The indexes as a resolution of requests narrows them.
  func locked(
    _ catalogs: Catalogs, by resolution: RequestResolution, for snapshot: Snapshot
  ) -> LockedCatalogs {
    guard
      !resolution.wishes.isEmpty || !resolution.routes.isEmpty || !resolution.unavailable.isEmpty
    else {
      return LockedCatalogs(catalogs.byEcosystem)
    }
    // One catalog for each list of indexes, so that each question is asked once.
    var known: [[String]: any Catalog] = [:]
    var routes: [PackageID: any Catalog] = [:]
    for (id, urls) in resolution.routes.sorted(by: { $0.key < $1.key }) {
      // The catalog of R packages knows where each is to be asked for.
      guard id.ecosystem == .pypi else { continue }
      if known[urls] == nil { known[urls] = pypi(for: snapshot, at: urls) }
      routes[id] = known[urls]
    }
    return LockedCatalogs(
      catalogs.byEcosystem.mapValues {
        LockedCatalog(
          $0, routes: routes, wishes: resolution.wishes,
          unavailable: resolution.unavailable.subtracting(resolution.typed))
      })
  }

  /// The interpreter that files want and a snapshot is not for; nil where another was asked for.
  func interpreter(for files: RequestFiles, in snapshot: Snapshot) -> String? {
    guard options.python == WorkspaceOptions().python else { return nil }
    return files.interpreter(in: snapshot.facts)
  }
}

extension RequestFiles {
  /// What the files may ask for, whatever is chosen of it.
  var requirements: [Requirement] {
    sets.flatMap { set in
      set.requests.map(\.requirement)
        + (set.lock?.packages ?? []).map { package in
          package.id.ecosystem == .pypi ? .python(package.name) : .r(name: package.name)
        }
    }
  }

  /// The ecosystems whose packages of nixpkgs count.
  var ecosystems: Set<Ecosystem> {
    var result = Set(requirements.map(\.id.ecosystem))
    // Names at nixpkgs' top level come with the Python packages.
    if sets.contains(where: { !$0.tools.isEmpty }) { result.insert(.pypi) }
    for use in sets.flatMap(\.uses) { result.insert(use.language == .r ? .cran : .pypi) }
    if result.isEmpty, !isEmpty { result.insert(.pypi) }
    return result
  }
}
