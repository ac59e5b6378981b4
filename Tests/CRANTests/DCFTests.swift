import TestSupport
import Testing

@testable import CRAN

@Suite struct DCFTests {
  private func parse(_ text: String) throws(CRANError) -> DCFDocument {
    try DCFDocument(parsing: Array(text.utf8))
  }

  @Test func recordsArePartedByBlankLines() throws {
    let document = try parse("\n\nPackage: a\nVersion: 1.0\n  \n\t\nPackage: b\n\n\n")
    #expect(document.count == 2)
    #expect(document[0]["Package"] == "a")
    #expect(document[0]["Version"] == "1.0")
    #expect(document[1]["Package"] == "b")
    #expect(document[1]["Version"] == nil)
  }

  @Test(arguments: [
    ("Depends: R (>=\n 3.5), b", "R (>=\n3.5), b"),
    ("Depends:\n  R,\n\tb", "R,\nb"),
    ("Depends:a", "a"),
    ("Depends  : a", "a"),
    ("Depends: \t a \t ", "a"),
    ("Depends: a\r\n b\r\nOther: c\r", "a\nb"),
    ("Depends: first\n .\n last", "first\n\nlast"),
    ("Depends: a.\n bar: baz\n", "a.\nbar: baz"),
    ("Depends: old\nDepends: new", "new"),
    ("\u{FEFF}Depends: a", "a"),
    ("Depends:", ""),
    ("Depends: http://a:80/", "http://a:80/"),
  ]) func values(text: String, value: String) throws {
    let document = try parse(text)
    #expect(document[0]["Depends"] == value)
  }

  @Test func legalNamesAreKept() throws {
    let record = try parse("Authors@R: person()\nConfig/testthat/edition: 3\nX: 1\nX: 2\n")[0]
    #expect(record["Authors@R"] == "person()")
    #expect(record["Config/testthat/edition"] == "3")
    #expect(record.names == ["Authors@R", "Config/testthat/edition", "X", "X"])
    #expect(record.repeatedNames == ["X"])
  }

  @Test(arguments: [
    ("no colon here", 1), ("A: b\nno colon", 2), (" indented: first", 1), (": no name", 1),
    ("A: b\n\n indented", 3), ("<!DOCTYPE html>\n<p>x: y", 1), ("\n <html>", 1),
  ]) func whatIsNoDCF(text: String, line: Int) {
    #expect {
      try parse(text)
    } throws: { error in
      guard case .notDCF(let found, _)? = error as? CRANError else { return false }
      return found == line
    }
  }

  @Test func compressedBytesAreNoDCF() {
    let error = #expect(throws: CRANError.self) { try DCFDocument(parsing: [0x1F, 0x8B, 8, 0]) }
    expectGolden(error?.description)
  }

  @Test func emptyTextHasNoRecords() throws {
    #expect(try parse("").count == 0)
    #expect(try parse("\n \n").count == 0)
  }

  @Test(
    arguments: [
      ([0x4A, 0xC3, 0xA9], "Jé"), ([0x4A, 0xE9], "Jé"), ([0xC3, 0xA9, 0x20, 0xE9], "Ã© é"),
      ([0xFF, 0x00], "ÿ\0"),
    ] as [([UInt8], String)]) func encodings(bytes: [UInt8], text: String) throws
  {
    let document = try DCFDocument(parsing: Array("Author: ".utf8) + bytes + [0x0A])
    #expect(document[0]["Author"] == text)
  }

  /// Whatever the bytes, the parser answers or throws, and what it answers can be read.
  @Test func randomBytesDoNoHarm() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    let alphabet = Array("Aa: .\n\t\r@é\\<".utf8) + [0xFF, 0x00]
    var parsed = 0
    for _ in 0..<3000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let count = Int(state >> 59)
      let bytes = (0..<count).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return alphabet[Int(state >> 33) % alphabet.count]
      }
      guard let document = try? DCFDocument(parsing: bytes) else { continue }
      for number in 0..<document.count {
        let record = document[number]
        // Only of a name that was UTF-8 does the text give the bytes again.
        let names = record.names.filter { $0.utf8.allSatisfy { $0 < 0x80 } }
        #expect(names.allSatisfy { record[$0] != nil })
        parsed += names.count
      }
    }
    #expect(parsed > 100)
  }
}
