import Basics
import Synchronization

@testable import Transfer

/// A directory for one test, removed with everything in it.
final class Scratch: Sendable {
  let path: String

  init() throws { path = try TemporaryDirectory(for: "transfer").path }

  deinit { Files.removeTree(path) }

  /// The path of a file in the directory, after writing `bytes` to it.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Files.replace(path + "/" + name, with: bytes)
    return path + "/" + name
  }

  /// The paths of all files below `folder`, sorted.
  func files(below folder: String) -> [String] {
    let names = (try? Files.names(in: folder)) ?? []
    return names.flatMap { name in
      let path = folder + "/" + name
      return Files.isDirectory(path) ? files(below: path) : [path]
    }
  }
}

/// What a client has told of its steps.
final class Journal: Sendable {
  private let list = Mutex<[TransferProgress]>([])

  var events: [TransferProgress] { list.withLock { $0 } }

  func add(_ event: TransferProgress) {
    list.withLock { $0.append(event) }
  }
}

/// Bytes, or anything else, gathered from another task.
final class Gathered<Element: Sendable>: Sendable {
  private let list = Mutex<[Element]>([])

  var elements: [Element] { list.withLock { $0 } }

  func add(_ elements: some Sequence<Element>) {
    let added = Array(elements)
    list.withLock { $0 += added }
  }
}

extension TransferConfiguration {
  /// A configuration whose waits are short.
  static func forTests(
    cache: String? = nil,
    offline: Bool = false,
    attempts: Int = 3,
    replay: Replay = .off,
    journal: Journal? = nil
  ) -> TransferConfiguration {
    var progress: (@Sendable (TransferProgress) -> Void)?
    if let journal { progress = { journal.add($0) } }
    return TransferConfiguration(
      cacheDirectory: cache, offline: offline,
      timeouts: Timeouts(connect: .seconds(10), stall: .seconds(20), total: .seconds(40)),
      retries: RetryPolicy(attempts: attempts, firstDelay: .milliseconds(1)),
      replay: replay, progress: progress)
  }
}
