import PackageMetadata

extension PlanProvider {
  /// What a release is built from, with what its file holds; chosen once under the same rules.
  func source(of release: Release) async -> Result<SourceChoice, PlanningError> {
    await reading(of: release).value
  }

  /// Begins to read the file that a release would be built from.
  ///
  /// The first release of a package that is tried is mostly the one that is taken, and a search waits for the
  /// network more than it computes. What fails here fails again where it is needed.
  func readAhead(_ release: Release) {
    guard release.id.ecosystem == .pypi, memory.beginsReadingAhead(of: release.id) else { return }
    _ = reading(of: release)
  }

  private func reading(of release: Release) -> PlanMemory.SourceReading {
    let isPinned = Self.exactVersion(of: rules.requests[release.id]) == release.version
    let key = PlanMemory.SourceKey(
      release: ReleaseKey(release), isPinned: isPinned, systems: rules.systems,
      options: rules.options)
    return memory.source(key) { [self] () async throws(PlanningError) in
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
}
