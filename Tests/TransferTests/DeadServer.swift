#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A port of this machine that refuses connections, and that no other server gets meanwhile.
final class DeadServer: Sendable {
  private let descriptor: Int32
  private let port: UInt16

  init() throws {
    let descriptor = LoopbackServer.streamSocket()
    self.descriptor = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        // It is bound and never listens.
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw LoopbackServer.Failure.noSocket }
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }

  func url() -> String { "http://127.0.0.1:\(port)/" }
}
