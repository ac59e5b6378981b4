import Basics
import Testing

@testable import Transfer

@Suite(.timeLimit(.minutes(10)))
struct DeriveTests {
  private let scratch: Scratch
  private let made = Gathered<String>()

  init() throws {
    scratch = try Scratch()
  }

  /// Makes a form of the body's length and its content type.
  private final class Counter: FormReader {
    let type: String
    let stopsAt: Int
    var count = 0

    init(type: String, stopsAt: Int) {
      self.type = type
      self.stopsAt = stopsAt
    }

    func receive(_ bytes: UnsafeRawBufferPointer) throws -> StreamVerdict {
      count += bytes.count
      return count >= stopsAt ? .enough : .more
    }

    func finish() throws -> [UInt8] {
      if count == 13 { throw TransferError.changed(url: "thirteen") }
      return Array("\(count) of \(type)".utf8)
    }
  }

  private func derive(
    _ url: String, caching: Caching, version: Int = 1, offline: Bool = false, stopsAt: Int = .max
  ) async throws -> DerivedForm {
    let client = TransferClient(
      configuration: .forTests(cache: scratch.path + "/cache", offline: offline))
    let made = made
    return try await client.derive(
      TransferRequest(url: url, caching: caching), bucket: "counts", version: version
    ) { head in
      made.add([head.url])
      return Counter(type: head.header("content-type") ?? "nothing", stopsAt: stopsAt)
    }
  }

  @Test func keepsTheFormAlone() async throws {
    let server = try LoopbackServer(
      .answer(200, ["Content-Type: text/html"], body: [UInt8](repeating: 65, count: 100_000)))
    for origin in [TransferResponse.Origin.network, .cache] {
      let result = try await derive(server.url(), caching: .revalidate(maximumAge: 600))
      #expect(result.form == Array("100000 of text/html".utf8))
      #expect(result.response.origin == origin)
      #expect(result.response.header("content-type") == "text/html")
    }
    #expect(made.elements.count == 1)
    #expect(scratch.files(below: scratch.path + "/cache/" + TransferClient.schema).isEmpty)
    for file in scratch.files(below: scratch.path + "/cache/" + DerivedCache.schema) {
      #expect(try Files.read(file).count < 1000)
    }
  }

  @Test func confirmedAnswerIsNotReadAgain() async throws {
    let server = try LoopbackServer { request, _ in
      request.headers["if-none-match"] == "\"1\""
        ? [.head(304)] : [.answer(200, ["ETag: \"1\""], text: "abc")]
    }
    _ = try await derive(server.url(), caching: .revalidate(maximumAge: 0))
    let second = try await derive(server.url(), caching: .revalidate(maximumAge: 0))
    #expect(second.response.origin == .revalidated)
    #expect(second.form == Array("3 of nothing".utf8))
    #expect(made.elements.count == 1)
    #expect(server.requests.count == 2)
  }

  @Test func anotherVersionIsMadeAnew() async throws {
    let server = try LoopbackServer(.answer(200, ["ETag: \"1\""], text: "abc"))
    for version in 1...3 {
      _ = try await derive(server.url(), caching: .immutable, version: version)
    }
    #expect(made.elements.count == 3)
    #expect(server.requests.map { $0.headers["if-none-match"] } == [nil, nil, nil])
  }

  @Test func absenceHasNoForm() async throws {
    let server = try LoopbackServer(.answer(404, text: "sorry"))
    for offline in [false, true] {
      let result = try await derive(
        server.url(), caching: .revalidate(maximumAge: 0), offline: offline)
      #expect(result.response.status == 404)
      #expect(result.form.isEmpty)
    }
    #expect(made.elements.isEmpty)
  }

  @Test func formOfAPartIsKept() async throws {
    let server = try LoopbackServer(.head(200, "Content-Length: 999999"), .text("abcde"), .stall)
    let first = try await derive(server.url(), caching: .immutable, stopsAt: 5)
    #expect(!first.response.isComplete)
    let second = try await derive(server.url(), caching: .immutable, stopsAt: 5)
    #expect(second.form == Array("5 of nothing".utf8))
    #expect(second.response.origin == .cache)
  }

  @Test func failedFormIsNotKept() async throws {
    let server = try LoopbackServer(.answer(text: "0123456789ABC"))
    for _ in 1...2 {
      await #expect(throws: TransferError.changed(url: "thirteen")) {
        try await derive(server.url(), caching: .immutable)
      }
    }
    #expect(server.requests.count == 2)
  }

  @Test func localFileIsReadAgainWhenItChanged() async throws {
    let path = try scratch.write(Array("abc".utf8), to: "page.html")
    let url = "file://" + path
    let caching = Caching.revalidate(maximumAge: 600)
    #expect(try await derive(url, caching: caching).form == Array("3 of text/html".utf8))
    let second = try await derive(url, caching: caching, offline: true)
    #expect(second.response.origin == .revalidated)
    #expect(second.form == Array("3 of text/html".utf8))
    #expect(made.elements.count == 1)
    try scratch.write(Array("abcdef".utf8), to: "page.html")
    #expect(try await derive(url, caching: caching).form == Array("6 of text/html".utf8))
  }
}
