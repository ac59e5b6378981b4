import PackageMetadata
import TestSupport
import Testing

@testable import PyPI

/// Index pages that are damaged, or made to be slow to read.
@Suite struct StrictPageTests {
  private static func read(_ text: [UInt8], _ type: String, piece: Int = 1 << 16) throws -> [UInt8]
  {
    let reader = try IndexPageReader(
      project: "a", pageURL: "https://h.example/simple/a/", contentType: type)
    for start in stride(from: 0, to: text.count, by: piece) {
      let bytes = text[start..<min(text.count, start + piece)]
      _ = try bytes.withUnsafeBytes { try reader.receive($0) }
    }
    return try reader.finish()
  }

  private static let json = "application/vnd.pypi.simple.v1+json"
  private static let file = #"{"filename":"a-1.0.tar.gz","url":"a-1.0.tar.gz","hashes":{}}"#

  @Test(
    "a damaged page in JSON is an error, whatever pieces it comes in",
    arguments: [
      #"{"files":[FILE]} x"#, #"{"files":[FILE]}{"files":[FILE]}"#, #"{"files":[FILE FILE]}"#,
      #"{"files":[FILE]"name":"a"}"#, #"{"files":[FILE,]}"#, #"{"files":[,FILE]}"#,
      #"{,"files":[FILE]}"#, #"{"files":[FILE],}"#, "{\"name\":\"a\u{1}\",\"files\":[FILE]}",
      #"{"files":[{"url":"a-1.0.tar.gz" "filename":"a-1.0.tar.gz"}]}"#,
      #"{"meta":{"api-version":"1.0" "x":1},"files":[FILE]}"#,
    ])
  func damaged(_ text: String) {
    let bytes = Array(text.replacing("FILE", with: Self.file).utf8)
    for piece in [1, 7, 1 << 16] {
      #expect(throws: IndexPageError.self) { try Self.read(bytes, Self.json, piece: piece) }
    }
  }

  @Test("the same page whole is none, nor is what UTF-8 allows")
  func whole() throws {
    let text = "{\"name\":\"\u{E9}\u{20AC}\u{1F600}\",\n\t\"files\": [FILE , FILE], \"x\":[]}\r\n "
    let bytes = Array(text.replacing("FILE", with: Self.file).utf8)
    let forms = try [1, 7, 1 << 16].map { try Self.read(bytes, Self.json, piece: $0) }
    #expect(forms[0] == forms[1] && forms[1] == forms[2])
    #expect(try Self.read(Array(#"{"files":[]}"#.utf8), Self.json).isEmpty == false)
  }

  @Test(
    "bytes that are not UTF-8 are an error",
    arguments: [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF5, 0x80, 0x80, 0x80],
    ])
  func badText(_ bad: [UInt8]) {
    let bytes = Array(#"{"name":""#.utf8) + bad + Array("\",\"files\":[\(Self.file)]}".utf8)
    for piece in [1, 1 << 16] {
      #expect(throws: IndexPageError.self) { try Self.read(bytes, Self.json, piece: piece) }
    }
  }

  @Test("a tag with more attributes than any page has is an error")
  func attributes() {
    for attribute in ["a", "b=c", "d=\"e\""] {
      let flood = (0..<100_000).map { " x\($0)\(attribute)" }.joined()
      let page = "<html><body><div></div><a\(flood) href=\"a-1.0.tar.gz\">a</a></body></html>"
      let error = #expect(throws: IndexPageError.self) {
        try Self.read(Array(page.utf8), "text/html")
      }
      expectGolden(error?.description)
    }
  }

  @Test("a page whose elements nest deeper than any page's is an error")
  func depth() throws {
    let deep = String(repeating: "<div><a href='a-1.0.tar.gz'>a-1.0.tar.gz", count: 20_000)
    let error = #expect(throws: IndexPageError.self) {
      _ = try Self.read(Array(deep.utf8), "text/html")
    }
    expectGolden(error?.description)
    // Links that nobody closes do not lie in each other.
    let flat = String(repeating: "<a href='a-1.0.tar.gz'>a-1.0.tar.gz<br>\n", count: 20_000)
    #expect(try !Self.read(Array(flat.utf8), "text/html").isEmpty)
  }

  @Test("a page with more files than any index has is an error")
  func files() {
    let files = Array(repeating: Self.file, count: IndexPageReader.maximumFiles + 1)
    let bytes = Array("{\"files\":[\(files.joined(separator: ","))]}".utf8)
    #expect(throws: IndexPageError.tooManyFiles(limit: IndexPageReader.maximumFiles)) {
      try Self.read(bytes, Self.json)
    }
  }

  @Test("credentials of links leave the page's form, and are kept apart")
  func credentials() throws {
    for link in ["https://u:p@h.example/a-1.0.tar.gz", "//u:p@h.example/a-1.0.tar.gz"] {
      let reader = try IndexPageReader(
        project: "a", pageURL: "https://h.example/simple/a/", contentType: "text/html")
      let page = Array("<!DOCTYPE html><a href=\"\(link)\">a</a>".utf8)
      _ = try page.withUnsafeBytes { try reader.receive($0) }
      let form = try reader.finish()
      let table = try #require(ProjectTable(form))
      #expect(table.artifacts(at: 0).map(\.url) == ["https://h.example/a-1.0.tar.gz"])
      #expect(reader.credentials == ["https://h.example/a-1.0.tar.gz": "u:p"])
      #expect(!String(decoding: form, as: UTF8.self).contains("u:p"))
    }
  }
}
