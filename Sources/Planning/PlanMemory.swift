import Basics
package import PackageMetadata
import Synchronization
import Versions

/// What was learned from the indexes and the inventory, shared by all passes of one plan.
final class PlanMemory: Sendable {
  private struct State {
    var projects: [PackageID: Project] = [:]
    var metadata: [ReleaseKey: ReleaseMetadata] = [:]
    var broken: [ReleaseKey: String] = [:]
    var needs: [NeedKey: [Need]] = [:]
    var tables: [CandidateTable.Rules: CandidateTable] = [:]
    var isRelease: [Holding: Bool] = [:]
    var holdings: [PackageID: [Holding]] = [:]
    var propagated: [Holding: [Holding]] = [:]
    var missing: [PackageID: [String]] = [:]
    /// Pre-releases that bounds name, as the ends of the sets which they make.
    var prereleases: [PackageID: Set<PackageVersion>] = [:]
    /// Packages of which a file is read, or was, before it was known which release fits.
    var readAhead: Set<PackageID> = []
  }

  /// What decides over the file that a release is built from.
  struct SourceKey: Hashable {
    let release: ReleaseKey
    let isPinned: Bool
    let systems: SystemSet
    let options: PlanningOptions
  }

  let inventory: any Inventory
  let catalogs: [Ecosystem: any Catalog]
  /// Files that requests name by URL.
  let direct: [PackageID: Project]
  /// When the search began, which has a limit.
  let start = ContinuousClock.now
  /// What releases are built from.
  let sources = Flights<SourceKey, SourceChoice, PlanningError>()
  private let state = Mutex(State())

  init(
    inventory: any Inventory, catalogs: [Ecosystem: any Catalog],
    direct: [PackageID: Project] = [:]
  ) {
    self.inventory = inventory
    self.catalogs = catalogs
    self.direct = direct
  }

  // MARK: - Indexes

  /// What an index has of a project.
  func project(_ id: PackageID) async throws(PlanningError) -> Project {
    if let known = state.withLock({ $0.projects[id] }) { return known }
    if let direct = direct[id] { return direct }
    guard let catalog = catalogs[id.ecosystem] else {
      throw .unavailable(id, reason: PlanWording.noIndex(of: id.ecosystem))
    }
    do {
      let project = try await catalog.project(id)
      state.withLock { $0.projects[id] = project }
      return project
    } catch {
      throw await catalog.explained(error)
    }
  }

  /// What a release says about itself; `nil` if it is broken, which `complaint` then explains.
  func metadata(of release: Release) async throws(PlanningError) -> ReleaseMetadata? {
    let key = ReleaseKey(release)
    let known = state.withLock { ($0.metadata[key], $0.broken[key]) }
    if let metadata = known.0 { return metadata }
    if known.1 != nil { return nil }
    guard let catalog = catalogs[release.id.ecosystem] else { return nil }
    do {
      let metadata = try await catalog.metadata(of: release)
      state.withLock { $0.metadata[key] = metadata }
      return metadata
    } catch .malformed(_, _, let reason) {
      state.withLock { $0.broken[key] = reason }
      return nil
    } catch {
      throw await catalog.explained(error)
    }
  }

  /// Whether a file of a package is to be read before it is known which release fits; true once for each, so
  /// that a search which goes through many releases downloads one.
  func beginsReadingAhead(of id: PackageID) -> Bool {
    state.withLock { $0.readAhead.insert(id).inserted }
  }

  /// Why a release's metadata cannot be used.
  func complaint(about release: Release) -> String? {
    state.withLock { $0.broken[ReleaseKey(release)] }
  }

  /// The releases of a package that were skipped, with the reasons, the newest first.
  func skipped(of id: PackageID) -> [(version: PackageVersion, reason: String)] {
    state.withLock { state in
      state.broken.filter { $0.key.id == id }.map { ($0.key.version, $0.value) }
        .sorted { $0.0 > $1.0 }
    }
  }

  /// The requirements of a release, or of just one of its extras, that hold on one of the systems.
  func needs(
    of release: Release, extra: String?, in metadata: ReleaseMetadata, on systems: SystemSet
  ) -> [Need] {
    guard case .known(let requirements) = metadata.requirements else { return [] }
    let key = NeedKey(release: ReleaseKey(release), extra: extra)
    if let known = state.withLock({ $0.needs[key] }) { return known }
    let target = inventory.pythonTarget
    let extras: Set<String> = extra.map { [$0] } ?? []
    let needs = requirements.compactMap { requirement -> Need? in
      let isThere = inventory.holding(of: requirement.id) != nil
      if StandardBackports.isNeedless(
        requirement.id, minor: target.minor, isInNixpkgs: isThere)
      {
        return nil
      }
      guard let marker = requirement.marker else {
        return extra == nil ? Need(requirement: requirement, systems: systems) : nil
      }
      if extra != nil, !marker.mentionsExtra { return nil }
      let holding = marker.systems(target: target, extras: extras).intersection(systems)
      return holding.isEmpty ? nil : Need(requirement: requirement, systems: holding)
    }
    state.withLock { $0.needs[key] = needs }
    return needs
  }

  /// What an index has of a project, with upload times where it tells them.
  func datedProject(_ id: PackageID) async throws(PlanningError) -> Project {
    let undated = try await project(id)
    guard !undated.hasUploadTimes, direct[id] == nil, let catalog = catalogs[id.ecosystem] else {
      return undated
    }
    do {
      return try await catalog.datedProject(id)
    } catch {
      throw await catalog.explained(error)
    }
  }

  /// The table of a project's candidates under some rules, made once.
  func table(
    _ rules: CandidateTable.Rules, isDateNeeded: Bool, make: (Project) -> CandidateTable
  ) async throws(PlanningError) -> CandidateTable {
    if let known = state.withLock({ $0.tables[rules] }) { return known }
    let table = make(try await isDateNeeded ? datedProject(rules.id) : project(rules.id))
    return state.withLock { state in
      if let known = state.tables[rules] { return known }
      state.tables[rules] = table
      return table
    }
  }

  /// The same, where it was made before.
  func knownTable(_ rules: CandidateTable.Rules) -> CandidateTable? {
    state.withLock { $0.tables[rules] }
  }

  // MARK: - What is there

  /// The holdings under a name, the usual one first.
  func holdings(of id: PackageID) -> [Holding] {
    if let known = state.withLock({ $0.holdings[id] }) { return known }
    let holdings = inventory.holdings(of: id)
    state.withLock { $0.holdings[id] = holdings }
    return holdings
  }

  /// Whether a holding's version is a release of its project, so that bounds on it mean something.
  func isRelease(_ holding: Holding) async throws(PlanningError) -> Bool {
    if let known = state.withLock({ $0.isRelease[holding] }) { return known }
    let answer = try await release(of: holding) != nil
    state.withLock { $0.isRelease[holding] = answer }
    return answer
  }

  /// The release that a holding is of; `nil` if its version is none.
  func release(of holding: Holding) async throws(PlanningError) -> Release? {
    guard let version = holding.version else { return nil }
    do {
      let project = try await project(holding.id)
      return project.index(of: version).map { project.release(at: $0) }
    } catch .notFound {
      return nil
    }
  }

  /// What a holding brings along.
  func propagated(by holding: Holding) async throws(PlanningError) -> [Holding] {
    if let known = state.withLock({ $0.propagated[holding] }) { return known }
    let answer = try await inventory.propagated(by: [holding]).first ?? []
    state.withLock { $0.propagated[holding] = answer }
    return answer
  }

  // MARK: - Pre-releases

  func note(prereleasesNamedBy requirement: Requirement) {
    let ends = requirement.constraint.versionSet.ends
    state.withLock { $0.prereleases[requirement.id, default: []].formUnion(ends) }
  }

  /// Pre-releases, and other ends of sets, that bounds on a package name.
  func prereleases(namedOf id: PackageID) -> Set<PackageVersion> {
    state.withLock { $0.prereleases[id] ?? [] }
  }

  // MARK: - What is nowhere

  func noteMissing(_ id: PackageID, near: [String]) {
    state.withLock { $0.missing[id] = near }
  }

  /// Names near to that of a project that no index has.
  func near(_ id: PackageID) -> [String] { state.withLock { $0.missing[id] ?? [] } }
}

extension Project {
  /// The index of a version, by binary search.
  func index(of version: PackageVersion) -> Int? {
    let index = firstIndex(notBelow: version)
    return index < versions.count && versions[index] == version ? index : nil
  }

  /// The index of the first version that is not below the one given.
  func firstIndex(notBelow version: PackageVersion) -> Int {
    partitionPoint(0..<versions.count) { versions[$0] < version }
  }
}

extension Catalog {
  /// An error of this catalog as planning reports it, with names near to one that it does not have.
  package func explained(_ error: CatalogError) async -> PlanningError {
    switch error {
    case .notFound(let id): .notFound(id, path: [], near: await nearNames(to: id))
    case .unavailable(let id, let reason), .malformed(let id, _, let reason):
      .unavailable(id, reason: reason)
    }
  }
}
