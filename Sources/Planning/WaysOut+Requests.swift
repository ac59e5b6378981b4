import PackageMetadata
import Versions

/// The ways out that change what is asked for.
extension WaysOut {
  /// One request of several that contradict each other.
  func withOneOfSeveralRequests() async throws(PlanningError) -> [WayOut] {
    var result: [WayOut] = []
    for (index, request) in requests.enumerated() {
      let others = requests.enumerated().filter {
        $0.offset != index && $0.element.id == request.id
      }
      guard !others.isEmpty, result.count < Self.attempts else { continue }
      let left = requests.enumerated().filter { $0.offset == index || $0.element.id != request.id }
        .map(\.element)
      guard try await solve(left, options) != nil else { continue }
      result.append(.leaveOut(others.map(\.element), keeping: left))
    }
    return result
  }

  /// A release of each request that would fit if its age, or the request's own bounds, were not an
  /// matter.
  func withOtherReleases() async throws(PlanningError) -> [WayOut] {
    var result: [WayOut] = []
    let blocking = Self.blocking(in: proof, provider, for: .overriding)
    for (index, request) in requests.enumerated() {
      guard result.count < Self.attempts, request.url == nil,
        provider.holding(of: request.id) == nil || blocking.contains(request.id),
        !requests.enumerated().contains(where: { $0.offset != index && $0.element.id == request.id }
        )
      else { continue }
      if let way = try await otherRelease(of: request, at: index, isOfAnyAge: false) {
        result.append(way)
      } else if let way = try await otherRelease(of: request, at: index, isOfAnyAge: true) {
        result.append(way)
      }
    }
    return result
  }

  private func otherRelease(
    of request: Requirement, at index: Int, isOfAnyAge: Bool
  ) async throws(PlanningError) -> WayOut? {
    var relaxedOptions = options
    if isOfAnyAge {
      guard options.horizon != nil else { return nil }
      relaxedOptions.horizon = nil
    }
    var trials: [(candidate: Requirement, options: PlanningOptions)] = []
    if isOfAnyAge { trials.append((request, relaxedOptions)) }
    if !request.constraint.isEmpty {
      trials.append((request.withoutBounds, relaxedOptions))
      // Without bounds it may be there, and still not fit.
      if !search.memory.holdings(of: request.id).isEmpty {
        trials.append(
          (request.withoutBounds, Change.overriding.apply(to: [request.id], in: relaxedOptions)))
      }
    }
    for (candidate, trialOptions) in trials {
      var changed = requests
      changed[index] = candidate
      guard let solved = try await attempt(changed, trialOptions),
        let version = solved.solution[.package(request.id)]
      else { continue }
      let text =
        solved.provider.holding(of: request.id)?.versionText ?? version.description
      let date = try await date(of: request.id, version, solved.provider)
      let release = WayOut.Release(id: request.id, version: text, date: date)
      changed[index] = request.exactly(version)
      if try await solve(changed, options) != nil { return .release(release, requests: changed) }
      changed[index] = candidate
      if isOfAnyAge, try await solve(changed, relaxedOptions) != nil {
        return .anyAge(release, requests: candidate == request ? nil : changed)
      }
    }
    return nil
  }

  private func date(
    of id: PackageID, _ version: PackageVersion, _ provider: PlanProvider
  ) async throws(PlanningError) -> Timestamp? {
    guard provider.holding(of: id) == nil else { return nil }
    let table = try await provider.table(for: id)
    guard let index = table.project.index(of: version),
      case .usable(let time?) = table.verdict(at: index)
    else { return nil }
    return time
  }
}

extension Requirement {
  /// The same for just one version.
  func exactly(_ version: PackageVersion) -> Requirement {
    let constraint: VersionConstraint =
      switch version {
      case .python(let version): .python(SpecifierSet([Specifier(.equal, version)]))
      case .r(let version): .r(RSpecifierSet([RSpecifier(.equal, version)]))
      }
    return Requirement(id: id, writtenName: writtenName, extras: extras, constraint: constraint)
  }
}
