import Basics
import Synchronization

/// The directory that holds all caches: marks it as one, hands out writers, and says once when it
/// cannot be written.
final class CacheRoot: Sendable {
  /// The directory's path.
  let path: String
  private let report: (@Sendable (TransferProgress) -> Void)?
  private let state = Mutex(State())

  private struct State {
    var isPrepared = false
    var isBroken = false
  }

  /// Uses the directory at `path`, which may not exist yet.
  init(path: String, report: (@Sendable (TransferProgress) -> Void)?) {
    self.path = path
    self.report = report
  }

  /// A writer of the file at `path`; nil when the cache cannot be written.
  func writer(path: String, key: CacheKey) -> CacheWriter? {
    guard prepare() else { return nil }
    do {
      let file = try AtomicFile(path: path, temporaryDirectory: temporaryDirectory)
      return CacheWriter(file: file, key: key, root: self)
    } catch {
      giveUp(error, at: path)
      return nil
    }
  }

  /// Reports that the cache cannot be written, the first time.
  func giveUp(_ failure: FileError, at path: String) {
    let isFirst = state.withLock { state in
      defer { state.isBroken = true }
      return !state.isBroken
    }
    if isFirst { report?(.cacheProblem(path: path, reason: failure.reason)) }
  }

  private var temporaryDirectory: String { path + "/temporary" }

  private func prepare() -> Bool {
    let (isReady, isBroken) = state.withLock { state in
      defer { state.isPrepared = true }
      return (state.isPrepared, state.isBroken)
    }
    guard !isBroken else { return false }
    guard !isReady else { return true }
    do {
      try Files.makeDirectories(path)
      try tag()
    } catch {
      giveUp(error, at: path)
      return false
    }
    removeLeftovers()
    return true
  }

  /// Writes the mark by which backup programs know a cache (Cache Directory Tagging Specification).
  private func tag() throws(FileError) {
    let tag = path + "/CACHEDIR.TAG"
    guard !Files.exists(tag) else { return }
    let text = """
      Signature: 8a477f597d28d172789f06886806bc55
      # This folder is a cache of nixgraft; it may be removed at any time.

      """
    try Files.replace(tag, with: Array(text.utf8))
  }

  /// Removes what killed processes left behind more than a day ago.
  private func removeLeftovers() {
    let now = Host.now
    for name in (try? Files.names(in: temporaryDirectory)) ?? [] {
      let path = temporaryDirectory + "/" + name
      guard let status = Files.status(of: path, followsLinks: false), status.isFile else {
        continue
      }
      if now - status.seconds > 86_400 { Files.remove(path) }
    }
  }
}
