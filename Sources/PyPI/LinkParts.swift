import Basics

/// A link of an index page, taken apart without copying.
struct LinkParts {
  /// The link without white space around it and without its fragment.
  let url: UnsafeBufferPointer<UInt8>
  /// What follows `#`.
  let fragment: UnsafeBufferPointer<UInt8>
  /// Where the last component of the path is.
  let component: Range<Int>
  /// Whether something follows `?`.
  let hasQuery: Bool
  /// Whether it is an absolute URL of the web without any byte that has no place in one.
  let isWeb: Bool
  /// Whether a user comes before the host.
  let hasUser: Bool

  /// Takes `link` apart.
  init(_ link: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var end = link.count
    while start < end, link[start] <= 0x20 { start += 1 }
    while start < end, link[end - 1] <= 0x20 { end -= 1 }
    let link = UnsafeBufferPointer(rebasing: link[start..<end])
    let hash = Self.first(UInt8(ascii: "#"), in: link) ?? link.count
    url = UnsafeBufferPointer(rebasing: link[..<hash])
    fragment = UnsafeBufferPointer(rebasing: link[min(hash + 1, link.count)...])
    let query = Self.first(UInt8(ascii: "?"), in: url)
    hasQuery = query != nil
    let path = url[..<(query ?? url.count)]
    let slash = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    component = slash..<path.endIndex
    isWeb =
      (Self.starts(url, with: "https://") || Self.starts(url, with: "http://"))
      && url.allSatisfy { $0 > 0x20 && $0 != 0x7f }
    // `https://` or `http://`, then all up to the path.
    hasUser =
      isWeb && Self.first(UInt8(ascii: "@"), in: url) != nil
      && url.dropFirst(7).drop { $0 == UInt8(ascii: "/") }.prefix { $0 != UInt8(ascii: "/") }
        .contains(UInt8(ascii: "@"))
  }

  private static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    ByteSearch.first(byte, in: UnsafeRawBufferPointer(bytes))
  }

  private static func starts(
    _ bytes: UnsafeBufferPointer<UInt8>, with text: StaticString
  ) -> Bool {
    bytes.count >= text.utf8CodeUnitCount
      && ByteSearch.isSame(UnsafeBufferPointer(rebasing: bytes[..<text.utf8CodeUnitCount]), text)
  }

  /// Where the value of `sha256=` is in the fragment.
  var sha256: Range<Int>? {
    let key = Array("sha256=".utf8)
    var start = 0
    while start < fragment.count {
      let end = fragment[start...].firstIndex(of: UInt8(ascii: "&")) ?? fragment.count
      if fragment[start..<end].starts(with: key) { return start + key.count..<end }
      start = end + 1
    }
    return nil
  }
}
