/// User names and passwords in the URLs of a text (RFC 3986 § 3.2.1).
package enum URLSecrets {
  /// The text with every `scheme://user:password@host` made `scheme://host`.
  ///
  /// The user of `ssh://git@host` is none that has to be kept secret, and stays.
  ///
  /// - Complexity: Linear in the length of the text.
  package static func removed(from text: String) -> String {
    guard text.has(UInt8(ascii: "@")), text.has("://") else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let isStart =
        bytes[position] == UInt8(ascii: "/") && position >= 2
        && bytes[position - 1] == UInt8(ascii: "/") && bytes[position - 2] == UInt8(ascii: ":")
      result.append(bytes[position])
      position += 1
      guard isStart else { continue }
      let user = Self.user(in: bytes, at: position)
      guard let end = user.end else {
        // Nothing in it can begin another one that has a user.
        result += bytes[position..<user.looked]
        position = user.looked
        continue
      }
      let isPlainUser =
        !bytes[position..<end].contains(UInt8(ascii: ":")) && result.dropLast(3).hasSuffix("ssh")
      if isPlainUser { result += bytes[position...end] }
      position = end + 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where the `@` after a user is, and how far was looked.
  private static func user(in bytes: [UInt8], at start: Int) -> (end: Int?, looked: Int) {
    var end: Int?
    var position = start
    var colon: Int?
    var isOver = false
    while position < bytes.count {
      let byte = bytes[position]
      // White space, quotes and brackets do not stand in a URL.
      if byte <= 0x20 || "\"'<>`".utf8.contains(byte) { break }
      if byte == UInt8(ascii: ":"), position + 2 < bytes.count,
        bytes[position + 1] == UInt8(ascii: "/"), bytes[position + 2] == UInt8(ascii: "/")
      {
        break
      }
      if byte == UInt8(ascii: "@"), !isOver { end = position }
      if byte == UInt8(ascii: ":"), colon == nil { colon = position }
      if "/?#".utf8.contains(byte), !isOver {
        // A password may have been typed as it is: what should be a port is none then.
        let port = colon.map { bytes[($0 + 1)..<position] } ?? []
        if end != nil || port.allSatisfy(ASCII.isDigit) { isOver = true }
      }
      if isOver { break }
      position += 1
    }
    return (end, position)
  }
}

extension Collection<UInt8> where Self: BidirectionalCollection {
  fileprivate func hasSuffix(_ text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
