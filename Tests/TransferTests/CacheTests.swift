import Basics
import TestSupport
import Testing

@testable import Transfer

@Suite(.timeLimit(.minutes(10)))
struct CacheTests {
  private let scratch: Scratch
  private var cache: String { scratch.path + "/cache" }

  init() throws {
    scratch = try Scratch()
  }

  private func client(offline: Bool = false, journal: Journal? = nil) -> TransferClient {
    TransferClient(configuration: .forTests(cache: cache, offline: offline, journal: journal))
  }

  private func entries() -> [String] {
    scratch.files(below: cache + "/" + TransferClient.schema)
  }

  @Test func freshAnswerIsNotAskedForAgain() async throws {
    let server = try LoopbackServer(.answer(200, ["X-A: b"], text: "one"))
    let request = TransferRequest(url: server.url(), caching: .revalidate(maximumAge: 600))
    #expect(try await client().fetch(request).origin == .network)
    let second = try await client().fetch(request)
    #expect(second.origin == .cache)
    #expect(second.status == 200)
    #expect(second.body == Array("one".utf8))
    #expect(second.header("x-a") == "b")
    #expect(second.url == server.url())
    #expect(server.requests.count == 1)
  }

  @Test func staleAnswerIsAskedForWithValidators() async throws {
    let time = "Sun, 06 Nov 1994 08:49:37 GMT"
    let server = try LoopbackServer { request, _ in
      request.headers["if-none-match"] == "\"v1\""
        ? [.head(304, "ETag: \"v1\"")]
        : [.answer(200, ["ETag: \"v1\"", "Last-Modified: \(time)"], text: "one")]
    }
    let request = TransferRequest(url: server.url(), caching: .revalidate(maximumAge: 0))
    _ = try await client().fetch(request)
    let second = try await client().fetch(request)
    #expect(second.origin == .revalidated)
    #expect(second.status == 200)
    #expect(second.body == Array("one".utf8))
    #expect(server.requests.last?.headers["if-modified-since"] == time)
  }

  @Test func confirmedAnswerIsFreshAgain() async throws {
    let server = try LoopbackServer { request, _ in
      request.headers["if-none-match"] == nil
        ? [.answer(200, ["ETag: W/\"1\""], text: "one")] : [.head(304)]
    }
    let request = TransferRequest(url: server.url(), caching: .revalidate(maximumAge: 600))
    _ = try await client().fetch(request)
    var times = [timespec(tv_sec: 1_000_000_000, tv_nsec: 0)]
    times.append(times[0])
    for entry in entries() { #expect(utimensat(AT_FDCWD, entry, times, 0) == 0) }
    #expect(try await client().fetch(request).origin == .revalidated)
    #expect(try await client().fetch(request).origin == .cache)
    #expect(server.requests.count == 2)
  }

  @Test func changedAnswerReplacesTheOld() async throws {
    let server = try LoopbackServer { _, number in
      [.answer(200, ["ETag: \"\(number)\""], text: "\(number)")]
    }
    let request = TransferRequest(url: server.url(), caching: .revalidate(maximumAge: 0))
    for number in 1...3 {
      #expect(try await client().fetch(request).body == Array("\(number)".utf8))
    }
    #expect(entries().count == 1)
    #expect(try await client(offline: true).fetch(request).body == Array("3".utf8))
  }

  @Test func differentQuestionsHaveDifferentAnswers() async throws {
    let server = try LoopbackServer { request, number in [.answer(text: "\(number)")] }
    let requests = [
      TransferRequest(url: server.url(), caching: .immutable),
      TransferRequest(url: server.url("/?a"), caching: .immutable),
      TransferRequest(url: server.url(), range: .suffix(1), caching: .immutable),
      TransferRequest(url: server.url(), headers: [("Accept", "a/b")], caching: .immutable),
      TransferRequest(url: server.url(), headers: [("Authorization", "x")], caching: .immutable),
      TransferRequest(url: server.url(), caching: .immutable, decodesBody: false),
    ]
    for _ in 1...2 {
      for (index, request) in requests.enumerated() {
        #expect(try await client().fetch(request).body == Array("\(index + 1)".utf8))
      }
    }
  }

  @Test func absenceIsKeptToo() async throws {
    let server = try LoopbackServer(.answer(404, text: ""))
    for caching in [Caching.immutable, .revalidate(maximumAge: 60)] {
      let request = TransferRequest(url: server.url("/\(caching)"), caching: caching)
      _ = try await client().fetch(request)
      let second = try await client().fetch(request)
      #expect(second.origin == .cache)
      #expect(second.status == 404)
    }
    #expect(server.requests.count == 2)
  }

  @Test func whatMayNotBeStoredIsNot() async throws {
    let server = try LoopbackServer(
      .answer(200, ["Cache-Control: private, No-Store"], text: "one"))
    _ = try await client().fetch(TransferRequest(url: server.url(), caching: .immutable))
    let plain = try LoopbackServer(.answer(text: "one"))
    _ = try await client().fetch(TransferRequest(url: plain.url()))
    #expect(entries().isEmpty)
  }

  @Test func secretsStayOffTheDisk() async throws {
    let server = try LoopbackServer(
      .answer(200, ["Set-Cookie: session=hunter2"], text: "public"))
    let request = TransferRequest(
      url: "http://user:hunter2@127.0.0.1:\(server.port)/", headers: [("X-Token", "hunter2")],
      caching: .immutable)
    _ = try await client().fetch(request)
    #expect(entries().count == 1)
    for entry in entries() {
      let text = try String(decoding: Files.read(entry), as: UTF8.self)
      #expect(!text.contains("hunter2"))
      #expect(text.contains("public"))
    }
    #expect(try await client().fetch(request).url == server.url())
  }

  @Test func folderIsMarkedAsCache() async throws {
    let server = try LoopbackServer(.answer(text: "one"))
    _ = try await client().fetch(TransferRequest(url: server.url(), caching: .immutable))
    let tag = try Files.read(cache + "/CACHEDIR.TAG")
    #expect(tag.starts(with: "Signature: 8a477f597d28d172789f06886806bc55\n".utf8))
  }

  @Test func damagedAnswerIsAskedForAgain() async throws {
    let server = try LoopbackServer(.answer(200, ["X-A: b"], text: "the answer"))
    let request = TransferRequest(url: server.url(), caching: .immutable)
    _ = try await client().fetch(request)
    let entry = try #require(entries().first)
    let intact = try Files.read(entry)
    var damaged = intact.indices.map { place in
      var bytes = intact
      bytes[place] ^= 0x10
      return bytes
    }
    damaged += [[], Array(intact.dropLast()), Array(intact.dropFirst()), intact + [0]]
    damaged += [Array(intact.suffix(40)), [UInt8](repeating: 0xff, count: 64)]
    for (count, bytes) in damaged.enumerated() {
      try scratch.write(bytes, to: String(entry.dropFirst(scratch.path.utf8.count + 1)))
      let response = try await client().fetch(request)
      #expect(response.body == Array("the answer".utf8))
      #expect(response.origin == .network)
      #expect(server.requests.count == count + 2)
    }
    #expect(try await client().fetch(request).origin == .cache)
  }

  @Test(arguments: 0..<8)
  func noFileIsTakenForAnotherOne(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let key = CacheKey(named: "key")
    for _ in 0..<200 {
      let count = Int.random(in: 0...200, using: &generator)
      var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      // A right mark at the end lets more of the file be believed.
      if count > 48, Bool.random(using: &generator) {
        let good = CacheFile.tail(afterBody: Checksum(), key: key, head: [])
        bytes.replaceSubrange((count - 8)..., with: good.suffix(8))
        for place in stride(from: count - 40, to: count - 16, by: 8) {
          bytes.replaceSubrange((place + 1)..<(place + 8), with: [UInt8](repeating: 0, count: 7))
        }
      }
      let path = try scratch.write(bytes, to: "file")
      #expect(CacheFile.read(path, key: key) == nil)
      _ = StoredHead.decode(bytes)
    }
  }

  @Test func sameNameWithAnotherKeyIsNoAnswer() throws {
    let key = CacheKey(named: "key")
    let tail = CacheFile.tail(afterBody: Checksum(), key: key, head: [])
    let path = try scratch.write(tail, to: "file")
    #expect(CacheFile.read(path, key: key)?.body == [])
    #expect(CacheFile.read(path, key: CacheKey(named: "other")) == nil)
    #expect(access(path, F_OK) == 0)
  }

  @Test func writersDoNotMixTheirFiles() async throws {
    let derived = client().derived
    let bodies = (0..<8).map { [UInt8](repeating: UInt8($0), count: 50_000 + $0 * 10_000) }
    derived.store(bucket: "b", version: 1, key: "k", bytes: bodies[0])
    await withTaskGroup(of: Void.self) { group in
      for body in bodies {
        // A client each, as in several processes.
        let derived = client().derived
        group.addTask {
          for _ in 0..<25 {
            derived.store(bucket: "b", version: 1, key: "k", bytes: body)
            let loaded = derived.load(bucket: "b", version: 1, key: "k")
            #expect(loaded.map { bodies.contains($0) } == true)
          }
        }
      }
    }
    #expect(scratch.files(below: cache + "/temporary").isEmpty)
  }

  @Test func derivedBytesBelongToKeyBucketAndVersion() throws {
    let derived = client().derived
    derived.store(bucket: "pages", version: 2, key: "k", bytes: [1, 2, 3])
    #expect(derived.load(bucket: "pages", version: 2, key: "k") == [1, 2, 3])
    #expect(derived.load(bucket: "pages", version: 3, key: "k") == nil)
    #expect(derived.load(bucket: "other", version: 2, key: "k") == nil)
    #expect(derived.load(bucket: "pages", version: 2, key: "l") == nil)
    derived.store(bucket: "../../up", version: 1, key: "k", bytes: [4])
    #expect(derived.load(bucket: "../../up", version: 1, key: "k") == [4])
    #expect(scratch.files(below: scratch.path).allSatisfy { $0.hasPrefix(cache + "/") })
  }

  @Test func unwritableFolderIsReportedOnceAndNoError() async throws {
    let blocker = try scratch.write([], to: "blocker")
    let journal = Journal()
    let client = TransferClient(
      configuration: .forTests(cache: blocker + "/cache", journal: journal))
    let server = try LoopbackServer(.answer(text: "one"))
    for path in ["/a", "/b"] {
      let request = TransferRequest(url: server.url(path), caching: .immutable)
      #expect(try await client.fetch(request).body == Array("one".utf8))
      _ = try await client.stream(request) { _ in .more }
    }
    let problems = journal.events.filter { if case .cacheProblem = $0 { true } else { false } }
    #expect(problems == [.cacheProblem(path: blocker + "/cache", reason: "not a directory")])
  }

  #if os(Linux)
    @Test func fullDiskIsReportedAndNoError() throws {
      let journal = Journal()
      let root = CacheRoot(path: cache, report: { journal.add($0) })
      let file = AtomicFile(
        path: cache + "/x", temporaryPath: cache + "/y", descriptor: open("/dev/full", O_WRONLY))
      let writer = CacheWriter(file: file, key: CacheKey(named: "k"), root: root)
      [UInt8](repeating: 1, count: 100).withUnsafeBytes { writer.append($0) }
      writer.commit(head: [])
      #expect(
        journal.events == [.cacheProblem(path: cache, reason: "no space left on device")])
      #expect(root.writer(path: cache + "/z", key: CacheKey(named: "k")) == nil)
    }
  #endif

  @Test func leftoversOfKilledProcessesGo() throws {
    let old = try scratch.write([1], to: "cache/temporary/1-1-1")
    let new = try scratch.write([1], to: "cache/temporary/2-2-2")
    var times = [timespec(tv_sec: 1_000_000_000, tv_nsec: 0)]
    times.append(times[0])
    #expect(utimensat(AT_FDCWD, old, times, 0) == 0)
    client().derived.store(bucket: "b", version: 1, key: "k", bytes: [])
    #expect(scratch.files(below: cache + "/temporary") == [new])
  }

  @Test func offlineServesWhateverAge() async throws {
    let server = try LoopbackServer(.answer(text: "old"))
    let request = TransferRequest(url: server.url(), caching: .revalidate(maximumAge: 0))
    _ = try await client().fetch(request)
    let response = try await client(offline: true).fetch(request)
    #expect(response.origin == .cache)
    #expect(response.body == Array("old".utf8))
    #expect(server.requests.count == 1)
  }

  @Test func offlineMissNamesTheURLAndTheWayOut() async throws {
    let url = "https://user:secret@example.org/simple/idna/"
    let error = await #expect(throws: TransferError.self) {
      try await client(offline: true).fetch(
        TransferRequest(url: url, caching: .revalidate(maximumAge: 0)))
    }
    #expect(
      error?.description
        == "'https://example.org/simple/idna/' is not in the cache and the network is off;"
        + " run once with the network")
  }

  @Test(arguments: [
    (Caching.revalidate(maximumAge: 60), 200, 59, true),
    (.revalidate(maximumAge: 60), 200, 60, false),
    (.revalidate(maximumAge: 60), 404, 59, true),
    (.revalidate(maximumAge: 60), 200, -1, true),
    (.revalidate(maximumAge: 60), 200, -61, false),
    (.revalidate(maximumAge: 0), 200, -1, false),
    (.immutable, 200, 1 << 40, true),
    (.immutable, 200, -61, true),
    (.immutable, 404, -1, true),
    (.immutable, 404, -61, false),
    (.immutable, 404, 86_399, true),
    (.immutable, 404, 86_400, false),
    (.none, 200, 0, false),
  ])
  func freshness(caching: Caching, status: Int, age: Int, isFresh: Bool) {
    #expect(caching.isFresh(status: status, age: age) == isFresh)
  }
}
