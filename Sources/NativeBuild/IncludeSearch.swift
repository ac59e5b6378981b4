import Basics

/// The headers that C, C++ and Cython files take in.
///
///     #include <zlib.h>                           zlib.h
///     cdef extern from "openssl/ssl.h":           openssl/ssl.h
enum IncludeSearch {
  private static let directive = Array("include".utf8)
  private static let external = Array("extern from".utf8)

  /// The headers of a file, in time linear in its length.
  static func headers(of bytes: [UInt8]) -> Set<String> {
    var found: Set<String> = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
      if let header = header(bytes[start..<min(end, start + 300)]) { found.insert(header) }
      start = end + 1
    }
    return found
  }

  private static func header(_ line: ArraySlice<UInt8>) -> String? {
    var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
    if rest.first == UInt8(ascii: "#") {
      rest = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
      guard rest.starts(with: directive) else { return nil }
      rest = rest.dropFirst(directive.count)
    } else if rest.starts(with: Array("cdef".utf8)) || rest.starts(with: Array("extern".utf8)) {
      let places = rest.indices.dropLast(external.count)
      guard let place = places.first(where: { rest[$0...].starts(with: external) }) else {
        return nil
      }
      rest = rest[(place + external.count)...]
    } else {
      return nil
    }
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    guard let open = rest.first, [0x22, 0x27, 0x3c].contains(open) else { return nil }
    var name = rest.dropFirst()
    if name.first == 0x3c { name = name.dropFirst() }
    name = name.prefix { $0 != 0x22 && $0 != 0x27 && $0 != 0x3e && $0 > 0x20 && $0 < 0x7f }
    return name.isEmpty || name.contains(UInt8(ascii: "\\"))
      ? nil : String(decoding: name, as: UTF8.self)
  }
}
