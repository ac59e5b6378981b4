/// A walk over markup that notes where a tag has more parts than any page needs.
///
/// libxml2 compares each attribute of a tag with all before it, so that the time for one tag grows
/// with the square of their number. Parts are counted generously: spaces, `=`, `/` and quotes
/// outside of quoted values.
struct TagGuard {
  /// The most parts of a tag.
  static let limit = 4096

  private enum State {
    case text
    /// After `<`.
    case opening
    case tag
    case value(quote: UInt8)
  }

  private var state = State.text
  private var parts = 0

  /// Takes the next bytes; false once a tag has too many parts.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes {
      switch state {
      case .text:
        if byte == UInt8(ascii: "<") { state = .opening }
      case .opening:
        parts = 0
        // A comment or declaration has no attributes.
        state = byte == UInt8(ascii: "!") ? .text : .tag
      case .tag:
        switch byte {
        case UInt8(ascii: ">"): state = .text
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
          state = .value(quote: byte)
          parts += 1
        case UInt8(ascii: "="), UInt8(ascii: "/"), 0...0x20: parts += 1
        default: break
        }
        if parts > Self.limit { return false }
      case .value(let quote):
        if byte == quote { state = .tag }
      }
    }
    return true
  }
}
