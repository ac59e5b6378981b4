import Basics
package import PackageMetadata
package import Transfer
import Versions

/// The packages of CRAN and of repositories like it, as one `Catalog`.
///
/// A package's requirements are read from the index for a current version and from its tarball for
/// a superseded one; `sourcePackage(of:)` has what only the tarball tells.
package actor CRANCatalog: Catalog {
  package nonisolated let configuration: CRANConfiguration
  nonisolated let files: CRANFiles

  private var indexTasks: [CRANRepository: Task<Result<RepositoryIndex, CRANFailure>, Never>] = [:]
  private var sourceTasks: [Release: Task<Result<SourcePackage, CatalogError>, Never>] = [:]
  private var listingTasks: [String: Task<Result<[Candidate], CRANFailure>, Never>] = [:]

  /// Packages that are in no repository, by the addresses of their archives.
  private nonisolated let given: [String: SourcePackage]
  /// Why the superseded versions of a package are not known.
  private var unlisted: [String: CRANFailure] = [:]
  /// What the indexes have of packages that were asked for.
  private var known: [String: [Candidate]] = [:]

  /// Creates a catalog, which asks for nothing yet.
  ///
  /// - Parameters:
  ///   - configuration: What it answers for.
  ///   - client: What it asks with.
  ///   - ahead: What was begun to be read before the configuration was known.
  ///   - given: Packages that are in no repository and were read before, by the addresses of their
  ///     archives, which their releases have.
  package init(
    configuration: CRANConfiguration, client: TransferClient, ahead: CRANReadingAhead? = nil,
    given: [String: SourcePackage] = [:]
  ) {
    self.given = given
    self.configuration = configuration
    files = CRANFiles(client: client, maximumAge: configuration.maximumAge, ahead: ahead)
  }

  /// One version of a package in one repository.
  struct Candidate: Sendable {
    let version: RVersion
    let repository: CRANRepository
    let url: String
    /// What the index says; nil for a superseded version.
    let record: IndexRecord?
    /// When it was published, as far as that is known and was asked for.
    var date: Timestamp?
  }

  /// The package's versions: the current ones that R's version and the system allow; besides them
  /// the superseded ones if the configuration says always, if none of the current ones fits, or if
  /// the package was removed.
  package func project(_ id: PackageID) async throws(CatalogError) -> Project {
    try await project(id, withArchive: configuration.archives == .always)
  }

  /// All versions of the package that there ever were, current and superseded.
  package func archivedProject(_ id: PackageID) async throws(CatalogError) -> Project {
    try await project(id, withArchive: true)
  }

  private func project(
    _ id: PackageID, withArchive: Bool
  ) async throws(CatalogError) -> Project {
    guard id.ecosystem == .cran, RPackageName.isValid(id.name) else { throw .notFound(id) }
    if let limit = configuration.excludeNewer {
      return Self.project(id, try await datedCandidates(id, before: limit))
    }
    let current = try await currentCandidates(id)
    let fitting = current.filter { isFit($0) }
    var candidates = fitting
    if withArchive || fitting.isEmpty {
      do {
        candidates += current.filter { !isFit($0) && $0.record?.fits(nil) == true }
        candidates += try await archive(of: id)
      } catch {
        unlisted[id.name] = error
        // What answers any question with a page says nothing of whether there is such a package.
        if case .malformed = error, current.isEmpty { throw .notFound(id) }
        if candidates.isEmpty { throw error.catalogError(id, version: nil) }
      }
    }
    guard !candidates.isEmpty else {
      if current.isEmpty { throw .notFound(id) }
      // For Windows only: releases without a file that could be used.
      return Self.project(id, current, isUsable: false)
    }
    return Self.project(id, candidates)
  }

  /// A project of `candidates`, of which the first of several of one version counts.
  private static func project(
    _ id: PackageID, _ candidates: [Candidate], isUsable: Bool = true
  ) -> Project {
    var seen: Set<RVersion> = []
    let unique = candidates.filter { seen.insert($0.version).inserted }
      .sorted { $0.version < $1.version }
    return Project(
      id: id, displayName: id.name, versions: unique.map { .r($0.version) }, hasUploadTimes: false
    ) { index in
      let candidate = unique[index]
      let artifact = Artifact(
        fileName: "\(id.name)_\(candidate.version.text).tar.gz", url: candidate.url,
        kind: .rSource, uploadTime: candidate.date, metadataFile: .absent)
      return Release(
        id: id, version: .r(candidate.version), artifacts: isUsable ? [artifact] : [])
    }
  }

  /// The package of a release that is in no repository.
  private nonisolated func givenSource(of release: Release) -> SourcePackage? {
    release.artifacts.first.flatMap { given[$0.url] }
  }

  package func metadata(of release: Release) async throws(CatalogError) -> ReleaseMetadata {
    if let source = givenSource(of: release) { return source.metadata }
    if let candidate = try await currentCandidate(of: release), let record = candidate.record {
      return record.description.metadata(
        provenance: "PACKAGES of \(candidate.repository.url)")
    }
    return try await attempt(release) { files, url throws(CRANFailure) in
      let description = try await files.description(at: url, name: release.id.name)
      guard PackageVersion.r(description.version) == release.version else {
        throw .malformed(
          .otherPackage(
            expected: "\(release.id.name) \(release.version)",
            found: "\(description.name) \(description.version)"), url: url)
      }
      return description.metadata(provenance: "DESCRIPTION in \(url)")
    }
  }

  package func build(
    of artifact: Artifact, in release: Release
  ) async throws(CatalogError) -> BuildMetadata {
    try await sourcePackage(of: release).build
  }

  /// The release's tarball, downloaded and read once.
  package func sourcePackage(of release: Release) async throws(CatalogError) -> SourcePackage {
    try await sourceTask(release).value.get()
  }

  private func sourceTask(
    _ release: Release
  ) -> Task<Result<SourcePackage, CatalogError>, Never> {
    if let task = sourceTasks[release] { return task }
    // The planner's own work goes first: what it asks for next is read at the same time.
    let task = Task(executorPreference: TaskPool.current, priority: .utility) {
      () -> Result<SourcePackage, CatalogError> in
      do throws(CatalogError) {
        return .success(try await self.readSourcePackage(of: release))
      } catch {
        return .failure(error)
      }
    }
    sourceTasks[release] = task
    return task
  }

  private func readSourcePackage(
    of release: Release
  ) async throws(CatalogError) -> SourcePackage {
    if let source = givenSource(of: release) { return source }
    let current = try await currentCandidates(release.id)
    let candidate = current.first { $0.url == release.artifacts.first?.url }
    var source = try await attempt(release) { files, url throws(CRANFailure) in
      try await files.sourcePackage(
        at: url, name: release.id.name, version: release.version,
        expectedMD5: candidate?.record?.md5)
    }
    if let record = candidate?.record {
      let told = Set(record.description.requirements.map(\.id))
      let untold = source.description.requirements.map(\.id).filter { !told.contains($0) }
      if !untold.isEmpty {
        let names = untold.map { "'\($0.name)'" }.joined(separator: ", ")
        source.notes.append(
          "its DESCRIPTION requires \(names), which the index leaves out, and so does this plan:"
            + " try another mirror, or import it too and add it by hand")
      }
    }
    if current.isEmpty, configuration.excludeNewer == nil {
      source.notes.append(
        "it was removed from its repository, is only in the archive and no longer maintained")
    }
    return source
  }

  /// The addresses by which the world knows the release's tarball, the likeliest first.
  package nonisolated func publicURLs(of release: Release) -> [String] {
    guard let url = release.artifacts.first?.url else { return [] }
    let repository = configuration.allRepositories.first { url.hasPrefix($0.contrib + "/") }
    return repository?.publicURLs(name: release.id.name, version: "\(release.version)") ?? [url]
  }

  package func prefetch(projects: [PackageID]) async {
    for repository in configuration.repositories.filter({ !$0.isBioconductor }) {
      _ = indexTask(repository)
    }
    if configuration.archives == .always || configuration.excludeNewer != nil {
      for id in projects where id.ecosystem == .cran { _ = listingTask(id.name) }
    }
  }

  package func prefetch(metadataOf release: Release) async {
    // A current version's metadata is in the index, and whether others are wanted is unknown. What
    // fits is nearly always chosen, and then its tarball is wanted.
    guard configuration.readsAhead, givenSource(of: release) == nil,
      let candidate = (try? await currentCandidate(of: release)) ?? nil, isFit(candidate)
    else { return }
    _ = sourceTask(release)
  }

  package func nearNames(to id: PackageID) async -> [String] {
    var names: Set<String> = []
    for repository in configuration.allRepositories {
      if case .success(let index) = await indexTask(repository).value {
        names.formUnion(index.names)
      }
    }
    return RPackageName.near(id.name, in: names)
  }

  /// Sentences on packages whose superseded versions could not be listed, one a host, sorted.
  package var gaps: [String] {
    var groups: [String: [String]] = [:]
    for (name, failure) in unlisted { groups[failure.place, default: []].append(name) }
    return groups.sorted { $0.key < $1.key }.compactMap { _, names in
      guard let first = names.min(), let failure = unlisted[first] else { return nil }
      let whose = names.count == 1 ? "'\(first)'" : "'\(first)' and \(names.count - 1) more"
      return "cannot read the superseded versions of \(whose): \(failure)"
    }
  }

  /// The repositories that cannot be asked, and why.
  package func failures() async -> [(repository: CRANRepository, reason: String)] {
    var failures: [(repository: CRANRepository, reason: String)] = []
    for repository in configuration.allRepositories {
      if case .failure(let failure) = await indexTask(repository).value {
        failures.append((repository, failure.description))
      }
    }
    return failures
  }
}

extension CRANCatalog {
  /// Whether a current version works with R and with what is pinned.
  private nonisolated func isFit(_ candidate: Candidate) -> Bool {
    guard let record = candidate.record, record.fits(configuration.rVersion) else { return false }
    return record.description.requirements.allSatisfy(configuration.canMeet)
  }

  /// What the indexes have of a package: of the first group of repositories that has it, in their order.
  private func currentCandidates(_ id: PackageID) async throws(CatalogError) -> [Candidate] {
    if let known = known[id.name] { return known }
    var candidates: [Candidate] = []
    for group in configuration.groups(for: id.name) {
      candidates = try await currentCandidates(id, in: group)
      if !candidates.isEmpty { break }
    }
    known[id.name] = candidates
    return candidates
  }

  private func currentCandidates(
    _ id: PackageID, in repositories: [CRANRepository]
  ) async throws(CatalogError) -> [Candidate] {
    // What CRAN has is not in Bioconductor, whose servers then are not asked.
    let found = try await currentCandidates(id, inAll: repositories.filter { !$0.isBioconductor })
    guard found.isEmpty else { return found }
    return try await currentCandidates(id, inAll: repositories.filter(\.isBioconductor))
  }

  private func currentCandidates(
    _ id: PackageID, inAll repositories: [CRANRepository]
  ) async throws(CatalogError) -> [Candidate] {
    let tasks = repositories.map { ($0, indexTask($0)) }
    var candidates: [Candidate] = []
    var unanswered: CRANFailure?
    for (repository, task) in tasks {
      do {
        let records = try await task.value.get().records(named: id.name)
        candidates += records.map { record in
          Candidate(
            version: record.description.version, repository: repository,
            url: repository.url(of: record), record: record)
        }
      } catch let failure as CRANFailure {
        guard repository.isBioconductor else { throw failure.catalogError(id, version: nil) }
        unanswered = unanswered ?? failure
      } catch {
        throw .malformed(
          id, version: nil, reason: "in the index of '\(repository.url)' \(error)")
      }
    }
    if candidates.isEmpty, let unanswered { throw unanswered.catalogError(id, version: nil) }
    return candidates
  }

  /// All versions of a package that there ever were, with the days of their publication, as far as they
  /// count when what is newer than `limit` is left out.
  ///
  /// Bioconductor's have no day: what nixpkgs' release of it has is taken.
  private func datedCandidates(
    _ id: PackageID, before limit: Timestamp
  ) async throws(CatalogError) -> [Candidate] {
    let current = try await currentCandidates(id)
    let archived: [Candidate]
    do {
      archived = try await archive(of: id)
    } catch {
      unlisted[id.name] = error
      throw error.catalogError(id, version: nil)
    }
    // A current version is newer than all that it has overtaken.
    let isOvertaken = archived.contains { candidate in candidate.date.map { $0 >= limit } ?? false }
    let usable = current.filter { $0.record?.fits(nil) == true }
    var result: [Candidate] = []
    // Below the first that was there already, none needs to be asked.
    var reached: Timestamp?
    for var candidate in (usable + archived).sorted(by: { $0.version > $1.version }) {
      if !candidate.repository.isBioconductor, candidate.date == nil {
        if candidate.record != nil, isOvertaken {
          candidate.date = limit
        } else if let reached {
          candidate.date = reached
        } else {
          candidate.date = await published(candidate, id) ?? limit
        }
      }
      if let date = candidate.date, date < limit { reached = reached ?? date }
      result.append(candidate)
    }
    guard !result.isEmpty else { throw .notFound(id) }
    return result
  }

  /// The day that a version's DESCRIPTION tells.
  private func published(_ candidate: Candidate, _ id: PackageID) async -> Timestamp? {
    (try? await files.description(at: candidate.url, name: id.name))?.published
  }

  /// What an index says of a release; nil for a superseded one.
  private func currentCandidate(of release: Release) async throws(CatalogError) -> Candidate? {
    let url = release.artifacts.first?.url
    return try await currentCandidates(release.id).first { $0.url == url }
  }

  /// The superseded versions of a package.
  private func archive(of id: PackageID) async throws(CRANFailure) -> [Candidate] {
    try await listingTask(id.name).value.get()
  }

  private func indexTask(
    _ repository: CRANRepository
  ) -> Task<Result<RepositoryIndex, CRANFailure>, Never> {
    if let task = indexTasks[repository] { return task }
    let files = files
    let task = Task(executorPreference: TaskPool.current) {
      () -> Result<RepositoryIndex, CRANFailure> in
      do throws(CRANFailure) {
        return .success(try await files.index(of: repository))
      } catch {
        return .failure(error)
      }
    }
    indexTasks[repository] = task
    return task
  }

  private func listingTask(_ name: String) -> Task<Result<[Candidate], CRANFailure>, Never> {
    if let task = listingTasks[name] { return task }
    let files = files
    let task = Task(executorPreference: TaskPool.current) {
      () -> Result<[Candidate], CRANFailure> in
      var unanswered: CRANFailure?
      for group in await self.archives(of: name) {
        var candidates: [Candidate] = []
        for repository in group {
          do throws(CRANFailure) {
            candidates += try await files.archive(of: name, in: repository)
          } catch {
            unanswered = unanswered ?? error
          }
        }
        // What one archive has does not hang on another's answer.
        if !candidates.isEmpty { return .success(candidates) }
      }
      return unanswered.map { .failure($0) } ?? .success([])
    }
    listingTasks[name] = task
    return task
  }

  /// The repositories whose archives may have a package's superseded versions, group by group: those
  /// like the one that has its current version; for a package that was removed all, Bioconductor's last.
  private func archives(of name: String) async -> [[CRANRepository]] {
    let groups = configuration.groups(for: name)
    // R-universe keeps none.
    func kept(_ repositories: [CRANRepository], bioconductor: Bool) -> [CRANRepository] {
      repositories.filter { $0.kind != .universe && $0.isBioconductor == bioconductor }
    }
    if let home = (try? await currentCandidates(.cran(name)))?.first?.repository,
      let group = groups.first(where: { $0.contains(home) })
    {
      return [kept(group, bioconductor: home.isBioconductor)]
    }
    return groups.map { kept($0, bioconductor: false) }
      + groups.map { kept($0, bioconductor: true) }
  }

  /// Tries each address of a release until there is a file: a version moves to the archive on the
  /// day it is superseded.
  private func attempt<Value: Sendable>(
    _ release: Release,
    _ body: @Sendable (CRANFiles, String) async throws(CRANFailure) -> Value
  ) async throws(CatalogError) -> Value {
    guard let url = release.artifacts.first?.url else { throw .notFound(release.id) }
    do throws(CRANFailure) {
      return try await body(files, url)
    } catch .absent(let absent) {
      guard let other = archivedURL(of: release), other != url else {
        throw CRANFailure.absent(url: absent).catalogError(release.id, version: release.version)
      }
      do throws(CRANFailure) {
        return try await body(files, other)
      } catch .absent {
        // The first is the address that the index gives.
        throw CRANFailure.absent(url: absent).catalogError(release.id, version: release.version)
      } catch {
        throw error.catalogError(release.id, version: release.version)
      }
    } catch {
      throw error.catalogError(release.id, version: release.version)
    }
  }

  private nonisolated func archivedURL(of release: Release) -> String? {
    guard let url = release.artifacts.first?.url else { return nil }
    return configuration.allRepositories.first { url.hasPrefix($0.contrib + "/") }.map {
      repository in
      let name = release.id.name
      return "\(repository.contrib)/Archive/\(name)/\(name)_\(release.version).tar.gz"
    }
  }
}
