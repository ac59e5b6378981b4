import Basics
import ContentHash
package import PackageMetadata
package import PythonSource
package import Transfer

/// The Python Package Index, or indexes like it, as a catalog.
///
/// Each question is asked once, however often it is put and by how many tasks.
package final class PyPICatalog: Catalog {
  private struct ReleaseKey: Hashable {
    let id: PackageID
    let version: PackageVersion
    /// Commits may be of one version.
    let commit: String?

    init(_ release: Release) {
      id = release.id
      version = release.version
      commit = release.artifacts.first?.checkout?.commit
    }
  }

  private struct WheelKey: Hashable {
    let url: String
    let readsCode: Bool
  }

  private struct SdistKey: Hashable {
    let url: String
    let need: SdistReader.Need
  }

  let client: TransferClient
  let indexes: [SimpleIndex]
  let probe: MetadataProbe?
  private let choice: WheelChoice
  private let wheels: WheelReader
  private let sdists: SdistReader
  private typealias Answers<Key: Hashable & Sendable, Value: Sendable> =
    Flights<Key, Value, CatalogError>
  private let tables = Answers<PackageID, ProjectTable>(retrying: \.mayPass)
  private let descriptions = Answers<ReleaseKey, ReleaseMetadata>(retrying: \.mayPass)
  private let wheelRecords = Answers<WheelKey, WheelRecord>(retrying: \.mayPass)
  private let sdistRecords = Answers<SdistKey, SdistRecord>(retrying: \.mayPass)

  /// Creates a catalog; this asks nothing yet.
  package init(client: TransferClient, options: PyPIOptions = PyPIOptions()) {
    self.client = client
    indexes = options.indexURLs.map {
      SimpleIndex(url: $0, client: client, maximumAge: options.maximumAge)
    }
    probe = options.probe
    choice = WheelChoice(target: options.target)
    wheels = WheelReader(client: client)
    sdists = SdistReader(client: client, minor: options.target?.minor ?? 13)
  }

  package func project(_ id: PackageID) async throws(CatalogError) -> Project {
    let table = try await table(of: id)
    let versions = table.versions
    return Project(
      id: id, displayName: table.displayName, versions: versions,
      hasUploadTimes: table.hasUploadTimes
    ) { index in
      Release(id: id, version: versions[index], artifacts: table.artifacts(at: index))
    }
  }

  package func metadata(of release: Release) async throws(CatalogError) -> ReleaseMetadata {
    let key = ReleaseKey(release)
    return try await descriptions.value(for: key) { [self] () async throws(CatalogError) in
      try await description(of: release)
    }
  }

  package func build(
    of artifact: Artifact, in release: Release
  ) async throws(CatalogError) -> BuildMetadata {
    if case .wheel = artifact.kind {
      let record = try await wheelRecord(of: artifact, in: release, readsCode: true)
      var result = BuildMetadata(
        hints: (record.isNative ? ["native"] : []) + (record.hasLibraries ? ["libraries"] : [])
          + (record.changesPath ? ["path"] : [])
          + record.neededLibraries.map { "needs:\($0)" },
        importNames: record.importNames)
      result.imports = record.imports ?? ImportGraph()
      result.imports.settleNamespaces(&result.importNames)
      result.programs = record.programs
      return result
    }
    // A wheel shows what can be imported; a source archive lets one guess.
    let wheel = choice.best(of: release.artifacts)
    async let names: [String]? = importNames(of: wheel, in: release)
    let record = try await sdistRecord(of: artifact, in: release, need: .everything)
    var result = record.build(fileName: artifact.fileName)
    result.importNames = Self.importNames(shownBy: await names, guessed: result.importNames)
    result.imports.settleNamespaces(&result.importNames)
    return result
  }

  package func absent(
    _ names: [ImportWalk.TakenName], from id: PackageID, _ version: PackageVersion
  ) async throws(CatalogError) -> [ImportWalk.TakenName] {
    // What was found out before needs no page of the index, either.
    let key =
      (indexes.map(\.url) + ["\(id.name) \(version)"] + names.map { "\($0.module):\($0.name)" })
      .joined(separator: " ")
    if let known = wheels.knownAbsent(of: names, key: key) { return known }
    let table = try await table(of: id)
    guard let index = table.versions.firstIndex(of: version) else { return [] }
    let release = Release(id: id, version: version, artifacts: table.artifacts(at: index))
    if let wheel = choice.best(of: release.artifacts) {
      return try await wheels.absent(names, from: wheel, of: release, key: key)
    }
    guard let sdist = Artifact.sdist(among: release.artifacts) else { return [] }
    let absent = try await sdists.absent(names, from: sdist, of: release)
    wheels.keep(absent: absent, key: key)
    return absent
  }

  package func files(of release: Release) async throws(CatalogError) -> [String: UInt32] {
    guard let wheel = choice.best(of: release.artifacts) else { return [:] }
    return try await wheels.files(of: wheel, in: release)
  }

  package func prefetch(projects: [PackageID]) async {
    for id in projects {
      tables.start(id) { [self] () async throws(CatalogError) in try await ask(id) }
    }
  }

  package func prefetch(metadataOf release: Release) async {
    let key = ReleaseKey(release)
    descriptions.start(key) { [self] () async throws(CatalogError) in
      try await description(of: release)
    }
  }

  package func nearNames(to id: PackageID) async -> [String] {
    guard let index = indexes.first else { return [] }
    let guesses = ProjectGuesses.guesses(for: id.name)
    let found = await inParallel(guesses.unsure) { guess in await index.has(guess) ? guess : nil }
    let names = guesses.known + found.compactMap { $0 }
    return ProjectGuesses.ordered(names, by: id.name)
  }

  // MARK: - Asking

  private func table(of id: PackageID) async throws(CatalogError) -> ProjectTable {
    try await tables.value(for: id) { [self] () async throws(CatalogError) in try await ask(id) }
  }

  private func ask(_ id: PackageID) async throws(CatalogError) -> ProjectTable {
    guard id.ecosystem == .pypi, PythonName.isValid(id.name) else { throw .notFound(id) }
    // Only the first index that has the project counts, so they are asked one after the other.
    for index in indexes {
      if let table = try await index.table(of: id) { return table }
    }
    throw .notFound(id)
  }

  private func description(of release: Release) async throws(CatalogError) -> ReleaseMetadata {
    if let wheel = choice.best(of: release.artifacts) {
      let sha256 = await metadataSHA256(of: wheel, in: release)
      let apart = try await wheels.metadataApart(of: wheel, in: release, sha256: sha256)
      let headers: [UInt8]
      if let apart {
        headers = apart
      } else {
        headers = try await wheelRecord(of: wheel, in: release).metadata
      }
      let provenance = "METADATA of \(wheel.fileName)"
      return try checked(release) { () throws(PackageMetadataError) in
        try CoreMetadata(parsing: headers, provenance: provenance)
          .releaseMetadata(provenance: provenance)
      }
    }
    guard let sdist = Artifact.sdist(among: release.artifacts) else {
      let version = release.version.description
      return ReleaseMetadata(
        requirements: .unknown(reason: "the index has neither a wheel nor a source archive of it"),
        provenance: "\(release.id.name) \(version)")
    }
    let record = try await sdistRecord(of: sdist, in: release, need: .requirements)
    let known = try checked(release) { () throws(PackageMetadataError) in
      try record.metadata(fileName: sdist.fileName)
    }
    return try await probed(known, sdist, record, of: release)
  }

  func checked<Value>(
    _ release: Release, _ body: () throws(PackageMetadataError) -> Value
  ) throws(CatalogError) -> Value {
    do throws(PackageMetadataError) {
      return try body()
    } catch {
      throw .malformed(release.id, version: release.version, reason: error.description)
    }
  }

  /// The hash that the index gives of a wheel's metadata file.
  private func metadataSHA256(of wheel: Artifact, in release: Release) async -> ContentHash? {
    guard wheel.metadataFile == .announced, let table = await tables.known(release.id),
      let index = table.versions.firstIndex(of: release.version)
    else { return nil }
    return table.metadataSHA256(of: wheel.fileName, at: index)
  }

  // MARK: - Files

  /// The SHA-256 of the file at a URL, whether or not that is on an index.
  func hash(
    of url: String, id: PackageID, version: PackageVersion
  ) async throws(CatalogError) -> ContentHash {
    do throws(TransferError) {
      let answer = try await client.derive(
        TransferRequest(
          url: url, caching: .revalidate(maximumAge: 600), maximumBytes: 4 << 30,
          decodesBody: false),
        bucket: "pypi-direct", version: 1
      ) { _ in HashReader() }
      guard answer.response.isSuccess, let hash = try? ContentHash(sha256: answer.form) else {
        throw TransferError.status(url: url, status: answer.response.status, attempts: 1)
      }
      return hash
    } catch {
      throw CatalogError(error, id: id, version: version)
    }
  }

  /// Whether a wheel's names are those of the source but for capitals: it was built where file names have
  /// none, and the source tells what a build on Linux installs.
  static func areSpelledAlike(_ wheel: [String], _ source: [String]) -> Bool {
    wheel != source && wheel.map { $0.lowercased() } == source.map { $0.lowercased() }
  }

  /// What can be imported, by what a wheel shows, be it nothing, as of one of stubs alone, and by what is guessed
  /// from the source.
  static func importNames(shownBy wheel: [String]?, guessed: [String]) -> [String] {
    guard let wheel, !areSpelledAlike(wheel, guessed) else { return guessed }
    return wheel
  }

  private func importNames(of wheel: Artifact?, in release: Release) async -> [String]? {
    guard let wheel else { return nil }
    return (try? await wheelRecord(of: wheel, in: release))?.importNames
  }

  private func wheelRecord(
    of wheel: Artifact, in release: Release, readsCode: Bool = false
  ) async throws(CatalogError) -> WheelRecord {
    let other = WheelKey(url: wheel.url, readsCode: !readsCode)
    if let record = await wheelRecords.known(other), !readsCode || record.imports != nil {
      return record
    }
    let key = WheelKey(url: wheel.url, readsCode: readsCode)
    return try await wheelRecords.value(for: key) { [wheels] () async throws(CatalogError) in
      try await wheels.record(of: wheel, in: release, readsCode: readsCode)
    }
  }

  private func sdistRecord(
    of sdist: Artifact, in release: Release, need: SdistReader.Need
  ) async throws(CatalogError) -> SdistRecord {
    let other = SdistKey(url: sdist.url, need: need == .everything ? .requirements : .everything)
    if let record = await sdistRecords.known(other), record.isComplete || need == .requirements {
      return record
    }
    let key = SdistKey(url: sdist.url, need: need)
    return try await sdistRecords.value(for: key) { [sdists] () async throws(CatalogError) in
      try await sdists.record(of: sdist, in: release, need: need)
    }
  }
}
