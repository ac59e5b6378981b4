/// A `Content-Range` of bytes whose total is known (RFC 9110 § 14.4).
struct ContentRange: Equatable {
  let range: Range<Int>
  let total: Int

  /// Reads the field; nil if it is none of the kind.
  init?(_ field: String?) {
    guard let field, field.hasPrefix("bytes ") else { return nil }
    let parts = field.dropFirst(6).split { $0 == "-" || $0 == "/" }
    guard parts.count == 3, let first = Int(parts[0]), let last = Int(parts[1]),
      let total = Int(parts[2]), first >= 0, first <= last, last < total
    else { return nil }
    range = first..<last + 1
    self.total = total
  }
}
