import TestSupport
import Testing

@testable import Transfer

@Suite(.timeLimit(.minutes(10)))
struct StreamTests {
  private struct Refusal: Error, CustomStringConvertible {
    var description: String { "not this" }
  }

  /// Bytes that differ from place to place: a block of a prime length again and again.
  private static func body(_ count: Int) -> [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(count)
    while body.count < count { body.append(contentsOf: block.prefix(count - body.count)) }
    return body
  }

  private static let block = (0..<65_521).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8) }

  /// Whether the pieces make up the body; unlike `==`, quick in a debug build.
  private static func isSame(_ pieces: [[UInt8]], _ body: [UInt8]) -> Bool {
    var joined: [UInt8] = []
    for piece in pieces { joined.append(contentsOf: piece) }
    return joined.count == body.count && memcmp(joined, body, body.count) == 0
  }

  @Test func passesTheBodyOnInOrder() async throws {
    let body = Self.body(1 << 20)
    let server = try LoopbackServer(.answer(200, ["Content-Type: text/html"], body: body))
    let client = TransferClient(configuration: .forTests())
    let seen = Gathered<[UInt8]>()
    let types = Gathered<String?>()
    let response = try await client.stream(TransferRequest(url: server.url())) { head in
      #expect(seen.elements.isEmpty)
      types.add([head.header("content-type")])
    } receive: { bytes in
      seen.add([Array(bytes)])
      return .more
    }
    #expect(Self.isSame(seen.elements, body))
    #expect(types.elements == ["text/html"])
    #expect(response.body.isEmpty)
    #expect(response.isComplete)
  }

  @Test func announcesAnEmptyBody() async throws {
    let server = try LoopbackServer(.answer(text: ""))
    let client = TransferClient(configuration: .forTests())
    let begun = Gathered<Int>()
    _ = try await client.stream(TransferRequest(url: server.url())) {
      begun.add([$0.status])
    } receive: { _ in
      .more
    }
    #expect(begun.elements == [200])
  }

  @Test func keepsTheBodyOfAnAbsenceBack() async throws {
    let server = try LoopbackServer(.answer(404, text: "sorry"))
    let client = TransferClient(configuration: .forTests())
    let response = try await client.stream(TransferRequest(url: server.url())) { _ in
      Issue.record("begun")
    } receive: { _ in
      Issue.record("received")
      return .more
    }
    #expect(response.status == 404)
  }

  @Test func stopsEarly() async throws {
    let scratch = try Scratch()
    let server = try LoopbackServer(
      .head(200, "Content-Length: 1000000"), .send(Self.body(1000)), .stall)
    let client = TransferClient(configuration: .forTests(cache: scratch.path))
    let response = try await client.stream(
      TransferRequest(url: server.url(), caching: .immutable)
    ) { _ in .enough }
    #expect(response.status == 200)
    #expect(!response.isComplete)
    #expect(scratch.files(below: scratch.path).map { $0.hasSuffix("CACHEDIR.TAG") } == [true])
  }

  @Test func holdsAFastServerBack() async throws {
    let body = Self.body(ChunkQueue.capacity * 4)
    let server = try LoopbackServer(.answer(body: body))
    let client = TransferClient(configuration: .forTests())
    let seen = Gathered<[UInt8]>()
    _ = try await client.stream(TransferRequest(url: server.url())) { bytes in
      // Long enough for the queue to fill up; nothing depends on how long.
      if seen.elements.isEmpty { usleep(300_000) }
      seen.add([Array(bytes)])
      return .more
    }
    #expect(Self.isSame(seen.elements, body))
    #expect(seen.elements.allSatisfy { $0.count <= ChunkQueue.capacity + 1 << 20 })
  }

  @Test func otherTransfersRunWhileAReceiverIsSlow() async throws {
    let server = try LoopbackServer(.answer(body: Self.body(100_000)))
    let client = TransferClient(configuration: .forTests())
    let request = TransferRequest(url: server.url())
    let others = Gathered<Int>()
    _ = try await client.stream(request) { _ in
      // The transfer thread must not be the one that waits here.
      if others.elements.isEmpty {
        Task { others.add([try await client.fetch(request).body.count]) }
        while others.elements.isEmpty { usleep(1000) }
      }
      return .more
    }
    #expect(others.elements == [100_000])
  }

  @Test func goesOnAfterABreak() async throws {
    let body = Self.body(300_000)
    let server = try LoopbackServer { _, number in
      switch number {
      case 1: [.head(200, "Content-Length: 300000"), .send(Array(body[..<100_000])), .close]
      case 2: [.head(200, "Content-Length: 300000"), .send(Array(body[..<7])), .close]
      default: [.answer(body: body)]
      }
    }
    let client = TransferClient(configuration: .forTests())
    let seen = Gathered<[UInt8]>()
    let begun = Gathered<Int>()
    _ = try await client.stream(TransferRequest(url: server.url())) {
      begun.add([$0.status])
    } receive: {
      seen.add([Array($0)])
      return .more
    }
    #expect(Self.isSame(seen.elements, body))
    #expect(begun.elements == [200])
  }

  @Test(arguments: [
    LoopbackServer.Step.answer(text: "abXdef"), .answer(text: "ab"), .answer(404, text: ""),
  ])
  func noticesAnotherBodyAfterABreak(second: LoopbackServer.Step) async throws {
    let server = try LoopbackServer { _, number in
      number == 1 ? [.head(200, "Content-Length: 6"), .text("abcd"), .close] : [second]
    }
    let client = TransferClient(configuration: .forTests())
    await #expect(throws: TransferError.changed(url: server.url())) {
      try await client.stream(TransferRequest(url: server.url())) { _ in .more }
    }
  }

  @Test func passesARefusalOn() async throws {
    let scratch = try Scratch()
    let server = try LoopbackServer(.answer(text: "abc"))
    let client = TransferClient(configuration: .forTests(cache: scratch.path))
    let request = TransferRequest(url: server.url(), caching: .immutable)
    await #expect(throws: TransferError.rejected(url: server.url(), reason: "not this")) {
      try await client.stream(request) { _ in throw Refusal() }
    }
    #expect(scratch.files(below: scratch.path + "/" + TransferClient.schema).isEmpty)
    #expect(scratch.files(below: scratch.path + "/temporary").isEmpty)
  }

  @Test func keepsWhatItStreams() async throws {
    let scratch = try Scratch()
    let body = Self.body(700_001)
    let server = try LoopbackServer(.answer(200, ["ETag: \"1\""], body: body))
    let client = TransferClient(configuration: .forTests(cache: scratch.path))
    let request = TransferRequest(url: server.url(), caching: .immutable)
    for origin in [TransferResponse.Origin.network, .cache] {
      let seen = Gathered<[UInt8]>()
      let response = try await client.stream(request) {
        seen.add([Array($0)])
        return .more
      }
      #expect(Self.isSame(seen.elements, body))
      #expect(response.origin == origin)
      #expect(response.header("etag") == "\"1\"")
    }
    #expect(try await client.fetch(request).body == body)
    #expect(server.requests.count == 1)
  }
}
