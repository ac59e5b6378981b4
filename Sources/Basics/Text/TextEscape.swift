/// What the backslash escapes of JSON (RFC 8259 § 7) and TOML have in common.
package enum TextEscape {
  /// The byte that the letter after a backslash stands for; `nil` for other letters.
  package static func byte(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter
    default: nil
    }
  }

  /// The character of JSON's `uXXXX` whose digits begin at `position`, which moves after them, and
  /// after a second escape where the two are a surrogate pair.
  ///
  /// - Returns: `nil` unless there are four digits; U+FFFD for half of a surrogate pair.
  package static func scalar(in bytes: [UInt8], at position: inout Int) -> Unicode.Scalar? {
    guard position <= bytes.count, var value = Hexadecimal.number(bytes[position...], count: 4)
    else { return nil }
    position += 4
    if value >> 10 == 0x36, bytes[position...].starts(with: "\\u".utf8),
      let low = Hexadecimal.number(bytes[(position + 2)...], count: 4), low >> 10 == 0x37
    {
      position += 6
      value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
