import Testing

@testable import Markup

@Suite struct HTMLReaderTests {
  /// What a page holds, one line an event, however it is cut into pieces.
  private func events(_ page: String, pieces: Int, characterSet: String = "utf-8") throws
    -> [String]
  {
    let reader = try HTMLReader(characterSet: characterSet)
    let bytes = Array(page.utf8)
    var lines: [String] = []
    var text = ""
    func closeText() {
      if !text.isEmpty { lines.append("text \(text)") }
      text = ""
    }
    var start = 0
    while start < bytes.count {
      let end = min(start + pieces, bytes.count)
      bytes[start..<end].withUnsafeBufferPointer { piece in
        reader.read(piece, isLast: end == bytes.count) { event in
          switch event {
          case .start(let element):
            closeText()
            lines.append("start \(element.name) \(element.value(of: "href") ?? "-")")
          case .text(let piece): text += String(decoding: piece, as: UTF8.self)
          case .end:
            closeText()
            lines.append("end")
          }
        }
      }
      start = end
    }
    closeText()
    return lines
  }

  @Test(arguments: [1, 7, 1000])
  func tagsAndTextsComeInOrder(pieces: Int) throws {
    let page = "<html><body><A HREF='a-1.tar.gz'>a &amp; b</A><p>last</p></body></html>"
    #expect(
      try events(page, pieces: pieces) == [
        "start html -", "start body -", "start a a-1.tar.gz", "text a & b", "end", "start p -",
        "text last", "end", "end", "end",
      ])
  }

  @Test func anUnknownCharacterSetIsReadAsLatin1() throws {
    #expect(
      try events("<html><body><p>x</p></body></html>", pieces: 100, characterSet: "no-such")
        .contains("text x"))
  }

  @Test func aMissingLibraryIsNamed() {
    let names = ["libnixgraft-none.so.1", "libnixgraft-none.so.2"]
    guard case .failure(let error) = LibXML2.load(names) else {
      Issue.record("a library that does not exist was loaded")
      return
    }
    #expect(error == .missingLibrary(names: names))
    #expect(error.description.contains("libnixgraft-none.so.1, libnixgraft-none.so.2"))
  }

  @Test func aLibraryWithoutTheFunctionsIsPassedOver() {
    // The C library is there, and has none of them.
    guard case .failure(let error) = LibXML2.load(["libc.so.6"]) else {
      Issue.record("the C library was taken for libxml2")
      return
    }
    #expect(error == .missingLibrary(names: ["libc.so.6"]))
  }
}
