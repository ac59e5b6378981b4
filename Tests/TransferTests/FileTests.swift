import Testing

@testable import Transfer

@Suite(.timeLimit(.minutes(10)))
struct FileTests {
  private let scratch: Scratch
  private let client = TransferClient(configuration: .forTests(offline: true))

  init() throws {
    scratch = try Scratch()
  }

  private func fetch(_ path: String, range: ByteRange? = nil) async throws -> TransferResponse {
    try await client.fetch(
      TransferRequest(url: "file://\(scratch.path)/\(path)", range: range, maximumBytes: 1000))
  }

  @Test func readsAFile() async throws {
    try scratch.write(Array("hello".utf8), to: "a b.txt")
    for name in ["a%20b.txt", "a b.txt", "a%20b.txt#part"] {
      let response = try await fetch(name)
      #expect(response.status == 200)
      #expect(response.body == Array("hello".utf8))
    }
  }

  @Test func readsAPart() async throws {
    try scratch.write(Array("0123456789".utf8), to: "digits")
    let middle = try await fetch("digits", range: .bytes(from: 2, to: 4))
    #expect(middle.status == 206)
    #expect(middle.header("content-range") == "bytes 2-4/10")
    #expect(middle.body == Array("234".utf8))
    #expect(try await fetch("digits", range: .suffix(99)).body.count == 10)
    #expect(try await fetch("digits", range: .bytes(from: 9, to: 99)).body == Array("9".utf8))
    await #expect(throws: TransferError.self) {
      try await fetch("digits", range: .bytes(from: 10, to: 11))
    }
  }

  @Test func missingFileIsA404() async throws {
    #expect(try await fetch("none").status == 404)
    try scratch.write([], to: "file")
    #expect(try await fetch("file/below").status == 404)
  }

  @Test func folderIsAPageOfLinks() async throws {
    for name in ["b.tar.gz", "a+1 \"<.zip", "deep/x"] {
      try scratch.write([], to: "mirror/" + name)
    }
    let response = try await fetch("mirror")
    #expect(response.header("content-type") == "text/html")
    #expect(response.url == "file://\(scratch.path)/mirror/")
    #expect(
      String(decoding: response.body, as: UTF8.self) == """
        <!DOCTYPE html>
        <html><body>
        <a href="a%2B1%20%22%3C.zip">a%2B1%20%22%3C.zip</a>
        <a href="b.tar.gz">b.tar.gz</a>
        <a href="deep/">deep/</a>
        </body></html>

        """)
  }

  @Test func folderIsItsIndexPage() async throws {
    try scratch.write(Array("<html>".utf8), to: "simple/idna/index.html")
    let response = try await fetch("simple/idna/")
    #expect(response.body == Array("<html>".utf8))
    #expect(response.header("content-type") == "text/html")
  }

  @Test func longFileIsRefused() async throws {
    try scratch.write([UInt8](repeating: 0, count: 1001), to: "long")
    await #expect(throws: TransferError.self) { try await fetch("long") }
  }

  @Test func passesAFileOnInPieces() async throws {
    let body = [UInt8](repeating: 1, count: 400_000) + [2, 3]
    let path = try scratch.write(body, to: "big")
    let seen = Gathered<[UInt8]>()
    let response = try await client.stream(TransferRequest(url: "file://" + path)) {
      seen.add([Array($0)])
      return .more
    }
    #expect(seen.elements.count == 2)
    #expect(seen.elements.flatMap { $0 } == body)
    #expect(response.isComplete)
    let stopped = try await client.stream(TransferRequest(url: "file://" + path)) { _ in .enough }
    #expect(!stopped.isComplete)
  }

  @Test(arguments: ["file://host/etc/hosts", "file:etc", "file:///a%zz", "file:///a%00b"])
  func refusesWhatIsNoPath(url: String) async throws {
    await #expect(throws: TransferError.self) {
      try await client.fetch(TransferRequest(url: url))
    }
  }
}
