import Basics

/// How a page's format writes the bytes that it cannot write as they are.
enum TextEscapes {
  /// There are none: the bytes are the text.
  case none
  /// JSON's backslashes (RFC 8259 § 7).
  case json
  /// HTML's character references in an attribute's value.
  case html

  /// The text that `bytes` stand for, in UTF-8; what is not an escape stays as it is.
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
      if escape == UInt8(ascii: "u") {
        let scalar = TextEscape.scalar(in: bytes, at: &position) ?? "\u{FFFD}"
        result.append(contentsOf: String(scalar).utf8)
      } else {
        result.append(TextEscape.byte(escape) ?? escape)
      }
    }
    return result
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
