/// Resolution of links against the page they stand on (RFC 3986 § 5), and the parts of a link.
enum URLReference {
  /// The absolute URL that `reference` means on the page at `base`, without its fragment.
  static func resolve(_ reference: String, base: String) -> String {
    let reference = withoutFragment(trimmed(reference))
    if scheme(of: reference) != nil { return reference }
    guard let scheme = scheme(of: base) else { return reference }
    let origin = origin(of: base)
    if reference.hasPrefix("//") { return scheme + ":" + reference }
    let path = withoutQuery(withoutFragment(base)).dropFirst(origin.utf8.count)
    if reference.isEmpty { return withoutFragment(base) }
    if reference.hasPrefix("?") { return origin + path + reference }
    let query = reference.utf8.firstIndex(of: UInt8(ascii: "?")) ?? reference.endIndex
    let target = reference[..<query]
    let merged: String
    if target.hasPrefix("/") {
      merged = String(target)
    } else {
      let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
      merged = (slash.map { String(path[...$0]) } ?? "/") + target
    }
    return origin + withoutDotSegments(merged) + reference[query...]
  }

  /// The scheme of an absolute URL, or nil for a relative reference.
  static func scheme(of url: String) -> Substring? {
    let bytes = url.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon != bytes.startIndex else {
      return nil
    }
    for byte in bytes[..<colon] {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        continue
      default: return nil
      }
    }
    return url[..<colon]
  }

  /// The last component of a URL's path with its percent escapes undone; "" where there is none.
  static func fileName(of url: String) -> String {
    let path = withoutQuery(withoutFragment(url))
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
    return String(
      decoding: percentDecoded(path.utf8[(slash ?? path.startIndex)...]), as: UTF8.self)
  }

  /// The value of `sha256=` in a URL's fragment, or nil.
  static func sha256(inFragmentOf url: String) -> Substring? {
    guard let hash = url.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
    for part in url[url.utf8.index(after: hash)...].split(separator: "&")
    where part.hasPrefix("sha256=") {
      return part.dropFirst(7)
    }
    return nil
  }

  /// The bytes with each well-formed percent escape undone.
  static func percentDecoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = bytes.startIndex
    while position != bytes.endIndex {
      let byte = bytes[position]
      let first = bytes.index(after: position)
      if byte == UInt8(ascii: "%"), first != bytes.endIndex {
        let second = bytes.index(after: first)
        if second != bytes.endIndex, let high = hexadecimal(bytes[first]),
          let low = hexadecimal(bytes[second])
        {
          result.append(high << 4 | low)
          position = bytes.index(after: second)
          continue
        }
      }
      result.append(byte)
      position = first
    }
    return result
  }

  /// `text` as one component of a URL's path: what is not unreserved is escaped.
  static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.append(byte)
      default:
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The value of a hexadecimal digit, or nil.
  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func trimmed(_ text: String) -> String {
    var bytes = text.utf8[...]
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return String(Substring(bytes))
  }

  private static func withoutFragment(_ url: String) -> String {
    url.utf8.firstIndex(of: UInt8(ascii: "#")).map { String(url[..<$0]) } ?? url
  }

  private static func withoutQuery(_ url: String) -> String {
    url.utf8.firstIndex(of: UInt8(ascii: "?")).map { String(url[..<$0]) } ?? url
  }

  /// The scheme and authority: what stands before the path.
  private static func origin(of url: String) -> String {
    guard let scheme = scheme(of: url) else { return "" }
    let rest = url.utf8.dropFirst(scheme.utf8.count + 1)
    guard rest.starts(with: "//".utf8) else { return String(scheme) + ":" }
    let authority = rest.dropFirst(2)
    let end = authority.firstIndex { "/?#".utf8.contains($0) } ?? authority.endIndex
    return String(url[..<end])
  }

  private static func withoutDotSegments(_ path: String) -> String {
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for segment in segments {
      switch segment {
      case ".": continue
      case "..": _ = kept.popLast()
      default: kept.append(segment)
      }
    }
    if let last = segments.last, last == "." || last == ".." { kept.append("") }
    return "/" + kept.joined(separator: "/")
  }
}
