import CRAN
import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning

/// The search for newer releases that fit each other and nixpkgs.
struct UpdatePlanning: Sendable {
  let subjects: UpdateSubjects
  /// The packages that were named; nil for all.
  let named: Set<Int>?
  let document: OverlayDocument
  let snapshot: Snapshot
  let catalogs: Catalogs
  let options: PlanningOptions
  /// Packages of nixpkgs that do not evaluate.
  let unusable: Set<PackageID>

  /// How many packages are tried whether they could stay.
  private static let patience = 24

  /// A plan, and which packages were free to move.
  struct Solved {
    var plan: Plan
    var free: Set<Int>
    /// Packages that had to move with those named.
    var alongside: Set<Int> = []
    /// Packages of which no newer release fits, and why.
    var stuck: [Int: UpdateReason] = [:]
  }

  private var graph: OverlayGraph { subjects.graph }

  /// The packages that may move: all, or all but those that nixpkgs has as new itself.
  private var movable: Set<Int> {
    Set(
      subjects.subjects.filter { index, subject in
        if named?.contains(index) ?? false { return true }
        return subject.successor == nil || subject.isDroppable
      }.keys)
  }

  /// Finds the newest releases that fit.
  ///
  /// - Throws: `Failure` if not even the releases that are there fit.
  func solve() async throws(Failure) -> Solved {
    guard let named else { return try await solveAll() }
    let first = try await plan(freeing: named)
    guard case .success(let plan) = first, versions(of: named, in: plan) == newest(named) else {
      return try await solve(named, first)
    }
    return Solved(plan: plan, free: named)
  }

  /// Frees all that can move, so that one that cannot doesn't hold up the others.
  private func solveAll() async throws(Failure) -> Solved {
    let whole = try await plan(freeing: movable)
    if case .success(let plan) = whole { return Solved(plan: plan, free: movable) }
    // The first reason says more than that the releases which are there don't fit either.
    guard case .success(let start) = try await plan(freeing: []) else {
      return Solved(plan: try Self.plan(whole), free: movable)
    }
    var best = Solved(plan: start, free: [])
    var waiting = [movable.sorted()[...]]
    while let group = waiting.popLast() {
      let free = best.free.union(group)
      switch try await plan(freeing: free) {
      case .success(let plan):
        best.plan = plan
        best.free = free
      case .failure(let error):
        guard group.count > 1 else {
          if let index = group.first { best.stuck[index] = .nothingFits(Self.shortened(error)) }
          continue
        }
        let middle = group.startIndex + group.count / 2
        waiting += [group[middle...], group[..<middle]]
      }
    }
    return best
  }

  /// Why no newer release fits, in one sentence.
  private static func shortened(_ error: PlanningError) -> String {
    failure(error).sentences.first ?? ""
  }

  /// The reason without ways out, which are for imports.
  private static func failure(_ error: PlanningError) -> Failure {
    switch error {
    case .noSolution(let explanation, _):
      Failure(.noSolution, sentences: explanation?.sentences ?? [])
    case .noArtifact(let id, let reason, _, let noWayOut):
      Failure(
        .noArtifact,
        sentences: ["'\(id.name)' cannot be updated: \(PlanWording.text(reason))"]
          + [noWayOut.map(PlanWording.text)].compactMap(\.self))
    default: Failure(error, specs: [])
    }
  }

  /// The plan, or why there is none.
  private static func plan(
    _ result: Result<Plan, PlanningError>
  ) throws(Failure) -> Plan {
    switch result {
    case .success(let plan): return plan
    case .failure(let error): throw failure(error)
    }
  }

  /// Finds as few further packages to move, besides those named, as possible.
  private func solve(
    _ named: Set<Int>, _ first: Result<Plan, PlanningError>
  ) async throws(Failure) -> Solved {
    guard case .success(let whole) = try await plan(freeing: movable.union(named)) else {
      return Solved(plan: try Self.plan(first), free: named)
    }
    let wanted = versions(of: named, in: whole)
    if case .success(let plan) = first, versions(of: named, in: plan) == wanted {
      return Solved(plan: plan, free: named)
    }
    var best = Solved(plan: whole, free: movable.union(named))
    var alongside = movable.subtracting(named).filter { hasMoved($0, in: whole) }
    if let plan = try? await plan(freeing: named.union(alongside)).get(),
      versions(of: named, in: plan) == wanted
    {
      best = Solved(plan: plan, free: named.union(alongside))
    }
    for index in alongside.sorted().prefix(Self.patience) {
      let fewer = named.union(alongside).subtracting([index])
      guard let plan = try? await plan(freeing: fewer).get(),
        versions(of: named, in: plan) == wanted
      else { continue }
      alongside.remove(index)
      best = Solved(plan: plan, free: fewer)
    }
    best.alongside = alongside.filter { hasMoved($0, in: best.plan) }
    return best
  }

  private func versions(of indices: Set<Int>, in plan: Plan) -> [Int: String] {
    var result: [Int: String] = [:]
    for index in indices { result[index] = plan.package(graph.packages[index].id)?.version }
    return result
  }

  /// The newest version of each package that a plan could have, if nothing held it back.
  private func newest(_ indices: Set<Int>) -> [Int: String] {
    var result: [Int: String] = [:]
    for index in indices {
      result[index] = subjects.subjects[index]?.project.versions.last?.description
    }
    return result
  }

  private func hasMoved(_ index: Int, in plan: Plan) -> Bool {
    guard let subject = subjects.subjects[index], let package = plan.package(subject.id) else {
      return false
    }
    return PackageVersion(package.version, in: subject.id.ecosystem) != subject.version
  }

  // MARK: One plan

  private func plan(
    freeing free: Set<Int>
  ) async throws(Failure) -> Result<Plan, PlanningError> {
    // Nothing goes back to an older release unless there is no other way.
    let first = try await plan(freeing: free, keepsFloor: true)
    if case .success = first { return first }
    let second = try await plan(freeing: free, keepsFloor: false)
    if case .success = second { return second }
    return first
  }

  private func plan(
    freeing free: Set<Int>, keepsFloor: Bool
  ) async throws(Failure) -> Result<Plan, PlanningError> {
    var requests: [Requirement] = []
    var options = options
    var kept: Set<PackageID> = []
    for (index, subject) in subjects.subjects.sorted(by: { $0.key < $1.key }) {
      let isFree = free.contains(index)
      if isFree, subject.isDroppable, named?.contains(index) != true { continue }
      if !isFree, subject.id.ecosystem == .cran {
        kept.insert(subject.id)
        requests.append(subject.request(nil))
        continue
      }
      if subject.isInNixpkgs { options.overrides.insert(subject.id) }
      if isFree {
        if isBroughtAlong(index) { continue }
        requests.append(subject.request(keepsFloor ? ">=" : nil))
      } else {
        requests.append(subject.request("=="))
      }
    }
    let known = Set(subjects.subjects.values.map(\.id)).subtracting(kept)
    let inventory = SnapshotInventory(
      snapshot: snapshot, overlay: document.inventory.filter { !known.contains($0.id) },
      unusable: unusable)
    let planner = Planner(
      inventory: inventory, catalogs: catalogs.byEcosystem, options: options,
      roles: roles(free: free))
    do throws(PlanningError) {
      return .success(try await planner.plan(requests))
    } catch {
      switch error {
      case .noSolution, .noArtifact, .notFound: return .failure(error)
      case .unavailable, .gaveUp, .nix, .input: throw Failure(error, specs: [])
      }
    }
  }

  /// The parts that packages play in the overlay, of which those that are free may move; without
  /// these, the parts in a plan of the releases that are there.
  private func roles(free: Set<Int>?) -> [PackageID: OverlayRole] {
    var roles: [PackageID: OverlayRole] = [:]
    for (index, subject) in subjects.subjects {
      roles[subject.id] = OverlayRole(
        attribute: subject.package.attribute, isRequested: subject.package.isRequested,
        present: free.map { free in
          OverlayRole.Present(
            version: subject.version, text: subject.versionText, isMovable: free.contains(index))
        })
    }
    return roles
  }

  /// Whether a package is there for others that are planned, which bring it along if they still
  /// need it.
  private func isBroughtAlong(_ index: Int) -> Bool {
    guard let subject = subjects.subjects[index], subject.isThereForOthers,
      named?.contains(index) != true
    else { return false }
    return subject.package.allNeeders.allSatisfy { subjects.subjects[$0] != nil }
  }

  // MARK: The releases that are there

  /// A plan of the releases that the overlay has now of some packages; nil if there is none.
  func present(_ indices: Set<Int>) async -> Plan? {
    if let plan = await presentAtOnce(indices) { return plan }
    var packages: [PlannedPackage] = []
    for index in indices.sorted() where indices.count > 1 {
      guard let plan = await presentAtOnce([index]), let id = subjects.subjects[index]?.id,
        let package = plan.package(id)
      else { continue }
      packages.append(package)
    }
    guard !packages.isEmpty else { return nil }
    return Plan(packages: packages.sorted { $0.id < $1.id }, requested: packages.map(\.id))
  }

  private func presentAtOnce(_ indices: Set<Int>) async -> Plan? {
    var requests: [Requirement] = []
    var direct: [PackageID: Project] = [:]
    var options = options
    for index in indices.sorted() {
      guard let subject = subjects.subjects[index], let project = await presentProject(subject)
      else { continue }
      direct[subject.id] = project
      if subject.isInNixpkgs { options.overrides.insert(subject.id) }
      requests.append(subject.request("=="))
    }
    let moving = Set(direct.keys)
    let inventory = SnapshotInventory(
      snapshot: snapshot, overlay: document.inventory.filter { !moving.contains($0.id) },
      unusable: unusable)
    let planner = Planner(
      inventory: inventory, catalogs: catalogs.byEcosystem, options: options, direct: direct,
      roles: roles(free: nil))
    return try? await planner.plan(requests)
  }

  /// A project of just the release that the overlay has.
  private func presentProject(_ subject: UpdateSubjects.Subject) async -> Project? {
    var project = subject.project
    if !project.versions.contains(subject.version), subject.id.ecosystem == .cran {
      guard let archived = try? await catalogs.cran.archivedProject(subject.id) else { return nil }
      project = archived
    }
    guard let index = project.versions.firstIndex(of: subject.version) else { return nil }
    let release = project.release(at: index)
    return Project(
      id: project.id, displayName: project.displayName, versions: [release.version],
      hasUploadTimes: project.hasUploadTimes, release: { _ in release })
  }
}

extension UpdateSubjects.Subject {
  /// A request for the package with its extras, bounded by the version that is there.
  fileprivate func request(_ comparison: String?) -> Requirement {
    let bound = comparison.map { "\($0)\(versionText)" } ?? ""
    switch id.ecosystem {
    case .pypi:
      let extras = package.isAccountedFor ? package.extras : []
      let names = extras.isEmpty ? "" : "[\(extras.joined(separator: ","))]"
      for text in ["pypi:\(id.name)\(names)\(bound)", "pypi:\(id.name)\(bound)"] {
        if let spec = try? PackageSpec(parsing: text) { return spec.requirement }
      }
    case .cran:
      if let spec = try? PackageSpec(parsing: "cran:\(id.name)\(bound)") { return spec.requirement }
    }
    return id.ecosystem == .pypi ? .python(id.name) : .r(name: id.name)
  }
}
