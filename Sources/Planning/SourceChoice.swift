import PackageMetadata

/// Which files a package is built from, with what that takes.
struct SourceChoice: Sendable {
  let sources: [PlannedSource]
  /// The build of an sdist; `nil` for wheels.
  var build: BuildMetadata?
  /// What the files of it hold: the sdist, or the wheel that was looked into.
  var contents: BuildMetadata?
  /// Whether those are the contents of an sdist though a wheel is taken.
  var showsSource = false
  let notes: [Note]
  /// Wheels that could be taken instead of an sdist.
  var alternative: [PlannedSource] = []

  /// Hints that mean compiled code, which an sdist's metadata says too little about.
  private static let compiled = [
    "rust", "cmake", "meson", "fortran", "go", "cython", "c", "native",
  ]

  /// The wheels instead of the sdist, and why.
  func avoidingSdist(_ reason: Note.WheelReason) -> SourceChoice {
    SourceChoice(
      sources: alternative, build: nil, contents: contents, showsSource: true,
      notes: [.usesWheel(reason)])
  }

  /// Chooses for one release, whose yanked files are good where a request names this very version (`isPinned`).
  static func choose(
    _ release: Release, isPinned: Bool, provider: PlanProvider
  ) async throws(PlanningError) -> SourceChoice {
    let id = release.id
    let usability = provider.usability(for: id)
    let artifacts = usability.usableArtifacts(of: release, isPinned: isPinned)
    if id.ecosystem == .cran {
      return try sources(
        artifacts.prefix(1).map { PlannedSource(artifact: $0, systems: .all) }, of: release)
    }
    let wheels = usability.wheels(among: artifacts)
    let preference = provider.rules.options.preference
    guard let sdist = Artifact.sdist(among: artifacts), preference != .wheel || wheels.isEmpty,
      let catalog = provider.memory.catalogs[id.ecosystem]
    else { return try sources(wheels, of: release) }
    let isForSystems = wheels.allSatisfy { wheel in
      if case .wheel(let name) = wheel.artifact.kind { name.platformTag != "any" } else { false }
    }
    // Such a wheel is taken whatever the source says, and so is read at the same time.
    let certain = preference == .auto && isForSystems ? wheels.first?.artifact : nil
    async let ahead = contents(of: certain, in: release, catalog)
    let build: BuildMetadata
    do {
      build = try await catalog.build(of: sdist, in: release)
    } catch .malformed(_, _, let reason) where !wheels.isEmpty {
      return try sources(wheels, of: release, note: .sdistUnusable(reason: reason))
    } catch {
      switch error {
      case .malformed(let id, _, let reason):
        throw .noArtifact(id, .unreadable(reason: reason), waysOut: [])
      case .notFound(let id):
        throw .unavailable(id, reason: PlanWording.lost(sdist.fileName))
      case .unavailable(let id, let reason): throw .unavailable(id, reason: reason)
      }
    }
    let hint =
      compiled.first(where: build.hints.contains) ?? (isForSystems && !wheels.isEmpty ? "c" : nil)
    if preference == .auto, !wheels.isEmpty, let hint, !build.isPlainC {
      var choice = try sources(wheels, of: release, note: .usesWheel(.compiled(hint)))
      choice.contents = await ahead
      return choice
    }
    var notes = build.notes.map(Note.reading)
    if let hint {
      let reason: Note.SourceReason =
        preference == .sdist ? .asked(hint) : wheels.isEmpty ? .noWheel(hint) : .plainC
      notes.append(.buildsSource(reason))
    }
    return SourceChoice(
      sources: [PlannedSource(artifact: sdist, systems: .all)], build: build, contents: build,
      notes: notes, alternative: preference == .sdist ? [] : wheels)
  }

  /// What a file holds; nil where there is none or it cannot be read, which is found out later.
  private static func contents(
    of artifact: Artifact?, in release: Release, _ catalog: any Catalog
  ) async -> BuildMetadata? {
    guard let artifact else { return nil }
    return try? await catalog.build(of: artifact, in: release)
  }

  private static func sources(
    _ sources: [PlannedSource], of release: Release, note: Note? = nil
  ) throws(PlanningError) -> SourceChoice {
    guard !sources.isEmpty else {
      throw .noArtifact(release.id, .noFile(release.version), waysOut: [])
    }
    return SourceChoice(sources: sources, build: nil, notes: note.map { [$0] } ?? [])
  }
}
