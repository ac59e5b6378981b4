/// Base 16, both ways.
package enum Hexadecimal {
  private static let lowerCase = Array("0123456789abcdef".utf8)

  /// The value of a digit of either case; `nil` for any other byte.
  @inlinable
  package static func digit(_ byte: UInt8) -> UInt8? {
    let number = byte &- 0x30
    if number < 10 { return number }
    let letter = (byte | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : nil
  }

  /// Whether the byte is a digit in lower case.
  package static func isLowerCase(_ byte: UInt8) -> Bool { lowerCase.contains(byte) }

  /// The lower-case digits of `bytes`, two for each.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    return String(unsafeUninitializedCapacity: bytes.count * 2) { digits in
      for (place, byte) in bytes.enumerated() {
        digits[place * 2] = letter(byte >> 4)
        digits[place * 2 + 1] = letter(byte & 15)
      }
      return bytes.count * 2
    }
  }

  private static func letter(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  /// The sixteen lower-case digits of a number.
  package static func text(_ number: UInt64) -> String {
    withUnsafeBytes(of: number.bigEndian) { text($0) }
  }

  /// The bytes that `digits` stand for; `nil` if they are anything but pairs of digits.
  package static func bytes(_ digits: some Collection<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    return append(digits, to: &bytes) ? bytes : nil
  }

  /// Adds the bytes that `digits` stand for; adds nothing and returns `false` where they are
  /// anything but pairs of digits.
  package static func append(_ digits: some Collection<UInt8>, to bytes: inout [UInt8]) -> Bool {
    Array(digits).withUnsafeBufferPointer { append($0, to: &bytes) }
  }

  /// Adds the bytes that `digits` stand for, as the function above; of a page of an index this is called
  /// for every file.
  package static func append(
    _ digits: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]
  ) -> Bool {
    guard digits.count.isMultiple(of: 2) else { return false }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: digits.count / 2) { values in
      for position in 0..<digits.count / 2 {
        guard let high = digit(digits[2 * position]), let low = digit(digits[2 * position + 1])
        else { return false }
        values[position] = high << 4 | low
      }
      bytes.append(contentsOf: values)
      return true
    }
  }

  /// The number that the first `count` digits stand for, as in the escapes of JSON and TOML; `nil`
  /// where there are fewer.
  package static func number(_ bytes: some Collection<UInt8>, count: Int) -> UInt32? {
    var value: UInt32 = 0
    var found = 0
    for byte in bytes.prefix(count) {
      guard let digit = digit(byte) else { return nil }
      value = value << 4 | UInt32(digit)
      found += 1
    }
    return found == count ? value : nil
  }
}
