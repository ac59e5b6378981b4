import Testing

@testable import Basics

/// Numbers, digits and places in bytes.
@Suite struct BytesTests {
  @Test("digits are read in either case and written in lower case")
  func hexadecimal() {
    #expect(Hexadecimal.bytes("00fFaB".utf8) == [0, 255, 171])
    #expect(Hexadecimal.text([0, 255, 171]) == "00ffab")
    #expect(Hexadecimal.text(UInt64(0x1F)) == "000000000000001f")
    for text in ["0", "0g", "+1", " 1", "-1"] { #expect(Hexadecimal.bytes(text.utf8) == nil) }
    #expect(Hexadecimal.number("+12x".utf8, count: 4) == nil)
    #expect(Hexadecimal.number("12".utf8, count: 4) == nil)
    #expect(Hexadecimal.number("00e9z".utf8, count: 4) == 0xE9)
  }

  @Test(
    "percent escapes",
    arguments: [
      ("a b/ü~", "a%20b%2F%C3%BC~", "a%20b/%C3%BC~"), ("%41", "%2541", "%2541"), ("", "", ""),
    ])
  func percent(_ text: String, _ component: String, _ path: String) {
    #expect(PercentEncoding.encoded(text) == component)
    #expect(PercentEncoding.encoded(text, keeping: "/") == path)
    #expect(PercentEncoding.decoded(component) == text)
    #expect(PercentEncoding.decoded(path) == text)
  }

  @Test("what is not an escape stays", arguments: ["%", "%4", "%zz", "a%4g%"])
  func notEscaped(_ text: String) { #expect(PercentEncoding.decoded(text) == text) }

  @Test("what was written is read back; what is cut short is not")
  func binary() throws {
    var writer = BinaryWriter()
    writer.append(UInt8(7))
    writer.append(UInt32(70_000))
    writer.append(Int64(-5))
    writer.append("text")
    writer.append(nil)
    writer.append(["a", ""])
    var reader = BinaryReader(writer.bytes)
    #expect(try reader.byte() == 7)
    #expect(try reader.word() == 70_000)
    #expect(try reader.long() == -5)
    #expect(try reader.text() == "text")
    #expect(try reader.optionalText() == nil)
    #expect(try reader.texts() == ["a", ""])
    #expect(reader.isAtEnd)
    for count in writer.bytes.indices {
      #expect(throws: BinaryReader.Truncated.self) {
        var reader = BinaryReader(Array(writer.bytes.prefix(count)))
        _ = try reader.byte()
        _ = try reader.word()
        _ = try reader.long()
        _ = try reader.text()
        _ = try reader.optionalText()
        _ = try reader.texts()
      }
    }
  }

  @Test("the partition point is the first place that is not before")
  func partition() {
    let numbers = [1, 3, 3, 5]
    for (wanted, place) in [(0, 0), (1, 0), (2, 1), (3, 1), (4, 3), (5, 3), (6, 4)] {
      #expect(partitionPoint(0..<4) { numbers[$0] < wanted } == place)
    }
    #expect(partitionPoint(2..<2) { _ in true } == 2)
  }

  @Test("bytes are found where a plain search finds them, in slices too")
  func ranges() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let all = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        UInt8.random(in: 0...1, using: &random)
      }
      let bytes = all.dropFirst(Int.random(in: 0...3, using: &random))
      let wanted = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        UInt8.random(in: 0...1, using: &random)
      }
      let expected = bytes.indices.first { bytes[$0...].starts(with: wanted) && !wanted.isEmpty }
      let found = wanted.withUnsafeBufferPointer { ByteSearch.range(of: $0, in: bytes) }
      #expect(found == expected.map { $0..<$0 + wanted.count }, "\(wanted) in \(bytes)")
    }
    #expect(ByteSearch.contains([1, 97, 98][1...], "ab"))
    #expect(!ByteSearch.contains([97, 98, 99][1...], "ab"))
    #expect("lib.so.1".has(".so.") && !"lib.so".has(".so.") && "x".has(""))
  }

  @Test("bytes are ordered by value, then by length")
  func order() {
    #expect(ByteSearch.isOrdered([1], before: [2]))
    #expect(ByteSearch.isOrdered([1], before: [1, 0]))
    #expect(!ByteSearch.isOrdered([200], before: [1]))
    #expect(!ByteSearch.isOrdered([], before: []))
  }
}
