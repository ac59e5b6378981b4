import Basics
import Testing

@testable import Transfer

@Suite(.timeLimit(.minutes(10)))
struct ReplayTests {
  /// The hand-written recording among the fixtures.
  private static let recording: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/Fixtures/Transfer/recording"
  }()

  private func client(_ replay: TransferConfiguration.Replay) -> TransferClient {
    TransferClient(configuration: .forTests(replay: replay))
  }

  @Test func answersFromAHandWrittenFolder() async throws {
    let client = client(.replay(Self.recording))
    let url = "https://index.example/simple/tiny/"
    let page = try await client.fetch(TransferRequest(url: url))
    #expect(page.origin == .replay)
    #expect(page.status == 200)
    #expect(page.header("Content-Type") == "text/html; charset=utf-8")
    #expect(String(decoding: page.body, as: UTF8.self).contains("tiny-1.0.tar.gz"))
    #expect(try await client.fetch(TransferRequest(url: url, range: .suffix(8))).body.count == 8)
    #expect(try await client.fetch(TransferRequest(url: url, method: .head)).body.isEmpty)
    let gone = try await client.fetch(TransferRequest(url: "https://index.example/simple/gone/"))
    #expect(gone.status == 404)
    let moved = try await client.fetch(TransferRequest(url: "https://index.example/simple/Tiny"))
    #expect(moved.url == url)
    await #expect(throws: TransferError.self) {
      try await client.fetch(TransferRequest(url: "https://index.example/simple/locked/"))
    }
  }

  @Test func missingRecordingNamesTheURL() async throws {
    let error = await #expect(throws: TransferError.self) {
      try await client(.replay(Self.recording)).fetch(
        TransferRequest(url: "https://u:p@index.example/simple/other/"))
    }
    #expect(
      error
        == .unrecorded(url: "https://index.example/simple/other/", directory: Self.recording))
  }

  @Test func repeatsWhatWasRecorded() async throws {
    let scratch = try Scratch()
    let folder = scratch.path + "/recording"
    let server = try LoopbackServer { request, _ in
      switch request.path {
      case "/gone": [.answer(404, text: "no")]
      case "/old": [.answer(301, ["Location: /a"], text: "")]
      default:
        [.answer(200, ["ETag: \"1\"", "Date: today", "Content-Type: a/b"], text: request.path)]
      }
    }
    let paths = ["/a", "/b/", "/gone", "/old", "/c?x=1\t"]
    let recording = client(.record(folder))
    let urls = paths.dropLast().map { server.url($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for url in urls {
        group.addTask { _ = try await recording.fetch(TransferRequest(url: url)) }
      }
      try await group.waitForAll()
    }
    let asked = server.requests.count
    for url in urls {
      let live = try await client(.off).fetch(TransferRequest(url: url))
      let replayed = try await client(.replay(folder)).fetch(TransferRequest(url: url))
      #expect(replayed.origin == .replay)
      #expect(replayed.status == live.status)
      #expect(replayed.body == live.body)
      #expect(replayed.url == live.url)
      #expect(replayed.header("etag") == live.header("etag"))
      #expect(replayed.header("date") == nil)
    }
    #expect(server.requests.count > asked)
    let index = try String(decoding: Files.read(folder + "/index.tsv"), as: UTF8.self)
    let lines = index.split(separator: "\n")
    #expect(lines == lines.sorted())
    #expect(lines.count == 4)
  }

  @Test func answersStreamsAndForms() async throws {
    let client = client(.replay(Self.recording))
    let seen = Gathered<UInt8>()
    let request = TransferRequest(url: "https://index.example/simple/tiny/")
    _ = try await client.stream(request) {
      seen.add($0)
      return .more
    }
    #expect(try await client.fetch(request).body == seen.elements)
  }

  @Test(arguments: [
    "GET\t-\t200\n", "GET\t-\tmany\thttp://h/\t-\n", "GET\t-\t200\thttp://h/\t../x\n",
    "GET\t-\t200\thttp://h/\t/etc/passwd\n", "GET\t-\t200\thttp://h/\tabsent\n",
  ])
  func damagedRecordingIsAnError(index: String) async throws {
    let scratch = try Scratch()
    try scratch.write(Array(index.utf8), to: "index.tsv")
    let error = await #expect(throws: TransferError.self) {
      try await client(.replay(scratch.path)).fetch(TransferRequest(url: "http://h/"))
    }
    guard case .badRecording = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
