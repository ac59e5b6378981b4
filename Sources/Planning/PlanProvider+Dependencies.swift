import PackageMetadata
import Resolution
import Versions

extension PlanProvider {
  func dependencies(
    of node: PlanNode, at version: PackageVersion
  ) async throws(PlanningError) -> Expansion<PlanNode, PackageVersion, UnusableReason> {
    guard let id = node.id else { return .dependencies([]) }
    if let holding = holdings(of: id).first(where: { $0.solverVersion == version }) {
      switch node {
      case .extra(_, let extra): return try await dependencies(ofExtra: extra, of: holding)
      default: return try await broughtAlong(by: holding)
      }
    }
    let table = try await table(for: id)
    guard let index = table.project.index(of: version) else {
      return .unavailable(reason: .notARelease)
    }
    let release = table.release(at: index)
    guard let metadata = try await memory.metadata(of: release) else {
      return .unavailable(reason: .brokenMetadata(memory.complaint(about: release)))
    }
    let python = inventory.pythonTarget.version
    if let bounds = metadata.requiresPython, !bounds.contains(python) {
      return .unavailable(reason: .needsPython([bounds], has: python))
    }
    if let bounds = metadata.requiresR, let r = inventory.rVersion, !bounds.contains(r) {
      return .unavailable(reason: .needsR(bounds))
    }
    let extra = node.extra
    // Requirements that are unknown come out as none; the plan says so where it takes the release.
    let needs = needs(of: release, extra: extra, in: metadata)
    await prefetchJudgements(of: needs)
    var dependencies: [Dependency<PlanNode, PackageVersion>] = []
    for need in needs {
      let requirement = need.requirement
      if requirement.url != nil, holding(of: requirement.id) == nil,
        memory.direct[requirement.id] == nil
      {
        return .unavailable(reason: .needsURL(requirement.id))
      }
      dependencies += try await self.dependencies(for: requirement, of: id)
    }
    if extra == nil { readAhead(release) }
    return .dependencies(dependencies)
  }

  /// What a requirement of a package means; `nil` for one of the request's.
  func dependencies(
    for requirement: Requirement, of requirer: PackageID?
  ) async throws(PlanningError) -> [Dependency<PlanNode, PackageVersion>] {
    let versions = try await versions(allowedBy: requirement, of: requirer)
    let isExact = Self.exactVersion(of: requirement.constraint) != nil
    if requirement.extras.isEmpty {
      return [Dependency(.package(requirement.id), versions, isExact: isExact)]
    }
    return requirement.extras.map {
      Dependency(.extra(requirement.id, $0), versions, isExact: isExact)
    }
  }

  /// The versions that a requirement allows under the rules of this pass.
  private func versions(
    allowedBy requirement: Requirement, of requirer: PackageID?
  ) async throws(PlanningError) -> VersionSet<PackageVersion> {
    let written = requirement.constraint.versionSet
    let holdings = holdings(of: requirement.id)
    guard let holding = holdings.first else {
      if requirement.constraint.allowsPrereleases { note(prereleasesNamedBy: requirement) }
      // A file given by its URL has just its own version; what was asked for holds in any case.
      let isBounded =
        requirement.url == nil
        && (requirer == nil || !rules.options.relaxed.contains(requirement.id))
      return isBounded ? written : .full
    }
    // With one attribute there is nothing to choose. Of several the first is to be used, or where
    // nothing else helps one that is there for those who cannot.
    let variants =
      rules.takesVariants
      ? holdings.filter { $0.isVariant(of: holding) }.map(\.solverVersion) : []
    let fitting: VersionSet<PackageVersion> =
      holdings.count == 1
      ? .full : VersionSet([holding.solverVersion] + variants.filter(written.contains))
    // A request that a holding does not meet makes the package free, so here it does.
    guard let requirer else {
      return holdings.count == 1 ? .full : .singleton(holding.solverVersion)
    }
    switch try await judgement(of: requirement, on: holding) {
    case .fits, .unjudgeable, .asked: return fitting
    case .relaxable where rules.yielding.contains(Edge(from: requirer, to: holding.id)):
      return fitting
    case .relaxable, .tooOld:
      let unfit = holdings.map(\.solverVersion).filter { !variants.contains($0) }
      return written.subtracting(VersionSet(unfit))
    }
  }

  /// Asks for the projects of pins that lie outside of bounds, since it matters whether they are
  /// releases.
  private func prefetchJudgements(of needs: [Need]) async {
    var ids: [PackageID] = []
    for need in needs {
      guard let holding = holding(of: need.requirement.id), let version = holding.version,
        holding.place == .nixpkgs, !need.requirement.constraint.contains(version)
      else { continue }
      ids.append(holding.id)
    }
    guard ids.count > 1, let first = ids.first else { return }
    await memory.catalogs[first.ecosystem]?.prefetch(projects: ids)
  }

  // MARK: - Judging

  /// What a bound on a holding means.
  enum Judgement: Hashable {
    case fits
    /// The holding's version is not a release of the project.
    case unjudgeable
    /// The user asked to relax bounds on it.
    case asked
    /// The holding lies above the bound.
    case relaxable
    /// The holding lies below the bound, or so far above it that what needs it is known to break.
    case tooOld
  }

  func judgement(
    of requirement: Requirement, on holding: Holding
  ) async throws(PlanningError) -> Judgement {
    if requirement.constraint.isEmpty { return .fits }
    guard let version = holding.version else { return .unjudgeable }
    if requirement.constraint.contains(version) { return .fits }
    if rules.options.relaxed.contains(holding.id) { return .asked }
    // R's versions are CRAN's own, of which an index has only the current one.
    let isDoubtful = holding.place == .nixpkgs && holding.id.ecosystem == .pypi
    if isDoubtful, try await !memory.isRelease(holding) { return .unjudgeable }
    return requirement.constraint.isExceeded(by: version)
      && !KnownBreaks.part(requirement, from: version)
      ? .relaxable : .tooOld
  }

  // MARK: - Holdings

  private func broughtAlong(
    by holding: Holding
  ) async throws(PlanningError) -> Expansion<PlanNode, PackageVersion, UnusableReason> {
    var dependencies: [Dependency<PlanNode, PackageVersion>] = []
    for other in try await memory.propagated(by: holding) {
      let versions: VersionSet<PackageVersion> =
        if rules.free.contains(other.id) {
          try await versions(replacing: other, for: holding)
        } else {
          holdings(of: other.id).count < 2 ? .full : .singleton(other.solverVersion)
        }
      dependencies.append(Dependency(.package(other.id), versions, isExact: true))
    }
    return .dependencies(dependencies)
  }

  /// The versions that may replace `other` under a holding, which was built with `other` as it is:
  /// those that its own release asks for, where nixpkgs keeps to that itself.
  private func versions(
    replacing other: Holding, for holding: Holding
  ) async throws(PlanningError) -> VersionSet<PackageVersion> {
    // R's bounds are lower ones, and what replaces is newer.
    guard holding.id.ecosystem == .pypi, !rules.options.relaxed.contains(other.id),
      let release = try await memory.release(of: holding),
      let metadata = try await memory.metadata(of: release)
    else { return .full }
    return needs(of: release, extra: nil, in: metadata).map(\.requirement).filter { requirement in
      requirement.id == other.id
        && other.version.map { requirement.constraint.contains($0) } ?? false
    }.reduce(.full) { $0.intersection($1.constraint.versionSet) }
  }

  /// The extra of a package that is there: what its release says it needs, without bounds.
  private func dependencies(
    ofExtra extra: String, of holding: Holding
  ) async throws(PlanningError) -> Expansion<PlanNode, PackageVersion, UnusableReason> {
    let needs = try await needs(ofExtra: extra, of: holding).needs
    var dependencies: [Dependency<PlanNode, PackageVersion>] = []
    for need in needs where need.requirement.id != holding.id || !need.requirement.extras.isEmpty {
      dependencies += try await self.dependencies(
        for: need.requirement.withoutBounds, of: holding.id)
    }
    return .dependencies(dependencies)
  }

  /// What a holding's release needs for one extra, and notes on that.
  func needs(
    ofExtra extra: String, of holding: Holding
  ) async throws(PlanningError) -> (needs: [Need], note: Note?) {
    let project: Project
    do {
      project = try await memory.project(holding.id)
    } catch .notFound {
      return ([], .extraUnknown(extra, of: holding.id, isOnNoIndex: true))
    }
    var note: Note?
    var index = project.index(of: holding.solverVersion)
    if index == nil, !project.versions.isEmpty {
      let next = holding.version.map { project.firstIndex(notBelow: $0) } ?? project.versions.count
      let nearest = max(next - 1, 0)
      index = nearest
      note = .extraOfRelease(
        extra, of: holding.id, release: project.versions[nearest], have: holding.versionText)
    }
    guard let index, let metadata = try await memory.metadata(of: project.release(at: index)),
      case .known = metadata.requirements
    else { return ([], .extraUnknown(extra, of: holding.id, isOnNoIndex: false)) }
    let needs = needs(of: project.release(at: index), extra: extra, in: metadata)
    if needs.isEmpty, !metadata.extras.contains(extra) {
      note = .noExtra(extra, of: holding.id, version: holding.versionText)
    }
    return (needs, note)
  }
}

extension Holding {
  /// Whether it is another version of the same package, by nixpkgs' custom of numbering attributes:
  /// `numpy_1` beside `numpy`, `protobuf4` beside `protobuf`.
  func isVariant(of usual: Holding) -> Bool {
    guard place == usual.place, version != nil, attribute.hasPrefix(usual.attribute) else {
      return false
    }
    let rest = attribute.utf8.dropFirst(usual.attribute.utf8.count)
    return !rest.isEmpty && rest.allSatisfy { $0 == UInt8(ascii: "_") || $0 &- 0x30 < 10 }
  }
}

extension Requirement {
  /// The same without bounds.
  var withoutBounds: Requirement {
    let constraint: VersionConstraint =
      switch self.constraint {
      case .python: .python(SpecifierSet())
      case .r: .r(RSpecifierSet())
      }
    return Requirement(id: id, writtenName: writtenName, extras: extras, constraint: constraint)
  }
}

extension Requirement {
  /// The same with its lower bounds alone, as far as it has any.
  var withoutUpperBounds: Requirement {
    guard case .python(let set) = constraint else { return withoutBounds }
    let lower = set.specifiers.compactMap { specifier -> Specifier? in
      switch specifier.comparison {
      case .atLeast, .above: return specifier
      case .equal, .compatible: return specifier.version.map { Specifier(.atLeast, $0) }
      case .notEqual, .atMost, .below, .arbitrary: return nil
      }
    }
    return Requirement(
      id: id, writtenName: writtenName, extras: extras, constraint: .python(SpecifierSet(lower)))
  }
}

extension VersionConstraint {
  /// Whether the version lies above every bound that it breaks.
  func isExceeded(by version: PackageVersion) -> Bool {
    switch (self, version) {
    case (.python(let set), .python(let version)):
      set.specifiers.allSatisfy { $0.contains(version) || $0.isExceeded(by: version) }
    case (.r(let set), .r(let version)):
      set.specifiers.allSatisfy { specifier in
        specifier.contains(version)
          || [.below, .atMost, .notEqual].contains(specifier.comparison)
          || (specifier.comparison == .equal && version > specifier.version)
      }
    default: false
    }
  }
}

extension Specifier {
  /// Whether the version lies above what the specifier, which it breaks, allows.
  fileprivate func isExceeded(by candidate: PythonVersion) -> Bool {
    switch comparison {
    case .below, .atMost, .notEqual: true
    case .above, .atLeast: false
    case .equal, .arbitrary, .compatible: version.map { candidate > $0 } ?? true
    }
  }
}
