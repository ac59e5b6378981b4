/// One token as the tree stores it: where it starts and what it is, in 32 bits.
///
/// Tokens tile the text, so a token ends where the next one starts.
struct Token {
  private static let startBits: UInt32 = 26

  /// The offset of the first byte in the lower 26 bits, the kind above.
  private let bits: UInt32

  /// A token whose first byte is at an offset below 64 MiB.
  @inline(__always)
  init(start: UInt32, kind: TokenKind) {
    bits = start | UInt32(kind.rawValue) << Self.startBits
  }

  /// The offset of the first byte.
  @inline(__always)
  var start: UInt32 { bits & (1 << Self.startBits - 1) }

  /// What the token is.
  @inline(__always)
  var kind: TokenKind {
    TokenKind(rawValue: UInt8(truncatingIfNeeded: bits >> Self.startBits)) ?? .unknown
  }
}
