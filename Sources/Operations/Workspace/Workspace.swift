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
    self.cacheDirectory =
      options.cacheDirectory
      ?? CacheDirectory.path(environment: environment)
    var configuration = TransferConfiguration(cacheDirectory: cacheDirectory)
    configuration.credentials = credentials
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
  /// - Throws: `Failure` where there is no folder for a cache.
  package func snapshotOptions(
    refresh: Bool = false
  ) throws(Failure) -> SnapshotOptions {
    let cache: String
    if let cacheDirectory {
      cache = cacheDirectory
    } else {
      cache = try OwnDirectory.homelessCache(environment: environment)
    }
    return SnapshotOptions(
      nixpkgs: options.nixpkgs, python: options.python, cacheDirectory: cache + "/nixpkgs",
      refresh: refresh, tool: tool,
      timeLimit: options.evaluationLimit)
  }

  /// The snapshot, with the packages of some ecosystems.
  package func snapshot(
    _ ecosystems: Set<Ecosystem>, refresh: Bool = false
  ) async throws(Failure) -> Snapshot {
    let options = try snapshotOptions(refresh: refresh)
    do {
      return try await Snapshot.load(options, ecosystems: ecosystems)
    } catch {
      throw Failure(error)
    }
  }

  /// The index of Python packages.
  func pypi(for snapshot: Snapshot, at indexURLs: [String] = []) -> PyPICatalog {
    var settings = PyPIOptions()
    let urls = indexURLs.isEmpty ? options.indexURLs : indexURLs
    if !urls.isEmpty { settings.indexURLs = urls }
    settings.target = snapshot.facts.python?.target
    return PyPICatalog(client: client, options: settings)
  }
}
