import Basics

/// How much of a body has been passed on, so that a second attempt passes on only the rest.
///
/// The second attempt reads from the start, since few servers can be trusted to say that a range
/// belongs to the same file; a checksum of what was passed on shows whether the start is the same.
struct Resumption {
  /// The checksum of all that was passed on.
  private(set) var delivered = Checksum()
  private var seen = Checksum()

  /// Begins another attempt.
  mutating func restart() {
    seen = Checksum()
  }

  /// Whether this attempt has come as far as the earlier ones.
  var isCaughtUp: Bool { seen.count == delivered.count }

  /// The part of the next piece that was not passed on before; nil when the body is another one.
  mutating func skip(in bytes: [UInt8]) -> Range<Int>? {
    let known = Int(min(delivered.count - seen.count, UInt64(bytes.count)))
    return bytes.withUnsafeBytes { bytes in
      seen.update(UnsafeRawBufferPointer(rebasing: bytes[..<known]))
      if known > 0, isCaughtUp, seen.value != delivered.value { return nil }
      let fresh = known..<bytes.count
      guard !fresh.isEmpty else { return fresh }
      delivered.update(UnsafeRawBufferPointer(rebasing: bytes[fresh]))
      seen = delivered
      return fresh
    }
  }
}
