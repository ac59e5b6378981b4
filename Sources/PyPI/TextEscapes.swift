/// How a page's format writes the bytes that it can't write as they are.
enum TextEscapes {
  /// There are none: the bytes are the text.
  case none
  /// JSON's backslashes (RFC 8259 § 7).
  case json
  /// HTML's character references in an attribute's value.
  case html

  /// The text that `bytes` stand for, in UTF-8; what is no escape stays as it is.
  func decode(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    switch self {
    case .none: Array(bytes)
    case .json: Self.json(Array(bytes))
    case .html: Self.html(Array(bytes))
    }
  }

  private static func json(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == UInt8(ascii: "\\"), position < bytes.count else {
        result.append(byte)
        continue
      }
      let escape = bytes[position]
      position += 1
      switch escape {
      case UInt8(ascii: "n"): result.append(0x0a)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0d)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0c)
      case UInt8(ascii: "u"):
        append(scalarAt: &position, of: bytes, to: &result)
      default: result.append(escape)
      }
    }
    return result
  }

  /// Adds the scalar of the four digits at `position`, which may begin a surrogate pair.
  private static func append(
    scalarAt position: inout Int, of bytes: [UInt8], to result: inout [UInt8]
  ) {
    guard var value = unit(bytes, position) else { return append(0xfffd, to: &result) }
    position += 4
    if value >> 10 == 0x36, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u"), let low = unit(bytes, position + 2),
      low >> 10 == 0x37
    {
      position += 6
      value = 0x10000 + (value & 0x3ff) << 10 + (low & 0x3ff)
    }
    append(value, to: &result)
  }

  private static func unit(_ bytes: [UInt8], _ start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      guard let digit = URLReference.hexadecimal(byte) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private static func append(_ value: UInt32, to result: inout [UInt8]) {
    result.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{fffd}").utf8)
  }

  private static func html(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      // A reference longer than this is none of ours.
      let limit = min(position + 12, bytes.count)
      guard byte == UInt8(ascii: "&"),
        let end = bytes[position..<limit].firstIndex(of: UInt8(ascii: ";")),
        let scalar = reference(bytes[(position + 1)..<end])
      else {
        result.append(byte)
        position += 1
        continue
      }
      append(scalar, to: &result)
      position = end + 1
    }
    return result
  }

  /// The scalar that the reference with this name means; nil for a name outside HTML's first five.
  static func reference(_ name: ArraySlice<UInt8>) -> UInt32? {
    switch String(decoding: name, as: UTF8.self) {
    case "amp": return 0x26
    case "lt": return 0x3c
    case "gt": return 0x3e
    case "quot": return 0x22
    case "apos": return 0x27
    case let text where text.hasPrefix("#x") || text.hasPrefix("#X"):
      return UInt32(text.dropFirst(2), radix: 16)
    case let text where text.hasPrefix("#"): return UInt32(text.dropFirst(), radix: 10)
    default: return nil
    }
  }
}
