import Synchronization
import TestSupport
import Testing

@testable import Transfer

@Suite(.timeLimit(.minutes(10)))
struct FetchTests {
  private func fetch(
    _ server: LoopbackServer, _ path: String = "/", range: ByteRange? = nil,
    maximumBytes: Int = 1 << 20, attempts: Int = 3, journal: Journal? = nil
  ) async throws -> TransferResponse {
    try await TransferClient(configuration: .forTests(attempts: attempts, journal: journal)).fetch(
      TransferRequest(url: server.url(path), range: range, maximumBytes: maximumBytes))
  }

  @Test func givesStatusHeadersAndBody() async throws {
    let server = try LoopbackServer(
      .text("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
      .answer(200, ["ETag: \"a\"", "X-Two:  spaced \t"], text: "hello"))
    let response = try await fetch(server, "/a?b=c#fragment")
    #expect(response.status == 200)
    #expect(response.isSuccess)
    #expect(response.origin == .network)
    #expect(response.body == Array("hello".utf8))
    #expect(response.header("etag") == "\"a\"")
    #expect(response.header("x-TWO") == "spaced")
    #expect(response.header("link") == nil)
    #expect(server.requests.map(\.path) == ["/a?b=c"])
    #expect(server.requests.first?.headers["user-agent"] == "nixgraft")
  }

  @Test func asksForTheHeadOnly() async throws {
    let server = try LoopbackServer(
      .text("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"))
    let client = TransferClient(configuration: .forTests())
    let response = try await client.fetch(
      TransferRequest(url: server.url(), method: .head, maximumBytes: 10))
    #expect(response.header("content-length") == "99999999")
    #expect(server.requests.map(\.method) == ["HEAD"])
  }

  @Test(arguments: [404, 410])
  func absenceIsAnAnswer(status: Int) async throws {
    let server = try LoopbackServer(.answer(status, text: "no such thing"))
    let response = try await fetch(server)
    #expect(response.status == status)
    #expect(!response.isSuccess)
    #expect(response.body.isEmpty)
  }

  @Test(arguments: [400, 401, 403, 416, 418, 501])
  func lastingStatusIsAnErrorAtOnce(status: Int) async throws {
    let server = try LoopbackServer(.answer(status, text: "no"))
    let error = TransferError.status(url: server.url(), status: status, attempts: 1)
    await #expect(throws: error) { try await fetch(server) }
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [408, 429, 500, 502, 503, 504])
  func passingStatusIsTriedAgain(status: Int) async throws {
    let server = try LoopbackServer { _, number in
      [number < 3 ? .answer(status, text: "busy") : .answer(text: "at last")]
    }
    let journal = Journal()
    let response = try await fetch(server, journal: journal)
    #expect(response.body == Array("at last".utf8))
    let retries = journal.events.filter { if case .retrying = $0 { true } else { false } }
    #expect(
      retries == [
        .retrying(
          url: server.url(), reason: "status \(status)", attempt: 1, delay: .milliseconds(1)),
        .retrying(
          url: server.url(), reason: "status \(status)", attempt: 2, delay: .milliseconds(2)),
      ])
  }

  @Test func attemptsAreBounded() async throws {
    let server = try LoopbackServer(.answer(503, text: "busy"))
    let error = TransferError.status(url: server.url(), status: 503, attempts: 3)
    await #expect(throws: error) { try await fetch(server) }
    #expect(server.requests.count == 3)
  }

  @Test func waitsAsLongAsTheServerAsks() async throws {
    let server = try LoopbackServer { _, number in
      [number == 1 ? .answer(503, ["Retry-After: 1"], text: "") : .answer(text: "ok")]
    }
    let journal = Journal()
    _ = try await fetch(server, journal: journal)
    #expect(
      journal.events.contains(
        .retrying(url: server.url(), reason: "status 503", attempt: 1, delay: .seconds(1))))
  }

  @Test func doesNotWaitForHours() async throws {
    let server = try LoopbackServer(.answer(429, ["Retry-After: 7200"], text: ""))
    let error = TransferError.busy(url: server.url(), status: 429, retryAfter: 7200)
    await #expect(throws: error) { try await fetch(server) }
    #expect(server.requests.count == 1)
  }

  /// Ways for a connection to break.
  static let broken: [[LoopbackServer.Step]] = [
    [.close],
    [.text("HTTP/1.1 200 OK\r\nContent-"), .close],
    [.head(200, "Content-Length: 10"), .text("half"), .close],
    [.head(200, "Transfer-Encoding: chunked"), .text("4\r\nhalf\r\n"), .close],
    [.text("SSH-2.0-OpenSSH\r\n"), .close],
  ]

  @Test(arguments: broken.indices)
  func brokenConnectionIsTriedAgain(index: Int) async throws {
    let server = try LoopbackServer { _, number in
      number == 1 ? Self.broken[index] : [.answer(text: "whole")]
    }
    let response = try await fetch(server)
    #expect(response.body == Array("whole".utf8))
  }

  @Test func brokenConnectionIsAnErrorAtLast() async throws {
    let server = try LoopbackServer(.head(200, "Content-Length: 10"), .text("half"), .close)
    let error = await #expect(throws: TransferError.self) { try await fetch(server) }
    guard case .unreachable(server.url(), _, attempts: 3) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func deadServerIsUnreachable() async throws {
    let server = try DeadServer()
    defer { withExtendedLifetime(server) {} }
    let url = server.url()
    let client = TransferClient(configuration: .forTests(attempts: 2))
    let error = await #expect(throws: TransferError.self) {
      try await client.fetch(TransferRequest(url: url))
    }
    guard case .unreachable(url, _, attempts: 2) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("a host that no connection comes about with is tried by one request, and told of once")
  func deadHostIsAskedOnce() async throws {
    let server = try DeadServer()
    defer { withExtendedLifetime(server) {} }
    let url = server.url()
    let told = Mutex<[String]>([])
    var configuration = TransferConfiguration.forTests(attempts: 3)
    configuration.progress = { progress in
      switch progress {
      case .retrying(let url, _, _, _): told.withLock { $0.append("retrying \(url)") }
      case .dead(let origin, _): told.withLock { $0.append("dead \(origin)") }
      default: break
      }
    }
    let client = TransferClient(configuration: configuration)
    var reasons: Set<String> = []
    for path in ["a", "b", "c"] {
      let error = await #expect(throws: TransferError.self) {
        try await client.fetch(TransferRequest(url: "\(url)\(path)"))
      }
      guard case .unreachable("\(url)\(path)", let reason, attempts: 3) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      reasons.insert(reason)
      // Who asked now would fail for another reason.
      server.comeAlive()
    }
    #expect(reasons.count == 1, "\(reasons)")
    #expect(told.withLock { $0 } == ["dead \(url.dropLast())"])
    // What breaks after it was connected says nothing of the host.
    let broken = try LoopbackServer { _, number in
      number <= 3 ? [.close] : [.answer(text: "whole")]
    }
    await #expect(throws: TransferError.self) {
      try await client.fetch(TransferRequest(url: broken.url()))
    }
    #expect(try await client.fetch(TransferRequest(url: broken.url())).body == Array("whole".utf8))
  }

  @Test func readsNoMoreThanTheLengthSaid() async throws {
    let server = try LoopbackServer(.head(200, "Content-Length: 4"), .text("half too long"), .close)
    #expect(try await fetch(server).body == Array("half".utf8))
  }

  @Test func stalledServerTimesOut() async throws {
    let server = try LoopbackServer(.head(200, "Content-Length: 10"), .text("half"), .stall)
    var configuration = TransferConfiguration.forTests(attempts: 1)
    configuration.timeouts.stall = .seconds(1)
    let client = TransferClient(configuration: configuration)
    let error = await #expect(throws: TransferError.self) {
      try await client.fetch(TransferRequest(url: server.url()))
    }
    #expect(error?.description.contains("too slow") == true)
  }

  @Test func silentServerTimesOut() async throws {
    let server = try LoopbackServer(.stall)
    var configuration = TransferConfiguration.forTests(attempts: 2)
    configuration.timeouts.total = .milliseconds(100)
    let client = TransferClient(configuration: configuration)
    let error = await #expect(throws: TransferError.self) {
      try await client.fetch(TransferRequest(url: server.url()))
    }
    // The time is for all attempts, so that none is left for a second one.
    guard case .unreachable(server.url(), let reason, attempts: 1) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("timed out"))
  }

  @Test(arguments: [
    [LoopbackServer.Step.answer(text: "0123456789A")],
    [.head(200, "Transfer-Encoding: chunked"), .text("b\r\n0123456789A\r\n0\r\n\r\n")],
    [.head(200), .text("0123456789A"), .close],
  ])
  func longBodyIsRefused(steps: [LoopbackServer.Step]) async throws {
    let server = try LoopbackServer { _, _ in steps }
    #expect(try await fetch(server, maximumBytes: 11).body.count == 11)
    await #expect(throws: TransferError.tooLarge(url: server.url(), limit: 10)) {
      try await fetch(server, maximumBytes: 10)
    }
  }

  @Test func sendsFields() async throws {
    let server = try LoopbackServer(.answer(text: ""))
    let client = TransferClient(configuration: .forTests())
    let headers = [("Accept", "text/html"), ("X-Empty", "")]
    _ = try await client.fetch(TransferRequest(url: server.url(), headers: headers))
    #expect(server.requests.first?.headers["accept"] == "text/html")
    #expect(server.requests.first?.headers["x-empty"] == "")
  }

  @Test(arguments: [
    (ByteRange.bytes(from: 2, to: 4), "bytes=2-4"), (.suffix(3), "bytes=-3"),
  ])
  func asksForRanges(range: ByteRange, field: String) async throws {
    let server = try LoopbackServer(
      .answer(206, ["Content-Range: bytes 2-4/10"], text: "234"))
    let response = try await fetch(server, range: range)
    #expect(response.status == 206)
    #expect(response.body == Array("234".utf8))
    #expect(server.requests.first?.headers["range"] == field)
    #expect(server.requests.first?.headers["accept-encoding"] == nil)
  }

  /// "hello, hello, hello" as gzip writes it.
  static let compressed: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 203, 72, 205, 201, 201, 215, 81, 200, 64, 162, 0, 159, 161,
    202, 9, 19, 0, 0, 0,
  ]

  @Test func undoesEncodings() async throws {
    let server = try LoopbackServer(
      .answer(200, ["Content-Encoding: gzip"], body: Self.compressed))
    let page = try await fetch(server, "/page/")
    #expect(page.body == Array("hello, hello, hello".utf8))
    #expect(server.requests.first?.headers["accept-encoding"]?.contains("gzip") == true)
    // A server that calls an archive's own compression an encoding must not change its bytes.
    let archive = try await fetch(server, "/a.tar.gz?x")
    #expect(archive.body == Self.compressed)
  }

  @Test func limitCountsDecodedBytes() async throws {
    let server = try LoopbackServer(
      .answer(200, ["Content-Encoding: gzip"], body: Self.compressed), .close)
    await #expect(throws: TransferError.tooLarge(url: server.url(), limit: 18)) {
      try await fetch(server, maximumBytes: 18, attempts: 1)
    }
  }

  @Test func sendsCredentialsAndHidesThem() async throws {
    let server = try LoopbackServer(.answer(403, text: ""))
    let journal = Journal()
    let client = TransferClient(configuration: .forTests(journal: journal))
    let url = "http://user:secret@127.0.0.1:\(server.port)/x"
    let error = await #expect(throws: TransferError.self) {
      try await client.fetch(TransferRequest(url: url))
    }
    #expect(error == .status(url: server.url("/x"), status: 403, attempts: 1))
    #expect(server.requests.first?.headers["authorization"] == "Basic dXNlcjpzZWNyZXQ=")
    #expect(!journal.events.description.contains("secret"))
  }

  @Test func credentialsGoToTheirServerAloneAndComeBackFromNone() async throws {
    let server = try LoopbackServer(.answer(text: "page"))
    let other = try LoopbackServer(.answer(text: "page"))
    var configuration = TransferConfiguration.forTests()
    let url = configuration.credentials.take(
      from: "http://user:secret@127.0.0.1:\(server.port)/simple/")
    #expect(url == server.url("/simple/"))
    let client = TransferClient(configuration: configuration)
    // A link of the page, which has none of its own.
    let answer = try await client.fetch(TransferRequest(url: server.url("/files/x.whl")))
    #expect(answer.url == server.url("/files/x.whl"))
    #expect(server.requests.first?.headers["authorization"] == "Basic dXNlcjpzZWNyZXQ=")
    _ = try await client.fetch(TransferRequest(url: other.url("/files/x.whl")))
    #expect(other.requests.first?.headers["authorization"] == nil)
    let own = "http://me:mine@127.0.0.1:\(server.port)/x"
    #expect(try await client.fetch(TransferRequest(url: own)).url == server.url("/x"))
    #expect(server.requests.last?.headers["authorization"] == "Basic bWU6bWluZQ==")
  }

  @Test(arguments: [
    ("", "it is empty or holds a control character"),
    ("http://h/a\r\nHost: b", "it is empty or holds a control character"),
    ("idna", "it has no scheme"),
    ("ftp://h/a", "'ftp' is not http, https or file"),
  ])
  func refusesOddURLs(url: String, reason: String) async throws {
    let client = TransferClient(configuration: .forTests())
    await #expect(throws: TransferError.invalidRequest(url: url, reason: reason)) {
      try await client.fetch(TransferRequest(url: url))
    }
  }

  @Test func refusesOddFields() async throws {
    let client = TransferClient(configuration: .forTests())
    for header in [("A", "b\r\nC: d"), ("A B", "c"), ("", "c"), ("A:", "c")] {
      await #expect(throws: TransferError.self) {
        try await client.fetch(TransferRequest(url: "http://127.0.0.1:9/", headers: [header]))
      }
    }
  }

  @Test func followsRedirects() async throws {
    let server = try LoopbackServer { request, _ in
      switch request.path {
      case "/a": [.answer(301, ["Location: /b", "X-Old: 1"], text: "moved")]
      default: [.answer(text: "here")]
      }
    }
    let response = try await fetch(server, "/a")
    #expect(response.body == Array("here".utf8))
    #expect(response.url == server.url("/b"))
    #expect(response.header("x-old") == nil)
  }

  @Test func refusesRedirectsInCircles() async throws {
    let server = try LoopbackServer(.answer(302, ["Location: /"], text: ""))
    try await expectRefusedRedirect(by: server)
  }

  @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x"])
  func refusesRedirectsElsewhere(target: String) async throws {
    let server = try LoopbackServer(.answer(302, ["Location: \(target)"], text: ""))
    try await expectRefusedRedirect(by: server, target)
  }

  private func expectRefusedRedirect(
    by server: LoopbackServer, _ part: String = "", test: String = #function
  ) async throws {
    let error = await #expect(throws: TransferError.self) { try await fetch(server) }
    guard case .redirect(let url, let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(url == server.url())
    expectGolden(reason, part, test: test)
  }

  @Test func opensFewConnectionsToOneHost() async throws {
    let server = try LoopbackServer(.answer(text: "x"))
    let client = TransferClient(configuration: .forTests())
    let url = server.url()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<60 {
        group.addTask { try await client.fetch(TransferRequest(url: url)).status }
      }
      for try await status in group { #expect(status == 200) }
    }
    #expect(server.requests.count == 60)
    // curl 8.14 opens another while one is on its way back to its pool.
    #expect(server.mostConnections < 2 * client.configuration.maximumConnectionsPerHost)
  }
}
