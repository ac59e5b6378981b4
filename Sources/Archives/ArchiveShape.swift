/// What data that is not an archive looks like, for a message.
enum ArchiveShape {
  private static let compressions: [(magic: [UInt8], name: String)] = [
    ([0x1F, 0x8B], "gzip"),
    (Array("BZh".utf8), "bzip2"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"),
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
  ]

  /// What `prefix`, the first bytes of the data, begins: to follow "it is".
  static func description(of prefix: [UInt8]) -> String {
    if prefix.isEmpty { return "empty" }
    for (magic, name) in compressions where prefix.starts(with: magic) {
      return "\(name) data with no tar archive in it"
    }
    var text = prefix[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    text = text.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let start = String(decoding: text.prefix(15), as: UTF8.self).lowercased()
    if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return "an HTML page" }
    if start.hasPrefix("<?xml") { return "an XML document" }
    if start.hasPrefix("<") { return "markup" }
    if start.hasPrefix("{") || start.hasPrefix("[") { return "JSON" }
    if prefix.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }) {
      return "text"
    }
    return "data of an unknown kind"
  }
}
