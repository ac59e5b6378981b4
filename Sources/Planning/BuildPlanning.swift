import Basics
import PackageMetadata
import Resolution
import Versions

/// Sources and build requirements for the packages of a solution.
///
/// What a package needs to be built comes from what is there, or is imported too, at versions that
/// fit what was already chosen. A package that would need itself to be built is taken as a wheel.
struct BuildPlanning: Sendable {
  let search: PlanSearch
  let requests: [Requirement]
  /// Whether this is an attempt whose failure is not shown.
  var isTrial = false

  /// A complete solution.
  struct Built {
    var solved: PlanSearch.Solved
    var sources: [PackageID: SourceChoice] = [:]
    /// What the sdists need to be built.
    var needs: [PackageID: [Need]] = [:]
    /// Requirements that would close a circle of packages that need each other.
    var leftOut: Set<Edge> = []
    var notes: [PackageID: [Note]] = [:]
    /// Settings of builds, besides what they need.
    var fixes: [PackageID: BuildFixes] = [:]
    /// Whether what other systems than the host's need is there too.
    var isForAllSystems = false
    /// What packages import and do not declare; an entry for each that was looked into.
    var imported: [PackageID: [Need]] = [:]
    var nameChecks: [NameCheck] = []
  }

  /// The solution with what builds need, and with what other systems than the host's need.
  func complete(_ solved: PlanSearch.Solved) async throws(PlanningError) -> Built {
    var built = Built(solved: solved)
    while true {
      let links = try await PlanLinks(built.solved)
      try await settle(links, &built)
      joinSplitPackages(&built)
      if try await addImports(links, &built) { continue }
      try await breakCircles(links, &built)
      let missing = missing(in: built)
      if !missing.isEmpty {
        try await add(missing, to: &built)
      } else if !built.isForAllSystems {
        built.isForAllSystems = true
        let others = OtherSystems(search: search)
        let (extended, notes) = try await others.complete(built.solved)
        built.solved = extended
        built.notes.merge(notes) { $0 + $1 }
      } else {
        for check in built.nameChecks { try await finish(check, built) }
        try await settleSharedFiles(links, &built)
        noteCollisions(&built)
        return built
      }
    }
  }

  // MARK: - Sources

  /// Chooses sources, and with them build requirements, where that was not done yet.
  private func settle(_ links: PlanLinks, _ built: inout Built) async throws(PlanningError) {
    let open = links.choices.values.map(\.release).filter { built.sources[$0.id] == nil }
      .sorted { $0.id < $1.id }
    let provider = built.solved.provider
    // All at a time; failures are reported in order.
    let results = await inParallel(open) { await provider.source(of: $0) }
    for (release, result) in zip(open, results) {
      let choice = try result.get()
      try await settle(release, choice, &built)
    }
  }

  private func settle(
    _ release: Release, _ choice: SourceChoice, _ built: inout Built
  ) async throws(PlanningError) {
    let provider = built.solved.provider
    let served = provider.rules.options.served
    let target = provider.inventory.pythonTarget
    var needs: [Need] = []
    var complaints: [Note] = []
    var adjusted = choice.adjustedBuild
    let programs = adjusted.leavePrograms { provider.inventory.holding(of: $0) != nil }
    var fixes = BuildFixes(
      skipsRequirementCheck: adjusted.isChanged, substitutions: adjusted.substitutions)
    fixes.programs = programs
    if let reason = try obstacle(to: choice, of: release, &fixes, built) {
      built.sources[release.id] = choice.avoidingSdist(reason)
      return
    }
    fixes.remade = RemadeSource.sources(
      hints: choice.build?.hints ?? [], cython: provider.inventory.holding(of: .pypi("cython")))
    fixes.hasNewClassifiers = await hasNewClassifiers(choice, release, built)
    for requirement in adjusted.requirements + scriptRequirements(of: choice, adjusted, built) {
      let systems = requirement.marker?.systems(target: target).intersection(served) ?? served
      if systems.isEmpty { continue }
      needs.append(Need(requirement: requirement, systems: systems))
      guard let complaint = try await complaint(about: requirement, built) else { continue }
      if complaint.isSerious, !choice.alternative.isEmpty {
        built.sources[release.id] = choice.avoidingSdist(
          .buildNeeds(requirement, have: complaint.have))
        return
      }
      fixes.skipsRequirementCheck = true
      if case .held(_, let version) = complaint.have, !complaint.isSerious {
        fixes.relaxed.append(
          Relaxation(
            requirement: requirement.withoutMarker, id: requirement.id,
            writtenName: requirement.writtenName, have: version))
      } else {
        complaints.append(.buildNeeds(requirement, have: complaint.have))
      }
    }
    built.sources[release.id] = choice
    built.needs[release.id] = needs
    built.fixes[release.id] = fixes
    built.notes[release.id, default: []] += complaints
  }

  /// What is there of a build requirement, where that does not meet it.
  ///
  /// nixpkgs builds with what it has, whatever the bounds say; only what lies below them, or is
  /// imported, is likely to fail.
  private func complaint(
    about requirement: Requirement, _ built: Built
  ) async throws(PlanningError) -> (have: Note.Have, isSerious: Bool)? {
    let provider = built.solved.provider
    if let holding = built.solved.holding(of: requirement.id) {
      let have = Note.Have.held(holding.place, holding.versionText)
      switch try await provider.judgement(of: requirement, on: holding) {
      case .fits, .unjudgeable, .asked: return nil
      case .relaxable: return (have, provider.rules.options.isStrict)
      case .tooOld: return (have, true)
      }
    }
    guard let version = built.solved.solution[.package(requirement.id)],
      !requirement.constraint.contains(version)
    else { return nil }
    return (.imported(version), true)
  }

  // MARK: - Build requirements

  /// Build requirements that are neither there nor planned, with who needs each.
  private func missing(in built: Built) -> [(requirement: Requirement, by: PackageID)] {
    built.needs.keys.sorted().flatMap { id in
      (built.needs[id] ?? []).filter { need in
        let id = need.requirement.id
        guard built.solved.solution[.package(id)] != nil else { return true }
        return need.requirement.extras.contains {
          built.solved.solution[.extra(id, $0)] == nil
        }
      }.map { ($0.requirement, id) }
    }
  }

  /// Adds packages that only builds need, with their closures, at versions that fit.
  private func add(
    _ missing: [(requirement: Requirement, by: PackageID)], to built: inout Built
  ) async throws(PlanningError) {
    let provider = built.solved.provider
    // What is there was judged before; it takes part so that a second version of it is found.
    let requirements = missing.map(\.requirement).map {
      provider.holding(of: $0.id) == nil ? $0 : $0.withoutBounds
    }
    let outcome = try await search.extend(
      built.solved, by: requirements, on: provider.rules.systems)
    switch outcome {
    case .solved(let solved): built.solved = solved
    case .failed(let failedProvider, let proof):
      try await addApart(missing, to: &built, failedProvider, proof)
    }
  }

  /// Adds what builds need one build after the other: those for which nothing fits are taken as wheels,
  /// and the others are left alone.
  private func addApart(
    _ missing: [(requirement: Requirement, by: PackageID)], to built: inout Built,
    _ failedProvider: PlanProvider, _ proof: PlanSearch.Proof
  ) async throws(PlanningError) {
    let provider = built.solved.provider
    for id in Set(missing.map(\.by)).sorted() {
      let own = missing.filter { $0.by == id }
      let requirements = own.map(\.requirement).map {
        provider.holding(of: $0.id) == nil ? $0 : $0.withoutBounds
      }
      let outcome = try await search.extend(
        built.solved, by: requirements, on: provider.rules.systems)
      if case .solved(let solved) = outcome {
        built.solved = solved
      } else if built.sources[id]?.alternative.isEmpty == false {
        avoidSdist(of: id, .nothingFits(own.map(\.requirement)), &built)
      } else if try await !addWithoutUpperBounds(own, requirements, to: &built) {
        if isTrial { throw .noSolution(nil, waysOut: []) }
        throw try await PlanFailure(
          search: search, provider: failedProvider, proof: proof, requests: requests,
          options: provider.rules.options
        ).error(builds: missing.first?.by)
      }
    }
  }

  /// Adds them with their upper bounds left aside, as far as that helps.
  ///
  /// Builds that contradict each other share one set of packages, and nixpkgs does not check what a
  /// build asks for: as with what nixpkgs has, a newer version has to work for all, and a note says so.
  private func addWithoutUpperBounds(
    _ missing: [(requirement: Requirement, by: PackageID)], _ requirements: [Requirement],
    to built: inout Built
  ) async throws(PlanningError) -> Bool {
    let provider = built.solved.provider
    if provider.rules.options.isStrict { return false }
    let outcome = try await search.extend(
      built.solved, by: requirements.map(\.withoutUpperBounds), on: provider.rules.systems)
    guard case .solved(let solved) = outcome else { return false }
    built.solved = solved
    for (requirement, by) in missing where provider.holding(of: requirement.id) == nil {
      guard let version = solved.solution[.package(requirement.id)],
        !requirement.constraint.contains(version)
      else { continue }
      built.notes[by, default: []].append(.buildNeeds(requirement, have: .imported(version)))
      built.fixes[by, default: BuildFixes()].skipsRequirementCheck = true
    }
    return true
  }

  private func avoidSdist(
    of id: PackageID, _ reason: Note.WheelReason, _ built: inout Built
  ) {
    built.sources[id] = built.sources[id]?.avoidingSdist(reason)
    built.needs[id] = []
    built.fixes[id] = nil
  }

  // MARK: - Circles

  /// Breaks every circle of packages that need each other to run or to be built.
  private func breakCircles(
    _ links: PlanLinks, _ built: inout Built
  ) async throws(PlanningError) {
    var graph = try await graph(links, built)
    let roots = requests.map(\.id) + graph.edges.keys.sorted()
    while let circle = graph.circle(from: roots), let closing = circle.last {
      let path = [circle[0].from] + circle.map(\.to)
      let builds = circle.filter(\.isForBuild).sorted { $0.from < $1.from }
      if let step = builds.first(where: { built.sources[$0.from]?.alternative.isEmpty == false }) {
        avoidSdist(of: step.from, .circle(path), &built)
        graph.removeBuild(of: step.from)
      } else if let step = ([closing] + circle).first(where: {
        !$0.isForBuild && links.choices[$0.from] != nil
      }) {
        built.leftOut.insert(Edge(from: step.from, to: step.to))
        built.notes[step.from, default: []].append(.leftOut(step.to, path: path))
        if imports(step.from, from: step.to, built) {
          // A build of its own, and of what leads to it, does not have what its import takes.
          for id in Set(path).subtracting([step.to]) {
            built.fixes[id, default: BuildFixes()].hasUncertainImport = true
          }
        }
        graph.remove(step)
      } else if let step = builds.first {
        built.needs[step.from]?.removeAll { $0.requirement.id == step.to }
        built.notes[step.from, default: []].append(.builtWithout(step.to, path: path))
        graph.remove(step)
      } else {
        // Packages of nixpkgs alone: Nix knows how it builds them.
        graph.remove(closing)
      }
    }
  }

  func graph(
    _ links: PlanLinks, _ built: Built
  ) async throws(PlanningError) -> NeedGraph {
    var graph = NeedGraph()
    var needs = PlanNeeds(built.solved, links: links)
    // What replaces an attribute under another name replaces it for all that propagate it.
    var replaced: [String: PackageID] = [:]
    for id in links.choices.keys {
      if let holding = built.solved.provider.memory.holdings(of: id).first {
        replaced[holding.attribute] = id
      }
    }
    for case .package(let id) in built.solved.solution.keys {
      if let holding = built.solved.holding(of: id) {
        let brought = try await built.solved.provider.memory.propagated(by: holding)
        // nixpkgs has no circles; only what is replaced or imported can close one.
        graph.add(
          brought.map { replaced[$0.attribute] ?? $0.id }, to: id, isForBuild: false)
        continue
      }
      let imported = (built.imported[id] ?? []).map(\.requirement.id)
      let run = try await (needs.dependencies(of: id).keys + imported).filter {
        !built.leftOut.contains(Edge(from: id, to: $0))
      }
      graph.add(run, to: id, isForBuild: false)
      var tools = (built.needs[id] ?? []).map(\.requirement.id)
      for need in built.needs[id] ?? [] {
        for extra in need.requirement.extras {
          tools += try await needs.dependencies(of: need.requirement.id, extra: extra).keys
        }
      }
      graph.add(tools, to: id, isForBuild: true)
    }
    return graph
  }
}
