import Nixpkgs
import PackageMetadata
import Resolution
import Versions

/// A plan made from a solution: every package with what it needs, who needs it, and why.
struct PlanAssembly {
  let search: PlanSearch
  let built: BuildPlanning.Built
  let requests: [Requirement]

  private var solved: PlanSearch.Solved { built.solved }
  private var provider: PlanProvider { built.solved.provider }

  /// The packages, sorted by id.
  func packages() async throws(PlanningError) -> [PlannedPackage] {
    let links = try await PlanLinks(solved)
    let heldBack = HeldBackFinder(
      search: search, solved: solved, links: links, byTarget: links.byTarget(),
      requests: requests)
    var needs = PlanNeeds(solved, links: links)
    var result: [PlannedPackage] = []
    for case .package(let id) in solved.solution.keys.sorted() {
      if let holding = holding(of: id) {
        result.append(try await held(holding, links: links, needs: &needs))
      } else if let choice = links.choices[id] {
        var package = try await chosen(id, choice, links: links, needs: &needs)
        package.heldBack = try await heldBack.reason(for: id, choice)
        result.append(package)
      }
    }
    return withNeeds(result)
  }

  private func holding(of id: PackageID) -> Holding? { solved.holding(of: id) }

  /// The same packages with `neededBy` and `neededToBuild` filled in from what they need.
  private func withNeeds(_ packages: [PlannedPackage]) -> [PlannedPackage] {
    var runs: [PackageID: Set<PackageID>] = [:]
    var builds: [PackageID: Set<PackageID>] = [:]
    for package in packages {
      let optional = package.optionalDependencies.values.joined()
      for dependency in package.dependencies + package.leftOut + optional
      where dependency.id != package.id {
        runs[dependency.id, default: []].insert(package.id)
      }
      for dependency in package.buildSystem where dependency.id != package.id {
        builds[dependency.id, default: []].insert(package.id)
      }
    }
    return packages.map { package in
      var package = package
      package.neededBy = (runs[package.id] ?? []).sorted()
      package.neededToBuild = (builds[package.id] ?? []).sorted()
      return package
    }
  }

  private func isRequested(_ id: PackageID) -> Bool { requests.contains { $0.id == id } }

  // MARK: - What is there

  private func held(
    _ holding: Holding, links: PlanLinks, needs: inout PlanNeeds
  ) async throws(PlanningError) -> PlannedPackage {
    let place = holding.place == .nixpkgs ? "nixpkgs" : "the overlay"
    var package = PlannedPackage(
      id: holding.id, displayName: holding.id.name, version: holding.versionText,
      action: holding.place == .nixpkgs ? .nixpkgs : .overlay,
      isRequested: isRequested(holding.id), attribute: holding.attribute, reason: "in \(place)")
    package.dependencies = try await provider.memory.propagated(by: holding).map {
      PlannedDependency(id: $0.id, attribute: attribute(of: $0.id), systems: .all)
    }.sorted()
    // A request for an extra is met by what the extra brings, beside the package.
    for request in requests where request.id == holding.id {
      for extra in request.extras {
        let brought = try await needs.dependencies(of: holding.id, extra: extra)
        package.optionalDependencies[extra] = planned(brought, of: holding.id)
      }
    }
    package.notes = needs.notes[holding.id] ?? []
    return package
  }

  // MARK: - What is chosen

  private func chosen(
    _ id: PackageID, _ choice: PlanLinks.Choice, links: PlanLinks, needs: inout PlanNeeds
  ) async throws(PlanningError) -> PlannedPackage {
    let replaced = provider.memory.holdings(of: id).first
    var package = PlannedPackage(
      id: id, displayName: choice.table.project.displayName,
      version: choice.release.version.description,
      action: replaced?.place == .nixpkgs ? .override : .import, isRequested: isRequested(id),
      attribute: attribute(of: id), reason: reason(for: id))
    package.metadata = choice.metadata
    let dependencies = try await needs.dependencies(of: id)
    package.dependencies = planned(dependencies.filter { !isLeftOut($0.key, of: id) }, of: id)
    package.leftOut = planned(dependencies.filter { isLeftOut($0.key, of: id) }, of: id)
    for extra in links.extras[id] ?? [] {
      let optional = try await needs.dependencies(of: id, extra: extra)
      package.optionalDependencies[extra] = planned(optional, of: id)
    }
    addBuild(to: &package)
    if case .unknown(let reason) = choice.metadata.requirements {
      package.notes.append("its requirements are unknown: \(reason)")
    }
    package.notes += choice.metadata.notes
    package.notes += provider.inventory.remarks(on: id)
    for (version, reason) in provider.memory.skipped(of: id) where version > choice.release.version
    {
      package.notes.append(
        "release \(version) was skipped, since its metadata is broken: \(reason)")
    }
    try await addRelaxations(to: &package, links: links.links(of: id))
    package.notes += needs.notes[id] ?? []
    package.notes += built.notes[id] ?? []
    return package
  }

  private func isLeftOut(_ needed: PackageID, of id: PackageID) -> Bool {
    built.leftOut.contains(Edge(from: id, to: needed))
  }

  private func addBuild(to package: inout PlannedPackage) {
    guard let source = built.sources[package.id] else { return }
    package.sources = source.sources
    package.backend = source.build?.backend
    package.hasBuildSystem = source.build?.hasBuildSystem ?? false
    package.importNames = source.build?.importNames ?? []
    package.hints = source.build?.hints ?? []
    package.notes += source.notes
    var tools: [PackageID: SystemSet] = [:]
    for need in built.needs[package.id] ?? [] {
      tools[need.requirement.id, default: []].formUnion(need.systems)
    }
    package.buildSystem = planned(tools, of: package.id)
  }

  private func reason(for id: PackageID) -> String {
    guard let replaced = provider.memory.holdings(of: id).first else { return "not in nixpkgs" }
    let place = replaced.place == .nixpkgs ? "nixpkgs" : "the overlay"
    let there = "\(place) has \(replaced.versionText)"
    if provider.rules.options.overrides.contains(id) { return "\(there); replaced as asked" }
    return "\(there), which the request excludes"
  }

  /// The attribute that a package has, or gets: its own name, unless that is another's.
  private func attribute(of id: PackageID) -> String {
    if let holding = holding(of: id) ?? provider.memory.holdings(of: id).first {
      return holding.attribute
    }
    switch id.ecosystem {
    case .pypi:
      return provider.inventory.isTaken(id.name, in: .pypi) ? id.name + "-pypi" : id.name
    case .cran:
      let name = RAttribute.name(of: id.name)
      return provider.inventory.isTaken(name, in: .cran) ? "r_" + name : name
    }
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

  // MARK: - What gave way

  private func addRelaxations(
    to package: inout PlannedPackage, links: ArraySlice<PlanLinks.Link>
  ) async throws(PlanningError) {
    var relaxed: Set<Relaxation> = []
    for link in links {
      let requirement = link.requirement
      guard let version = solved.solution[.package(requirement.id)],
        !requirement.constraint.isEmpty, requirement.id != package.id
      else { continue }
      var have = version.description
      if let holding = holding(of: requirement.id) {
        have = holding.versionText
        switch try await provider.judgement(of: requirement, on: holding) {
        case .fits:
          if let usual = provider.holding(of: requirement.id), usual != holding {
            package.notes.append(
              "'\(requirement.withoutMarker)' is met by nixpkgs' '\(holding.attribute)' \(have); "
                + "what uses \(usual.versionText) can't be in one environment with it")
          }
          continue
        case .unjudgeable:
          package.notes.append(
            "'\(requirement.withoutMarker)' cannot be judged: nixpkgs' \(have) is not a release of "
              + "'\(requirement.id.name)'")
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
    package.relaxed = relaxed.sorted()
  }
}
