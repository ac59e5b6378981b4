import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder that holds all caches: marks it as one, hands out writers, and says once when it
/// can't be written.
final class CacheRoot: Sendable {
  /// The folder's path.
  let path: String
  private let report: (@Sendable (TransferProgress) -> Void)?
  private let state = Mutex(State())

  private struct State {
    var isPrepared = false
    var isBroken = false
  }

  /// Takes the folder at `path`, which need not exist.
  init(path: String, report: (@Sendable (TransferProgress) -> Void)?) {
    self.path = path
    self.report = report
  }

  /// A writer of the file at `path`; nil when the cache can't be written.
  func writer(path: String, key: CacheKey) -> CacheWriter? {
    guard prepare() else { return nil }
    do {
      let file = try AtomicFile(path: path, temporaryFolder: temporaryFolder)
      return CacheWriter(file: file, key: key, root: self)
    } catch {
      giveUp(error, at: path)
      return nil
    }
  }

  /// Reports that the cache can't be written, the first time.
  func giveUp(_ failure: LocalFile.Failure, at path: String) {
    let isFirst = state.withLock { state in
      defer { state.isBroken = true }
      return !state.isBroken
    }
    if isFirst { report?(.cacheProblem(path: path, reason: failure.description)) }
  }

  private var temporaryFolder: String { path + "/temporary" }

  private func prepare() -> Bool {
    let (isReady, isBroken) = state.withLock { state in
      defer { state.isPrepared = true }
      return (state.isPrepared, state.isBroken)
    }
    guard !isBroken else { return false }
    guard !isReady else { return true }
    do {
      try LocalFile.createFolder(path)
      try tag()
    } catch {
      giveUp(error, at: path)
      return false
    }
    removeLeftovers()
    return true
  }

  /// Writes the mark by which backup programs know a cache (Cache Directory Tagging Specification).
  private func tag() throws(LocalFile.Failure) {
    let tag = path + "/CACHEDIR.TAG"
    guard access(tag, F_OK) != 0 else { return }
    let text = """
      Signature: 8a477f597d28d172789f06886806bc55
      # This folder is a cache of nixgraft; it may be removed at any time.

      """
    let file = try AtomicFile(path: tag, temporaryFolder: temporaryFolder)
    try file.append(Array(text.utf8))
    try file.commit()
  }

  /// Removes what killed processes left behind more than a day ago.
  private func removeLeftovers() {
    guard let names = try? LocalFile.names(inFolder: temporaryFolder) else { return }
    let now = time(nil)
    for name in names where !name.hasSuffix("/") {
      var status = stat()
      let path = temporaryFolder + "/" + name
      guard stat(path, &status) == 0 else { continue }
      if now - LocalFile.modificationTime(status).seconds > 86_400 { unlink(path) }
    }
  }
}
