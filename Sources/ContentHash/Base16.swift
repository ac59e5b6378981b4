/// Hexadecimal, written in lower case and read in either.
enum Base16 {
  private static let alphabet = Array("0123456789abcdef".utf8)

  static func length(of byteCount: Int) -> Int { byteCount * 2 }

  static func encode(_ bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
      for (position, byte) in bytes.enumerated() {
        buffer[position * 2] = alphabet[Int(byte >> 4)]
        buffer[position * 2 + 1] = alphabet[Int(byte & 15)]
      }
      return bytes.count * 2
    }
  }

  /// The `byteCount` bytes that `digits` stand for, or nil if there are more, fewer or others.
  static func decode(_ digits: some Collection<UInt8>, byteCount: Int) -> [UInt8]? {
    // A string's UTF-8 view counts and steps faster through its buffer.
    let decoded = digits.withContiguousStorageIfAvailable { decode($0, byteCount: byteCount) }
    if let decoded { return decoded }
    return Array(digits).withUnsafeBufferPointer { decode($0, byteCount: byteCount) }
  }

  private static func decode(
    _ digits: UnsafeBufferPointer<UInt8>, byteCount: Int
  ) -> [UInt8]? {
    guard digits.count == byteCount * 2 else { return nil }
    var invalid = false
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      for position in 0..<byteCount {
        let high = value(digits[position * 2])
        let low = value(digits[position * 2 + 1])
        if (high | low) > 15 { invalid = true }
        buffer.initializeElement(at: position, to: high << 4 | (low & 15))
      }
      count = byteCount
    }
    return invalid ? nil : bytes
  }

  /// A digit's value, or 255.
  private static func value(_ digit: UInt8) -> UInt8 {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: 255
    }
  }
}
