/// A check of text that comes in pieces: that it is UTF-8 (RFC 3629) without control characters
/// other than tabs and line ends.
package struct TextChecker: Sendable {
  /// How many bytes of the current character are to come, and what the next may be.
  private var missing = 0
  private var low: UInt8 = 0x80
  private var high: UInt8 = 0xBF

  package init() {}

  /// Whether the text ends between two characters.
  package var isWhole: Bool { missing == 0 }

  /// Takes the next piece.
  ///
  /// - Returns: The offset in it of the first byte that has no place there; `nil` for none.
  package mutating func take(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var position = 0
    while position < bytes.count {
      if missing == 0 {
        // Eight at a time, as long as all are plain: neither below a space nor above ASCII.
        while position + 8 <= bytes.count {
          let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
          let marks = (word &- 0x2020_2020_2020_2020) | word
          guard marks & 0x8080_8080_8080_8080 == 0 else { break }
          position += 8
        }
        guard position < bytes.count else { return nil }
      }
      guard take(bytes[position]) else { return position }
      position += 1
    }
    return nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    if missing > 0 {
      guard byte >= low, byte <= high else { return false }
      missing -= 1
      (low, high) = (0x80, 0xBF)
      return true
    }
    switch byte {
    case 0x09, 0x0A, 0x0D, 0x20..<0x80: return true
    case 0xC2...0xDF: missing = 1
    case 0xE0: (missing, low) = (2, 0xA0)
    case 0xED: (missing, high) = (2, 0x9F)
    case 0xE1...0xEF: missing = 2
    case 0xF0: (missing, low) = (3, 0x90)
    case 0xF1...0xF3: missing = 3
    case 0xF4: (missing, high) = (3, 0x8F)
    default: return false
    }
    return true
  }
}
