import Synchronization

/// The last lines of a stream.
final class LineBuffer: Sendable {
  private let lines = Mutex<[String]>([])
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  func append(_ line: String) {
    lines.withLock { lines in
      lines.append(line)
      if lines.count > 2 * limit { lines.removeFirst(limit) }
    }
  }

  var all: [String] { lines.withLock { Array($0.suffix(limit)) } }
}
