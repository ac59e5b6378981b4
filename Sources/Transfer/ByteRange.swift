/// A range of a resource's bytes, as RFC 9110 § 14.1.2 asks for it.
package enum ByteRange: Hashable, Sendable {
  /// The bytes at offsets `from` up to and including `to`.
  case bytes(from: Int, to: Int)

  /// The last bytes of the resource.
  case suffix(Int)

  /// The range as it comes after `bytes=` in a `Range` field.
  var text: String {
    switch self {
    case .bytes(let from, let to): "\(from)-\(to)"
    case .suffix(let count): "-\(count)"
    }
  }

  /// The offsets this range covers in a body of `count` bytes, or nil if it covers none.
  func offsets(inBodyOf count: Int) -> Range<Int>? {
    switch self {
    case .bytes(let from, let to):
      guard from >= 0, from < count, to >= from else { return nil }
      return from..<min(to, count - 1) + 1
    case .suffix(let length):
      guard length > 0, count > 0 else { return nil }
      return (count - min(length, count))..<count
    }
  }

  /// Whether the range can be asked for at all.
  var isValid: Bool {
    switch self {
    case .bytes(let from, let to): from >= 0 && to >= from
    case .suffix(let count): count > 0
    }
  }
}
