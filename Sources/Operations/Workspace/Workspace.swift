import Basics
import Nix
package import Nixpkgs
package import PackageMetadata
import PyPI
import Transfer

/// What every verb works with, made from the options: caches, indexes, the snapshot.
package struct Workspace: Sendable {
  package private(set) var options: WorkspaceOptions
  let environment: [String: String]
  let client: TransferClient
  let cacheDirectory: String?
  let progress: (@Sendable (WorkProgress) -> Void)?
  /// What was found before, for this workspace and those made of it.
  let locations = KnownLocations()

  /// A workspace that tells `progress` of each transfer.
  package init(
    _ options: WorkspaceOptions, files: RequestFiles = RequestFiles(),
    environment: [String: String] = NixTool.processEnvironment(),
    progress: (@Sendable (WorkProgress) -> Void)? = nil
  ) {
    var options = options
    var credentials = options.takeCredentials()
    credentials.merge(files.credentials)
    self.options = options
    self.environment = environment
    self.progress = progress
    self.cacheDirectory =
      options.cacheDirectory
      ?? CacheDirectory.path(environment: environment)
    var configuration = TransferConfiguration(cacheDirectory: cacheDirectory)
    configuration.credentials = credentials
    configuration.asksKeyring = options.asksKeyring
    configuration.offline = options.isOffline
    configuration.userAgent = "nixgraft/\(Version.current)"
    if let jobs = options.jobs { configuration.maximumConcurrent = jobs }
    if let folder = options.replayDirectory {
      configuration.replay = options.isRecording ? .record(folder) : .replay(folder)
    }
    if let progress {
      configuration.progress = { step in
        if let step = WorkProgress(step) { progress(step) }
      }
    }
    self.client = TransferClient(configuration: configuration)
  }

  /// The same workspace, with caches and connections, for another interpreter or nixpkgs.
  func with(_ options: WorkspaceOptions) -> Workspace {
    var result = self
    result.options = options
    return result
  }

  /// How the snapshot is read.
  ///
  /// - Throws: `Failure` if there is no directory for a cache.
  package func snapshotOptions(
    refresh: Bool = false
  ) throws(Failure) -> SnapshotOptions {
    let cache: String
    if let cacheDirectory {
      cache = cacheDirectory
    } else {
      cache = try OwnDirectory.homelessCache(environment: environment)
    }
    var result = SnapshotOptions(
      python: options.python, cacheDirectory: cache + "/nixpkgs", refresh: refresh, tool: tool,
      timeLimit: options.evaluationLimit)
    if let nixpkgs = options.nixpkgs { result.nixpkgs = nixpkgs }
    if let progress {
      result.onRow = { done, count in progress(.reading(done: done, count: count)) }
    }
    return result
  }

  /// The snapshot, with the packages of some ecosystems, and with those of others where the cache has
  /// them.
  package func snapshot(
    _ ecosystems: Set<Ecosystem>, ifCached others: Set<Ecosystem> = [], refresh: Bool = false
  ) async throws(Failure) -> Snapshot {
    var options = try snapshotOptions(refresh: refresh)
    options.location = try await location()
    progress?(.step("reading nixpkgs"))
    do {
      return try await configured(
        Snapshot.load(options, ecosystems: ecosystems, ifCached: others), options)
    } catch {
      throw Failure(error)
    }
  }

  /// A snapshot with what nixpkgs allows by the configuration of whoever runs this.
  func configured(
    _ snapshot: Snapshot, _ options: SnapshotOptions
  ) async throws(NixpkgsError) -> Snapshot {
    guard let configuration = nixpkgsConfiguration else { return snapshot }
    return try await snapshot.allowing(configuration: configuration, options: options)
  }

  /// The index of Python packages.
  func pypi(for snapshot: Snapshot, at indexURLs: [String] = []) -> PyPICatalog {
    var settings = PyPIOptions()
    let urls = indexURLs.isEmpty ? options.indexURLs : indexURLs
    if !urls.isEmpty { settings.indexURLs = urls }
    settings.target = snapshot.facts.python?.target
    settings.probe = probe(for: snapshot)
    return PyPICatalog(client: client, options: settings)
  }
}
