/// A tag of at most sixteen bytes, such as `cp313`, as one number: an index has thousands, and a plan compares
/// most of them with the few that fit.
struct TagWord: Hashable, Sendable {
  /// The bytes, the first one in the lowest place.
  private let bits: UInt128

  /// Nil for what is longer, and for several tags with `.` between them.
  init?(_ bytes: some Collection<UInt8>) {
    guard (1...16) ~= bytes.count else { return nil }
    var bits: UInt128 = 0
    for (place, byte) in bytes.enumerated() {
      guard byte != UInt8(ascii: ".") else { return nil }
      bits |= UInt128(byte) << UInt128(place * 8)
    }
    self.bits = bits
  }

  private init(bits: UInt128) { self.bits = bits }

  /// One of the tags that are known here; one that no tag equals for what is longer.
  static func of(_ text: String) -> TagWord { TagWord(text.utf8) ?? TagWord(bits: 0) }

  /// What is behind the first three bytes, if they are those of another tag.
  func rest(after prefix: TagWord) -> TagWord? {
    bits & 0xff_ffff == prefix.bits ? TagWord(bits: bits >> 24) : nil
  }

  var isEmpty: Bool { bits == 0 }

  /// The number that it is, without a zero before it.
  var number: Int? {
    var rest = bits
    var number = 0
    guard rest != 0, rest & 0xff != 0x30 || rest >> 8 == 0 else { return nil }
    while rest != 0 {
      let digit = rest & 0xff
      guard (0x30...0x39) ~= digit else { return nil }
      number = number * 10 + Int(digit - 0x30)
      rest >>= 8
    }
    return number
  }
}
