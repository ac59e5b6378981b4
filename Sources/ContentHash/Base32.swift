/// Nix's base-32: its alphabet lacks e, o, u and t, and the last digit holds the lowest five bits.
enum Base32 {
  private static let alphabet = Array("0123456789abcdfghijklmnpqrsvwxyz".utf8)

  /// Every byte's digit value; 255 where it is not a digit.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()

  static func length(of byteCount: Int) -> Int { (byteCount * 8 + 4) / 5 }

  static func encode(_ bytes: [UInt8]) -> String {
    let length = length(of: bytes.count)
    let digits = (0..<length).reversed().map { digit in
      let byte = digit * 5 / 8
      let shift = digit * 5 % 8
      var pair = UInt16(bytes[byte])
      if byte + 1 < bytes.count { pair |= UInt16(bytes[byte + 1]) << 8 }
      return alphabet[Int(pair >> UInt16(shift)) & 31]
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The `byteCount` bytes that `digits` stand for, or nil if they stand for no such bytes.
  static func decode(_ digits: ArraySlice<UInt8>, byteCount: Int) -> [UInt8]? {
    guard digits.count == length(of: byteCount) else { return nil }
    var bytes = [UInt8](repeating: 0, count: byteCount)
    for (position, digit) in digits.reversed().enumerated() {
      let value = values[Int(digit)]
      guard value < 32 else { return nil }
      let byte = position * 5 / 8
      let pair = UInt16(value) << UInt16(position * 5 % 8)
      bytes[byte] |= UInt8(truncatingIfNeeded: pair)
      if byte + 1 < byteCount {
        bytes[byte + 1] |= UInt8(pair >> 8)
      } else if pair > 255 {
        return nil
      }
    }
    return bytes
  }
}
