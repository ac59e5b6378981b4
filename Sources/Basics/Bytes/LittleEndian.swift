/// Little-endian numbers at places in bytes that may be too short for them.
package struct LittleEndian: Sendable {
  package let bytes: ArraySlice<UInt8>

  package init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// The number of `size` bytes, eight at most, at `offset` from the start; nil if out of bounds.
  package func number(at offset: Int, size: Int) -> UInt64? {
    guard offset >= 0, offset <= bytes.count - size else { return nil }
    var number: UInt64 = 0
    for position in (0..<size).reversed() {
      number = number << 8 | UInt64(bytes[bytes.startIndex + offset + position])
    }
    return number
  }

  /// The 16-bit number at `offset`.
  package func short(at offset: Int) -> Int? { number(at: offset, size: 2).map { Int($0) } }

  /// The 32-bit number at `offset`.
  package func word(at offset: Int) -> Int? { number(at: offset, size: 4).map { Int($0) } }

  /// The 64-bit number at `offset`; nil too if it is beyond `Int`.
  package func long(at offset: Int) -> Int? {
    number(at: offset, size: 8).flatMap { Int(exactly: $0) }
  }

  /// `count` bytes at `offset`; nil if out of bounds.
  package func slice(at offset: Int, count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      return nil
    }
    return bytes[(bytes.startIndex + offset)..<(bytes.startIndex + offset + count)]
  }
}
