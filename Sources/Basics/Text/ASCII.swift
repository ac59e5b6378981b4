/// Questions about single bytes of ASCII text.
package enum ASCII {
  /// Whether the byte is a decimal digit.
  @inlinable
  package static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether the byte is a letter.
  @inlinable
  package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Whether the byte is a letter or a decimal digit.
  @inlinable
  package static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

  /// Whether the text has only letters, decimal digits and bytes of `others`.
  package static func isPlain(_ text: some StringProtocol, or others: String = "") -> Bool {
    text.utf8.allSatisfy { isAlphanumeric($0) || others.utf8.contains($0) }
  }

  /// Whether the byte is white space: a space, a tab, a line's end or an information separator.
  @inlinable
  package static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte &- 0x09 < 5 || byte &- 0x1c < 4
  }

  /// The byte in lower case, where it is a letter.
  @inlinable
  package static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// The text in lower case as far as it is ASCII.
  package static func lowercased(_ text: some StringProtocol) -> String {
    var text = String(text)
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { lower in
        for (place, byte) in bytes.enumerated() { lower[place] = lowercased(byte) }
        return bytes.count
      }
    }
  }

  /// The text without white space at its ends.
  package static func trimmed(_ text: some StringProtocol) -> Substring {
    let text = Substring(text)
    let bytes = text.utf8
    var start = bytes.startIndex
    var end = bytes.endIndex
    while start < end, isWhitespace(bytes[start]) { start = bytes.index(after: start) }
    while start < end {
      let last = bytes.index(before: end)
      guard isWhitespace(bytes[last]) else { break }
      end = last
    }
    return text[start..<end]
  }

  /// The bytes without white space at their ends, as a range.
  package static func trimmedRange(_ bytes: Span<UInt8>) -> Range<Int> {
    var start = 0
    var end = bytes.count
    while start < end, isWhitespace(bytes[start]) { start += 1 }
    while start < end, isWhitespace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
