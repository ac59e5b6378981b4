/// Base 16, both ways, for the digests of a ``ProjectTable``.
enum HexadecimalDigits {
  /// Adds the bytes that `digits` stand for; adds nothing and returns false where they are none.
  static func append(
    _ digits: Slice<UnsafeBufferPointer<UInt8>>, to bytes: inout [UInt8]
  ) -> Bool {
    guard digits.count.isMultiple(of: 2) else { return false }
    let count = bytes.count
    var position = digits.startIndex
    while position < digits.endIndex {
      let high = value(of: digits[position])
      let low = value(of: digits[position + 1])
      guard high | low < 16 else {
        bytes.removeLast(bytes.count - count)
        return false
      }
      bytes.append(high << 4 | low)
      position += 2
    }
    return true
  }

  /// The value of a digit; 255 for a byte that is none.
  private static func value(of byte: UInt8) -> UInt8 {
    let number = byte &- UInt8(ascii: "0")
    if number < 10 { return number }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : 255
  }

  /// The lower-case digits of `bytes`.
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for byte in bytes {
      digits.append(lowerCase[Int(byte >> 4)])
      digits.append(lowerCase[Int(byte & 15)])
    }
    return String(decoding: digits, as: UTF8.self)
  }

  private static let lowerCase = Array("0123456789abcdef".utf8)
}
