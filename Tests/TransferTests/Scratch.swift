import Synchronization

@testable import Transfer

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder for one test, removed with everything in it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/nixgraft-transfer-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw LocalFile.Failure.last }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    Self.remove(path)
  }

  /// The path of a file in the folder, after writing `bytes` to it.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = try AtomicFile(path: path + "/" + name, temporaryFolder: path)
    try file.append(bytes)
    try file.commit()
    return path + "/" + name
  }

  /// The paths of all files below `folder`, sorted.
  func files(below folder: String) -> [String] {
    let names = (try? LocalFile.names(inFolder: folder)) ?? []
    return names.flatMap { name in
      name.hasSuffix("/")
        ? files(below: folder + "/" + name.dropLast()) : [folder + "/" + name]
    }
  }

  private static func remove(_ path: String) {
    for name in (try? LocalFile.names(inFolder: path)) ?? [] {
      if name.hasSuffix("/") {
        remove(path + "/" + name.dropLast())
      } else {
        unlink(path + "/" + name)
      }
    }
    rmdir(path)
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

/// A small generator whose numbers are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
