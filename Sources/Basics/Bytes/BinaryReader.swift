/// A cursor over bytes that a ``BinaryWriter`` made.
///
/// The bytes come from a disk: every read is checked, and one past the end throws.
package struct BinaryReader: Sendable {
  /// The bytes end before the value does.
  package struct Truncated: Error {
    package init() {}
  }

  private let bytes: [UInt8]
  package private(set) var position: Int

  /// A cursor at `position`.
  package init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// Whether every byte was read.
  package var isAtEnd: Bool { position == bytes.count }

  /// Reads one byte.
  package mutating func byte() throws(Truncated) -> UInt8 {
    guard position >= 0, position < bytes.count else { throw Truncated() }
    defer { position += 1 }
    return bytes[position]
  }

  /// Reads four bytes.
  package mutating func word() throws(Truncated) -> UInt32 {
    let range = try take(4)
    return bytes.withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt32.self))
    }
  }

  /// Reads eight bytes.
  package mutating func long() throws(Truncated) -> Int64 {
    let range = try take(8)
    return bytes.withUnsafeBytes {
      Int64(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: Int64.self))
    }
  }

  /// Reads `count` bytes.
  package mutating func raw(_ count: Int) throws(Truncated) -> ArraySlice<UInt8> {
    bytes[try take(count)]
  }

  /// Reads a counted run of bytes.
  package mutating func counted() throws(Truncated) -> ArraySlice<UInt8> {
    try raw(Int(try word()))
  }

  /// Reads a counted text.
  package mutating func text() throws(Truncated) -> String {
    String(decoding: try counted(), as: UTF8.self)
  }

  /// Reads a text that may be absent.
  package mutating func optionalText() throws(Truncated) -> String? {
    try byte() == 0 ? nil : try text()
  }

  /// Reads a counted list of texts.
  package mutating func texts() throws(Truncated) -> [String] {
    let count = try word()
    var result: [String] = []
    for _ in 0..<count { result.append(try text()) }
    return result
  }

  private mutating func take(_ count: Int) throws(Truncated) -> Range<Int> {
    guard position >= 0, count >= 0, position <= bytes.count, count <= bytes.count - position else {
      throw Truncated()
    }
    defer { position += count }
    return position..<position + count
  }
}
