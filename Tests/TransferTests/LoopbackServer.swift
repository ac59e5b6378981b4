import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An HTTP/1.1 server on 127.0.0.1 that does what a test tells it, right or wrong.
final class LoopbackServer: Sendable {
  /// What was asked of the server.
  struct Request: Sendable {
    var method = ""
    var path = ""
    var headers: [String: String] = [:]
  }

  /// One thing the server does to answer.
  enum Step: Sendable {
    /// Sends these bytes.
    case send([UInt8])
    /// Does nothing more until the client goes away.
    case stall
    /// Ends the connection.
    case close
  }

  typealias Handler = @Sendable (_ request: Request, _ number: Int) -> [Step]

  private struct State {
    var requests: [Request] = []
    var open = 0
    var mostOpen = 0
  }

  let port: UInt16
  private let listener: Int32
  private let handler: Handler
  private let state = Mutex(State())

  /// Starts a server whose `handler` is told each request and its number, counted from 1.
  init(handler: @escaping Handler) throws {
    let (descriptor, port) = try Self.boundSocket()
    listener = descriptor
    self.port = port
    guard listen(listener, 128) == 0 else {
      close(listener)
      throw Failure.noSocket
    }
    self.handler = handler
    Self.detach { [weak self] in
      // Closed here alone: elsewhere its number could be another server's before the next accept.
      defer { close(descriptor) }
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return }
        Self.detach { [weak self] in
          self?.serve(connection)
          close(connection)
        }
      }
    }
  }

  /// Starts a server that answers every request with the same steps.
  convenience init(_ steps: Step...) throws {
    try self.init { _, _ in steps }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  enum Failure: Error { case noSocket }

  /// The URL of `path` here.
  func url(_ path: String = "/") -> String {
    "http://127.0.0.1:\(port)\(path)"
  }

  /// What was asked so far.
  var requests: [Request] { state.withLock { $0.requests } }

  /// How many connections were open at once at most.
  var mostConnections: Int { state.withLock { $0.mostOpen } }

  private func serve(_ connection: Int32) {
    state.withLock { state in
      state.open += 1
      state.mostOpen = max(state.mostOpen, state.open)
    }
    defer { state.withLock { $0.open -= 1 } }
    var input: [UInt8] = []
    while let request = Self.readRequest(connection, &input) {
      let number = state.withLock { state in
        state.requests.append(request)
        return state.requests.count
      }
      for step in handler(request, number) {
        switch step {
        case .send(let bytes):
          guard Self.send(bytes, to: connection) else { return }
        case .stall:
          var byte: UInt8 = 0
          while recv(connection, &byte, 1, 0) > 0 {}
          return
        case .close:
          return
        }
      }
    }
  }

  private static func readRequest(_ connection: Int32, _ input: inout [UInt8]) -> Request? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      if let end = headEnd(input) {
        let lines = String(decoding: input[..<end], as: UTF8.self).split(separator: "\r\n")
        input.removeFirst(end + 4)
        var request = Request()
        let words = lines.first?.split(separator: " ").map(String.init) ?? []
        guard words.count == 3 else { return nil }
        request.method = words[0]
        request.path = words[1]
        for line in lines.dropFirst() {
          guard let colon = line.firstIndex(of: ":") else { continue }
          let value = line[line.index(after: colon)...].drop { $0 == " " }
          request.headers[line[..<colon].lowercased()] = String(value)
        }
        return request
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      input += buffer[..<count]
    }
  }

  private static func headEnd(_ input: [UInt8]) -> Int? {
    guard input.count >= 4 else { return nil }
    return (0...(input.count - 4)).first { Array(input[$0..<($0 + 4)]) == [13, 10, 13, 10] }
  }

  private static func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let count = bytes[offset...].withUnsafeBytes { rest in
        #if canImport(Glibc)
          Glibc.send(connection, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        #else
          Darwin.send(connection, rest.baseAddress, rest.count, 0)
        #endif
      }
      guard count > 0 else { return false }
      offset += count
    }
    return true
  }

  /// A socket on a port of 127.0.0.1 that nobody else has.
  static func boundSocket() throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = streamSocket()
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else {
      close(descriptor)
      throw Failure.noSocket
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  private static func streamSocket() -> Int32 {
    #if canImport(Glibc)
      socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket(AF_INET, SOCK_STREAM, 0)
    #endif
  }

  private static func detach(_ work: @escaping @Sendable () -> Void) {
    final class Box {
      let work: @Sendable () -> Void
      init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let context = Unmanaged.passRetained(Box(work)).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        #if canImport(Glibc)
          guard let context else { return nil }
        #endif
        Unmanaged<Box>.fromOpaque(context).takeRetainedValue().work()
        return nil
      }, context)
    #if canImport(Glibc)
      pthread_detach(thread)
    #else
      if let thread { pthread_detach(thread) }
    #endif
  }
}

extension LoopbackServer.Step {
  /// A whole answer with its right length.
  static func answer(
    _ status: Int = 200, _ headers: [String] = [], body: [UInt8] = []
  ) -> Self {
    let head = headers + ["Content-Length: \(body.count)"]
    return .send(bytes("HTTP/1.1 \(status) Said", head) + body)
  }

  /// A whole answer with its right length.
  static func answer(_ status: Int = 200, _ headers: [String] = [], text: String) -> Self {
    answer(status, headers, body: Array(text.utf8))
  }

  /// A head alone, right or wrong.
  static func head(_ status: Int, _ headers: String...) -> Self {
    .send(bytes("HTTP/1.1 \(status) Said", headers))
  }

  /// Text as it is.
  static func text(_ text: String) -> Self {
    .send(Array(text.utf8))
  }

  private static func bytes(_ status: String, _ headers: [String]) -> [UInt8] {
    Array(([status] + headers).map { $0 + "\r\n" }.joined().utf8) + [13, 10]
  }
}
