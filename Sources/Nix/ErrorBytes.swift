internal import Synchronization

/// What a program wrote to standard error, up to a limit.
final class ErrorBytes: Sendable {
  /// Bytes that are kept: a line a package, and Nix's own words.
  private static let limit = 64 << 20

  private let state = Mutex<[UInt8]>([])

  func append(_ line: [UInt8]) {
    state.withLock { bytes in
      guard bytes.count + line.count < Self.limit else { return }
      bytes += line
      bytes.append(0x0A)
    }
  }

  var bytes: [UInt8] { state.withLock { $0 } }
}
