import Basics
import CCurl

/// The parts of URLs, as libcurl reads them (RFC 3986), since it is libcurl that asks for them.
package enum URLText {
  /// The scheme in lower case, or nil if there is none.
  package static func scheme(of url: String) -> String? {
    ParsedURL(url)?[CURLUPART_SCHEME]?.lowercased()
  }

  /// The scheme, host and port, in lower case and without credentials.
  package static func origin(of url: String) -> String {
    guard let parsed = ParsedURL(url), let host = parsed[CURLUPART_HOST] else { return url }
    let port = parsed[CURLUPART_PORT].map { ":\($0)" } ?? ""
    return "\(parsed[CURLUPART_SCHEME] ?? "")://\(host)\(port)".lowercased()
  }

  /// The host in lower case, without user and port; nil if there is none.
  package static func host(of url: String) -> String? {
    ParsedURL(url)?[CURLUPART_HOST]?.lowercased()
  }

  /// The URL without user name and password, as it may be shown and stored.
  package static func withoutCredentials(_ url: String) -> String {
    guard url.has(UInt8(ascii: "@")) else { return url }
    guard let parsed = ParsedURL(url) else {
      // What is not a URL may still have a password typed into it.
      guard let start = url.range(ofText: "://"), let at = url.lastIndex(of: "@"),
        at >= start.upperBound
      else { return url }
      return String(url[..<start.upperBound] + url[url.index(after: at)...])
    }
    guard parsed[CURLUPART_USER] != nil || parsed[CURLUPART_PASSWORD] != nil else { return url }
    parsed.set(CURLUPART_USER, nil)
    parsed.set(CURLUPART_PASSWORD, nil)
    return parsed.text ?? url
  }

  /// The user name and password, as the URL spells them; nil if it has none.
  package static func credentials(in url: String) -> String? {
    guard let parsed = ParsedURL(url), let user = parsed[CURLUPART_USER] else { return nil }
    return user + (parsed[CURLUPART_PASSWORD].map { ":\($0)" } ?? "")
  }

  /// The URL with a user name and password, unless it has some, or no host.
  static func with(credentials: String, in url: String) -> String {
    guard let parsed = ParsedURL(url), parsed[CURLUPART_HOST] != nil,
      parsed[CURLUPART_USER] == nil
    else { return url }
    let parts = credentials.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    parsed.set(CURLUPART_USER, String(parts[0]))
    if parts.count == 2 { parsed.set(CURLUPART_PASSWORD, String(parts[1])) }
    return parsed.text ?? url
  }

  /// Whether the URL's path ends as a compressed file's name does.
  static func namesCompressedFile(_ url: String) -> Bool {
    switch url.prefix(while: { $0 != "?" && $0 != "#" }).split(separator: ".").last?.lowercased() {
    case "gz", "tgz", "bz2", "tbz", "xz", "txz", "zst", "lz", "z", "zip", "whl", "egg", "rds": true
    default: false
    }
  }

  /// The path of a `file:` URL with its percent escapes undone.
  ///
  /// Nil for a URL of another scheme, of another host, or with a path that no file can have.
  static func filePath(of url: String) -> String? {
    guard url.utf8.dropFirst(5).starts(with: "//".utf8), let parsed = ParsedURL(url),
      parsed[CURLUPART_SCHEME] == "file", let path = parsed[CURLUPART_PATH]
    else { return nil }
    let bytes = PercentEncoding.decoded(path.utf8)
    let escapes = path.utf8.count { $0 == UInt8(ascii: "%") }
    // Each escape must be a whole one, of which two digits go.
    guard bytes.count == path.utf8.count - 2 * escapes, !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The URL without its fragment, which is not sent to servers, and with spaces escaped.
  ///
  /// Nil where a control character or an empty rest would make it another URL than the one shown.
  static func wireForm(_ url: String) -> String? {
    let whole = url.utf8.prefix { $0 != UInt8(ascii: "#") }
    guard !whole.isEmpty, whole.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return nil }
    let bytes = whole.flatMap { $0 == 0x20 ? Array("%20".utf8) : [$0] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The absolute URL, without its fragment, that `reference` means on the page at `base`; nil
  /// where it means none.
  package static func resolve(_ reference: String, base: String) -> String? {
    let reference = String(ASCII.trimmed(reference))
    let parsed: ParsedURL
    if let page = ParsedURL(base, keepsDots: false) {
      guard page.set(CURLUPART_URL, reference) else { return nil }
      parsed = page
    } else if let absolute = ParsedURL(reference, keepsDots: false) {
      parsed = absolute
    } else {
      return nil
    }
    parsed.set(CURLUPART_FRAGMENT, nil)
    return parsed.text
  }

  /// The last component of a URL's path with its percent escapes undone; "" where there is none.
  package static func fileName(of url: String) -> String {
    let path = ParsedURL(url)?[CURLUPART_PATH] ?? ""
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    return PercentEncoding.decoded(name)
  }

  /// What follows `#`.
  package static func fragment(of url: String) -> String? { ParsedURL(url)?[CURLUPART_FRAGMENT] }
}

/// A URL in libcurl's hands.
private final class ParsedURL {
  private let handle: OpaquePointer
  private let flags: UInt32

  /// Takes a URL with any scheme and with spaces; its dot segments are kept unless said otherwise.
  init?(_ url: String, keepsDots: Bool = true) {
    guard let handle = curl_url() else { return nil }
    self.handle = handle
    flags = UInt32(
      CURLU_NON_SUPPORT_SCHEME | CURLU_ALLOW_SPACE | (keepsDots ? CURLU_PATH_AS_IS : 0))
    guard set(CURLUPART_URL, url) else { return nil }
  }

  deinit { curl_url_cleanup(handle) }

  /// A part as the URL spells it; nil if it has none.
  subscript(part: CURLUPart) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }

  var text: String? { self[CURLUPART_URL] }

  /// Replaces a part, or with nil removes it; says whether it could.
  @discardableResult
  func set(_ part: CURLUPart, _ text: String?) -> Bool {
    curl_url_set(handle, part, text, flags) == CURLUE_OK
  }
}
