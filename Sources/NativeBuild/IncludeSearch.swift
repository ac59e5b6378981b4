import Basics

/// The headers that C, C++ and Cython files take in, but for those of other systems.
///
///     #include <zlib.h>                           zlib.h
///     cdef extern from "openssl/ssl.h":           openssl/ssl.h
///     #ifdef _WIN32
///     #include <odd.h>                            nothing
enum IncludeSearch {
  private static let directive = Array("include".utf8)
  private static let external = Array("extern from".utf8)

  /// The headers of a file, in time linear in its length.
  static func headers(of bytes: [UInt8]) -> Set<String> {
    var found: Set<String> = []
    var start = 0
    // Whether the lines of each condition, one inside the other, are for others.
    var aside: [Bool] = []
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
      let line = bytes[start..<min(end, start + 300)]
      start = end + 1
      if let words = condition(line) {
        switch words.first {
        case "if", "ifdef":
          if aside.count < depthLimit { aside.append(isAside(words)) }
        case "ifndef":
          if aside.count < depthLimit { aside.append(false) }
        case "elif", "else":
          if !aside.isEmpty { aside[aside.count - 1] = words.count > 1 && isAside(words) }
        case "endif": _ = aside.popLast()
        default: break
        }
      } else if !aside.contains(true), let header = header(line) {
        found.insert(header)
      }
    }
    return found
  }

  private static let depthLimit = 100
  private static let systems: [String] = [
    "_WIN32", "WIN32", "__APPLE__", "_MSC_VER", "__MINGW32__", "__CYGWIN__",
    "__FreeBSD__", "__sun", "_AIX", "__ANDROID__",
  ]

  /// The words of a line that begins, turns or ends a condition; nil for another.
  private static func condition(_ line: ArraySlice<UInt8>) -> [String]? {
    let rest = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard rest.first == UInt8(ascii: "#") else { return nil }
    let text = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
    guard let first = text.first, first == UInt8(ascii: "i") || first == UInt8(ascii: "e"),
      !text.starts(with: directive)
    else { return nil }
    let words = text.split { byte in
      !(ASCII.isAlphanumeric(byte) || [0x5f, 0x21, 0x7c].contains(byte))
    }
    return words.prefix(20).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a condition is about another system.
  private static func isAside(_ words: [String]) -> Bool {
    let names = words.dropFirst().filter { $0 != "defined" }
    return !names.isEmpty && !names.contains { $0.contains("!") || $0.contains("|") }
      && names.contains { name in systems.contains { name.hasPrefix($0) } }
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
