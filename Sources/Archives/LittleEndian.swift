/// Numbers in bytes that may be too short for them.
struct LittleEndian {
  let bytes: ArraySlice<UInt8>

  /// The number of `size` bytes, eight at most, at `offset` from the start; nil if out of bounds.
  func number(at offset: Int, size: Int) -> UInt64? {
    guard offset >= 0, offset <= bytes.count - size else { return nil }
    var number: UInt64 = 0
    for position in (0..<size).reversed() {
      number = number << 8 | UInt64(bytes[bytes.startIndex + offset + position])
    }
    return number
  }

  /// The 16-bit number at `offset`.
  func short(at offset: Int) -> Int? { number(at: offset, size: 2).map { Int($0) } }

  /// The 32-bit number at `offset`.
  func word(at offset: Int) -> Int? { number(at: offset, size: 4).map { Int($0) } }

  /// The 64-bit number at `offset`; nil too if it is beyond `Int`.
  func long(at offset: Int) -> Int? { number(at: offset, size: 8).flatMap { Int(exactly: $0) } }

  /// `count` bytes at `offset`; nil if out of bounds.
  func slice(at offset: Int, count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      return nil
    }
    return bytes[(bytes.startIndex + offset)..<(bytes.startIndex + offset + count)]
  }
}
