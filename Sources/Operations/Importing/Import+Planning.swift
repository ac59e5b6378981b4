import CRAN
import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning
import Requests
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
      direct: resolution.outsideProjects,
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
      if let outcome = try withheld(error, resolution) { return .again(outcome) }
      let cause = Failure(error.nearing(snapshot), specs: options.specs)
      let hints = await pointers(of: error, catalogs.cran)
      let gaps = await catalogs.cran.gaps
      throw Failure(
        cause.kind, sentences: cause.sentences,
        hints: holdings(behind: error, inventory) + unanswered(error, resolution) + cause.hints
          + hints
          + gaps.map { .note(Phrase($0)) })
    }
  }

  /// What to do where a package is needed that a file has from elsewhere, so that no index is asked for it:
  /// what the file asks for and that needs it is left out.
  ///
  /// - Throws: `Failure` if what was typed needs it.
  private func withheld(
    _ error: PlanningError, _ resolution: RequestResolution
  ) throws(Failure) -> PlanningRound.Retry? {
    guard case .notFound(let id, let path, _) = error, id.ecosystem == .pypi,
      resolution.unavailable.contains(id), !resolution.typed.contains(id)
    else { return nil }
    if let root = path.first, resolution.canGiveUp(root) { return .withheld(root, need: id) }
    let left = resolution.report.leftOut.last { PythonName.normalised($0.name) == id.name }
    throw Failure(
      .notFound,
      sentences: [
        (path.last.map { "'\($0.name)' needs '\(id.name)'" } ?? "'\(id.name)' is needed")
          + ", which \(left.map { "\($0.reason)" } ?? "is not available from the source that the file names")",
        "no index was asked for it: a project of that name there may be a different one",
      ],
      hints: [
        .command(
          Invocation(.import, (options.specs.map(\.text) + ["pypi:\(id.name)"])),
          to: "take the index's project anyway")
      ])
  }

  /// How to go on where one of several indexes does not answer: none is asked in its place, as with uv, since
  /// it may have another project of the name.
  private func unanswered(_ error: PlanningError, _ resolution: RequestResolution) -> [Hint] {
    guard case .unavailable(let id?, _) = error, id.ecosystem == .pypi else { return [] }
    let common =
      resolution.indexes.isEmpty ? workspace.options.indexURLs : resolution.indexes
    guard (resolution.routes[id] ?? common).count > 1 else { return [] }
    return [
      .note(
        "no other index is asked instead, because it may have a different project of that name; to go on without "
          + "the index that does not answer, remove its address from the file or the command")
    ]
  }

  /// What the repositories that a plan is from have to tell.
  func warnings(on plan: Plan, catalogs: Catalogs) -> [PlanWarning] {
    let packages = plan.packages.filter { $0.id.ecosystem == .cran }
    guard !packages.isEmpty else { return [] }
    let configuration = catalogs.cran.configuration
    let urls = packages.flatMap { $0.build.sources.map(\.artifact.url) }
    var warnings = configuration.allRepositories.filter { repository in
      configuration.repositories.contains(repository)
        || urls.contains { $0.hasPrefix(repository.contrib + "/") }
    }.compactMap { repository in
      repository.doubt.map { PlanWarning.repository(repository.url, $0) }
    }
    let kept = packages.filter { $0.action == .nixpkgs && configuration.asked.contains($0.id.name) }
    if !kept.isEmpty { warnings.append(.repositoryNotAsked(kept.map(\.id))) }
    let elsewhere = packages.filter {
      $0.action == .nixpkgs && configuration.own[$0.id.name] != nil
    }
    if !elsewhere.isEmpty { warnings.append(.lockedElsewhere(elsewhere.map(\.id))) }
    return warnings
  }

  /// The packages whose archives were not asked to compute what they require.
  func unprobed(in plan: Plan) -> [PlanWarning] {
    let unknown = plan.packages.filter { package in
      package.id.ecosystem == .pypi
        && package.notes.contains { if case .requirementsUnknown = $0 { true } else { false } }
    }
    return unknown.isEmpty || workspace.options.probes ? [] : [.unprobed(unknown.map(\.id))]
  }

  /// What a plan takes from another source than the file that asks for it says.
  func otherSources(in plan: Plan, _ resolution: RequestResolution) -> [PlanWarning] {
    plan.packages.filter {
      resolution.unavailable.contains($0.id) && !resolution.typed.contains($0.id)
    }.map { package in
      .otherSource(
        package.id, version: package.version,
        from: package.isWritten
          ? package.build.sources.first?.artifact.url
          : package.action == .overlay ? workspace.options.overlayPath : nil,
        neededBy: package.neededBy)
    }
  }

  /// What nixpkgs has of a package that no index has: in another version than asked for.
  private func holdings(behind error: PlanningError, _ inventory: SnapshotInventory) -> [Hint] {
    guard case .notFound(let id, _, _) = error, let version = inventory.holding(of: id)?.version
    else { return [] }
    return ["nixpkgs has '\(id.name)' \(version), but your request excludes that version"]
  }

  /// Where an R package that no repository has may be, by the package that needs it.
  private func pointers(of error: PlanningError, _ cran: CRANCatalog) async -> [Hint] {
    guard case .notFound(let id, let path, _) = error, id.ecosystem == .cran,
      let parent = path.last, let project = try? await cran.project(parent),
      let last = project.versions.indices.last,
      let source = try? await cran.sourcePackage(of: project.release(at: last))
    else { return [] }
    let repositories = (source.description.additionalRepositories ?? "").split {
      $0 == "," || $0.isWhitespace
    }.compactMap { try? CRANRepository.at(String($0)).url }
    return repositories.map { url in
      .command(
        Invocation(.import, options.specs.map(\.text), options: [.repository(url)]),
        to: "look in a repository that '\(parent.name)' names")
    } + source.description.notes.map { .note(Phrase("'\(parent.name)': \($0)")) }
  }
}

extension PlanningError {
  /// The error with names of nixpkgs' R packages among those that may have been meant.
  fileprivate func nearing(_ snapshot: Snapshot) -> PlanningError {
    guard case .notFound(let id, let path, let near) = self, id.ecosystem == .cran else {
      return self
    }
    return .notFound(id, path: path, near: snapshot.namesNear(id, besides: near))
  }
}

extension Snapshot {
  /// Names of R packages that look like one, nearest first, behind those that are known.
  func namesNear(_ id: PackageID, besides known: [String]) -> [String] {
    let names = allAttributes(of: .cran).map { attribute in
      String(attribute.map { $0 == "_" ? "." : $0 })
    }
    let found = RPackageName.near(id.name, in: names).filter { !known.contains($0) }
    return Array((known + found).prefix(5))
  }
}
