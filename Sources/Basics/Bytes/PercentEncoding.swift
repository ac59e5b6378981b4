/// The percent-encoding of URLs (RFC 3986 § 2.1).
package enum PercentEncoding {
  /// Escapes all bytes but the unreserved ones (§ 2.3: letters, digits, `-`, `.`, `_`, `~`) and
  /// those of `kept`, such as the `/` of a path.
  package static func encoded(_ text: String, keeping kept: StaticString = "") -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let kept = UnsafeBufferPointer(start: kept.utf8Start, count: kept.utf8CodeUnitCount)
    var result: [UInt8] = []
    for byte in text.utf8 {
      if ASCII.isAlphanumeric(byte) || "-._~".utf8.contains(byte) || kept.contains(byte) {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes with each well-formed escape undone; whatever else has a `%` stays as it is.
  package static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    decoded(Array(bytes)[...])
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = bytes.startIndex
    while position != bytes.endIndex {
      let byte = bytes[position]
      position = bytes.index(after: position)
      guard byte == UInt8(ascii: "%") else {
        result.append(byte)
        continue
      }
      let pair = bytes[position...].prefix(2)
      if pair.count == 2, Hexadecimal.append(pair, to: &result) {
        position = pair.endIndex
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// The text with its escapes undone; bytes that are not UTF-8 become U+FFFD.
  package static func decoded(_ text: some StringProtocol) -> String {
    String(decoding: decoded(text.utf8), as: UTF8.self)
  }
}
