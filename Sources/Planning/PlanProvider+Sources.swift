import Basics
import PackageMetadata

extension PlanProvider {
  /// What a release is built from, with what its file holds; chosen once under the same rules.
  func source(of release: Release) async -> Result<SourceChoice, PlanningError> {
    let key = sourceKey(release)
    do throws(PlanningError) {
      return .success(
        try await memory.sources.value(for: key) { [self] () async throws(PlanningError) in
          try await chooseSource(of: release, isPinned: key.isPinned)
        })
    } catch {
      return .failure(error)
    }
  }

  /// Begins to read the file that a release would be built from.
  ///
  /// The first release of a package that is tried is mostly the one that is taken, and a search waits for the
  /// network more than it computes. What fails here fails again where it is needed.
  func readAhead(_ release: Release) {
    guard release.id.ecosystem == .pypi, memory.beginsReadingAhead(of: release.id) else { return }
    let key = sourceKey(release)
    memory.sources.start(key) { [self] () async throws(PlanningError) in
      try await chooseSource(of: release, isPinned: key.isPinned)
    }
  }

  private func sourceKey(_ release: Release) -> PlanMemory.SourceKey {
    PlanMemory.SourceKey(
      release: ReleaseKey(release),
      isPinned: Self.exactVersion(of: rules.requests[release.id]) == release.version,
      systems: rules.systems, options: rules.options)
  }

  private func chooseSource(
    of release: Release, isPinned: Bool
  ) async throws(PlanningError) -> SourceChoice {
    var choice = try await SourceChoice.choose(release, isPinned: isPinned, provider: self)
    if choice.contents == nil, let artifact = choice.sources.first?.artifact,
      case .wheel = artifact.kind, let catalog = memory.catalogs[release.id.ecosystem]
    {
      // A wheel that cannot be read is found out where it is looked into.
      choice.contents = try? await catalog.build(of: artifact, in: release)
    }
    return choice
  }
}
