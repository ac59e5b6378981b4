/// What has to be read off a URL's text before libcurl parses it in full.
enum URLText {
  /// The scheme in lower case, or nil where there is none.
  static func scheme(of url: String) -> String? {
    let bytes = url.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon != bytes.startIndex,
      bytes[..<colon].allSatisfy({ isSchemeByte($0) })
    else { return nil }
    return url[..<colon].lowercased()
  }

  /// The scheme, host and port, in lower case and without credentials.
  static func origin(of url: String) -> String {
    guard let authority = authority(of: url) else { return url }
    let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority.index(after: $0) }
    let end = authority.endIndex
    return ((scheme(of: url) ?? "") + "://" + String(url[(host ?? authority.startIndex)..<end]))
      .lowercased()
  }

  /// The URL without user name and password, as it may be shown and stored.
  static func withoutCredentials(_ url: String) -> String {
    guard let authority = authority(of: url),
      let at = authority.lastIndex(of: UInt8(ascii: "@"))
    else { return url }
    return String(url[..<authority.startIndex]) + String(url[authority.index(after: at)...])
  }

  /// The user name and password, as the URL spells them; nil where it has none.
  static func credentials(in url: String) -> String? {
    guard let authority = authority(of: url),
      let at = authority.lastIndex(of: UInt8(ascii: "@"))
    else { return nil }
    return String(url[authority.startIndex..<at])
  }

  /// The URL with a user name and password, unless it has some, or no host.
  static func with(credentials: String, in url: String) -> String {
    guard let authority = authority(of: url), !authority.contains(UInt8(ascii: "@")) else {
      return url
    }
    return url[..<authority.startIndex] + credentials + "@" + url[authority.startIndex...]
  }

  /// Whether the URL's path ends as a compressed file's name does.
  static func namesCompressedFile(_ url: String) -> Bool {
    let path = url.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")) else { return false }
    switch url[path.index(after: dot)..<path.endIndex].lowercased() {
    case "gz", "tgz", "bz2", "tbz", "xz", "txz", "zst", "lz", "z", "zip", "whl", "egg", "rds":
      return true
    default:
      return false
    }
  }

  /// The path of a `file:` URL with its percent escapes undone.
  ///
  /// Nil for a URL of another scheme, of another host, or with a path that is no path.
  static func filePath(of url: String) -> String? {
    guard scheme(of: url) == "file", let authority = authority(of: url) else { return nil }
    let host = url[authority.startIndex..<authority.endIndex].lowercased()
    guard host.isEmpty || host == "localhost" else { return nil }
    let escaped = url.utf8[authority.endIndex...].prefix {
      $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(escaped.count)
    var rest = escaped
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(hexadecimalDigit),
        let low = rest.popFirst().flatMap(hexadecimalDigit)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    guard bytes.first == UInt8(ascii: "/"), !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The URL without its fragment, which no server is told, and with spaces escaped.
  ///
  /// Nil where a control character or an empty rest would make it another URL than the one shown.
  static func wireForm(_ url: String) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(url.utf8.count)
    for byte in url.utf8 {
      if byte == UInt8(ascii: "#") { break }
      guard byte >= 0x20, byte != 0x7f else { return nil }
      if byte == 0x20 { bytes.append(contentsOf: "%20".utf8) } else { bytes.append(byte) }
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func authority(of url: String) -> Substring.UTF8View? {
    let bytes = url.utf8
    guard let scheme = scheme(of: url) else { return nil }
    let rest = bytes.dropFirst(scheme.utf8.count + 1)
    guard rest.starts(with: "//".utf8) else { return nil }
    return rest.dropFirst(2).prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
    }
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
