/// A growing run of bytes that takes little-endian integers and counted texts: the form of what is
/// kept in caches.
package struct BinaryWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Adds one byte.
  package mutating func append(_ value: UInt8) {
    bytes.append(value)
  }

  /// Adds two bytes, the lower first.
  package mutating func append(_ value: UInt16) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Adds four bytes, the lowest first.
  package mutating func append(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Adds eight bytes, the lowest first.
  package mutating func append(_ value: Int64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Adds eight bytes, the lowest first.
  package mutating func append(_ value: UInt64) {
    append(Int64(bitPattern: value))
  }

  /// Adds bytes as they are.
  package mutating func append(raw: some Collection<UInt8>) {
    bytes.append(contentsOf: raw)
  }

  /// Adds a count and the bytes of `text`.
  package mutating func append(_ text: String) {
    append(UInt32(clamping: text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds whether there is a text, and the text.
  package mutating func append(_ text: String?) {
    append(UInt8(text == nil ? 0 : 1))
    if let text { append(text) }
  }

  /// Adds a count and each of `texts`.
  package mutating func append(_ texts: [String]) {
    append(UInt32(clamping: texts.count))
    for text in texts { append(text) }
  }

  /// Adds a count and `content`.
  package mutating func append(counted content: [UInt8]) {
    append(UInt32(clamping: content.count))
    bytes.append(contentsOf: content)
  }
}
