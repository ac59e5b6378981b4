#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A port of this machine that refuses connections, and that no other server gets meanwhile.
final class DeadServer: Sendable {
  private let descriptor: Int32
  private let port: UInt16

  /// Its socket never listens.
  init() throws { (descriptor, port) = try LoopbackServer.boundSocket() }

  deinit { close(descriptor) }

  /// Has it take connections from now on, though it never answers.
  func comeAlive() { listen(descriptor, 8) }

  func url() -> String { "http://127.0.0.1:\(port)/" }
}
