import PackageMetadata
import Resolution
import Versions

/// A plan made from a solution: every package with what it needs, who needs it, and why.
struct PlanAssembly {
  let search: PlanSearch
  let built: BuildPlanning.Built
  let requests: [Requirement]
  /// The packages of an overlay that is updated.
  let roles: [PackageID: OverlayRole]?

  private var solved: PlanSearch.Solved { built.solved }
  private var provider: PlanProvider { built.solved.provider }

  /// What packages need, before it is known who needs them.
  private struct Needs {
    var toRun: [PackageID: PlannedPackage.Needs] = [:]
    var toBuild: [PackageID: [PlannedDependency]] = [:]
    /// What was found on the way.
    var notes: [PackageID: [Note]] = [:]
  }

  func plan() async throws(PlanningError) -> Plan {
    let links = try await PlanLinks(solved)
    let heldBack = HeldBackFinder(
      search: search, solved: solved, links: links, byTarget: links.byTarget(),
      requests: requests)
    let ids = solved.solution.keys.sorted().compactMap { node -> PackageID? in
      if case .package(let id) = node { id } else { nil }
    }
    let needs = try await needs(of: ids, links: links)
    let neededBy = Self.needers(needs.toRun.mapValues(\.all))
    let neededToBuild = Self.needers(needs.toBuild)
    var packages: [PlannedPackage] = []
    for id in ids {
      if let holding = holding(of: id) {
        packages.append(
          PlannedPackage(
            id: id, version: holding.versionText,
            action: holding.place == .nixpkgs ? .nixpkgs : .overlay, isRequested: isRequested(id),
            attribute: attribute(of: id), reason: .present(holding.place),
            needs: needs.toRun[id] ?? PlannedPackage.Needs(), neededBy: neededBy[id] ?? [],
            neededToBuild: neededToBuild[id] ?? [], notes: needs.notes[id] ?? []))
      } else if let choice = links.choices[id] {
        let decision = decision(on: id, choice)
        let held = try await decision.isFixed ? nil : heldBack.reason(for: id, choice)
        let (relaxed, judgements) = try await relaxations(of: id, links: links.links(of: id))
        packages.append(
          PlannedPackage(
            id: id, version: choice.release.version.description, action: decision.action,
            isRequested: isRequested(id), attribute: attribute(of: id), reason: decision.reason,
            needs: needs.toRun[id] ?? PlannedPackage.Needs(), neededBy: neededBy[id] ?? [],
            neededToBuild: neededToBuild[id] ?? [], relaxed: relaxed,
            heldBack: held, metadata: choice.metadata,
            build: build(of: id, with: needs.toBuild[id] ?? []),
            notes: notes(on: id, choice) + judgements + (needs.notes[id] ?? [])
              + (built.notes[id] ?? [])))
      }
    }
    var seen: Set<PackageID> = []
    let requested = requests.map(\.id).filter { id in
      seen.insert(id).inserted && (roles == nil || isRequested(id))
    }
    return Plan(packages: packages, requested: requested)
  }

  private func holding(of id: PackageID) -> Holding? { solved.holding(of: id) }

  private func isRequested(_ id: PackageID) -> Bool {
    if let roles { return roles[id]?.isRequested ?? false }
    return requests.contains { $0.id == id }
  }

  // MARK: - Needs

  private func needs(
    of ids: [PackageID], links: PlanLinks
  ) async throws(PlanningError) -> Needs {
    var result = Needs()
    var needs = PlanNeeds(solved, links: links)
    for id in ids {
      if let holding = holding(of: id) {
        result.toRun[id] = try await self.needs(of: holding, &needs)
      } else if links.choices[id] != nil {
        var all = try await needs.dependencies(of: id)
        for need in built.imported[id] ?? [] {
          all[need.requirement.id, default: []].formUnion(need.systems)
        }
        var optional: [String: [PlannedDependency]] = [:]
        for extra in links.extras[id] ?? [] {
          optional[extra] = planned(try await needs.dependencies(of: id, extra: extra), of: id)
        }
        result.toRun[id] = PlannedPackage.Needs(
          dependencies: planned(all.filter { !isLeftOut($0.key, of: id) }, of: id),
          leftOut: planned(all.filter { isLeftOut($0.key, of: id) }, of: id), optional: optional)
        var tools: [PackageID: SystemSet] = [:]
        for need in built.needs[id] ?? [] where built.sources[id] != nil {
          tools[need.requirement.id, default: []].formUnion(need.systems)
          for extra in need.requirement.extras {
            // What checks the requirements of a build checks those of their extras, too.
            let brought = try await needs.dependencies(of: need.requirement.id, extra: extra)
            for (other, systems) in brought {
              let common = systems.intersection(need.systems)
              if !common.isEmpty { tools[other, default: []].formUnion(common) }
            }
          }
        }
        result.toBuild[id] = planned(tools, of: id)
      }
    }
    result.notes = needs.notes
    return result
  }

  private func needs(
    of holding: Holding, _ needs: inout PlanNeeds
  ) async throws(PlanningError) -> PlannedPackage.Needs {
    let brought = try await provider.memory.propagated(by: holding).map {
      PlannedDependency(id: $0.id, attribute: attribute(of: $0.id), systems: .all)
    }
    // A request for an extra is met by what the extra brings, besides the package.
    var optional: [String: [PlannedDependency]] = [:]
    for request in requests where request.id == holding.id {
      for extra in request.extras {
        let needed = try await needs.dependencies(of: holding.id, extra: extra)
        optional[extra] = planned(needed, of: holding.id)
      }
    }
    return PlannedPackage.Needs(dependencies: brought.sorted(), optional: optional)
  }

  /// Who needs each package, itself aside, sorted.
  private static func needers(
    _ needs: [PackageID: [PlannedDependency]]
  ) -> [PackageID: [PackageID]] {
    var result: [PackageID: Set<PackageID>] = [:]
    for (id, needed) in needs {
      for dependency in needed where dependency.id != id {
        result[dependency.id, default: []].insert(id)
      }
    }
    return result.mapValues { $0.sorted() }
  }

  private func isLeftOut(_ needed: PackageID, of id: PackageID) -> Bool {
    built.leftOut.contains(Edge(from: id, to: needed))
  }

  private func planned(
    _ needs: [PackageID: SystemSet], of id: PackageID
  ) -> [PlannedDependency] {
    let served = provider.rules.options.served
    return needs.filter { $0.key != id }.map { need in
      PlannedDependency(
        id: need.key, attribute: attribute(of: need.key),
        systems: need.value == served ? .all : need.value)
    }.sorted()
  }

  // MARK: - What is chosen

  private struct Decision {
    let action: PlannedPackage.Action
    let reason: PlannedPackage.Reason
    /// Whether no other release was possible, so that nothing held it back.
    var isFixed = false
  }

  private func decision(on id: PackageID, _ choice: PlanLinks.Choice) -> Decision {
    let replaced = provider.memory.holdings(of: id).first
    let action: PlannedPackage.Action = replaced?.place == .nixpkgs ? .override : .import
    if let present = roles?[id]?.present {
      return present.version == choice.release.version && !present.hasMoved
        ? Decision(action: .overlay, reason: .present(.overlay), isFixed: !present.isMovable)
        : Decision(action: action, reason: .moved(from: present.text))
    }
    guard let replaced else { return Decision(action: action, reason: .missing) }
    return Decision(
      action: action,
      reason: provider.rules.options.overrides.contains(id)
        ? .replacedAsAsked(replaced.place, replaced.versionText)
        : .excludedByRequest(replaced.place, replaced.versionText))
  }

  private func build(of id: PackageID, with tools: [PlannedDependency]) -> BuildDetails {
    guard let source = built.sources[id] else { return BuildDetails() }
    return BuildDetails(
      sources: source.sources, buildSystem: tools,
      hasBuildSystem: source.build?.hasBuildSystem ?? false,
      importNames: source.build?.importNames ?? [], programs: source.contents?.programs ?? [],
      hints: source.build?.hints ?? [], cargo: source.build?.cargo,
      backend: source.build?.backend,
      fixes: built.fixes[id] ?? BuildFixes())
  }

  /// Notes on a release itself and of its source.
  private func notes(on id: PackageID, _ choice: PlanLinks.Choice) -> [Note] {
    var notes = built.sources[id]?.notes ?? []
    if case .unknown(let reason) = choice.metadata.requirements {
      notes.append(.requirementsUnknown(reason: reason))
    }
    notes += choice.metadata.notes.map(Note.reading)
    if id.ecosystem == .pypi,
      requests.contains(where: { $0.id == id && !$0.constraint.isEmpty && $0.url == nil }),
      let suited = NixpkgsOfTheTime.suited(
        to: choice.release, minor: provider.inventory.pythonTarget.minor)
    {
      notes.append(.ofAnotherTime(channel: suited.channel, python: suited.python))
    }
    if provider.inventory.hasProgram(named: id) { notes.append(.programInSnapshot(id)) }
    notes += provider.memory.skipped(of: id).filter { $0.version > choice.release.version }.map {
      .skipped($0.version, reason: $0.reason)
    }
    return notes
  }

  /// The attribute that a package has, or gets: its own name, unless that is another's.
  private func attribute(of id: PackageID) -> String {
    let held = holding(of: id)
    if let role = roles?[id], held?.place != .nixpkgs { return role.attribute }
    if let holding = held ?? provider.memory.holdings(of: id).first { return holding.attribute }
    switch id.ecosystem {
    case .pypi:
      return provider.inventory.isTaken(id.name, in: .pypi) ? id.name + "-pypi" : id.name
    case .cran:
      let name = RAttribute.name(of: id.name)
      return provider.inventory.isTaken(name, in: .cran) ? "r_" + name : name
    }
  }

  // MARK: - What gave way

  /// The bounds of a package that were relaxed, and notes on others.
  private func relaxations(
    of id: PackageID, links: ArraySlice<PlanLinks.Link>
  ) async throws(PlanningError) -> ([Relaxation], [Note]) {
    var relaxed: Set<Relaxation> = []
    var notes: [Note] = []
    for link in links {
      let requirement = link.requirement
      guard let version = solved.solution[.package(requirement.id)],
        !requirement.constraint.isEmpty, requirement.id != id
      else { continue }
      var have = version.description
      if let holding = holding(of: requirement.id) {
        have = holding.versionText
        switch try await provider.judgement(of: requirement, on: holding) {
        case .fits:
          if let usual = provider.holding(of: requirement.id), usual != holding {
            notes.append(.metByVariant(requirement, holding, usual: usual))
          }
          continue
        case .unjudgeable: notes.append(.unjudgeable(requirement, have: have))
        case .asked, .relaxable, .tooOld: break
        }
      } else if requirement.constraint.contains(version) || requirement.url != nil {
        continue
      }
      relaxed.insert(
        Relaxation(
          requirement: requirement.withoutMarker, id: requirement.id,
          writtenName: requirement.writtenName, have: have))
    }
    return (relaxed.sorted(), notes)
  }
}
