import Basics

/// What a makefile calls, and what it links to.
enum MakeFile {
  private static let programs: Set<String> = [
    "autoreconf", "bison", "cmake", "cython", "flex", "meson", "ninja", "perl", "protoc", "swig",
  ]

  /// Its hints.
  static func hints(_ bytes: [UInt8]) -> Set<String> {
    Set(tools(bytes).map { "tool:\($0)" }).union(libraries(bytes).map { "try:lib:\($0)" })
      .union(modules(bytes).map { "try:pkg-config:\($0)" })
  }

  /// The modules that it asks pkg-config for: `$(shell pkg-config --libs glib-2.0)`.
  private static func modules(_ bytes: [UInt8]) -> Set<String> {
    var found: Set<String> = []
    for line in bytes.split(separator: 0x0a) where line.count < 2_000 && line.first != 0x23 {
      var isAsked = false
      for word in line.split(whereSeparator: { $0 <= 0x20 }).prefix(100) {
        var text = String(decoding: word, as: UTF8.self)
        if ["pkg-config", "$(PKG_CONFIG)", "${PKG_CONFIG}", "`pkg-config"].contains(text) {
          isAsked = true
          continue
        }
        guard isAsked else { continue }
        let isLast = text.hasSuffix(")") || text.hasSuffix("`")
        if isLast { text.removeLast() }
        if !text.hasPrefix("-"), text.utf8.first.map(ASCII.isLetter) == true,
          text.utf8.allSatisfy({
            ASCII.isAlphanumeric($0) || [0x2b, 0x2d, 0x2e, 0x5f].contains($0)
          })
        {
          found.insert(text)
        }
        if isLast || found.count > 100 { isAsked = false }
      }
    }
    return found
  }

  /// The libraries of `-lNAME`, outside of comments.
  private static func libraries(_ bytes: [UInt8]) -> Set<String> {
    var found: Set<String> = []
    for line in bytes.split(separator: 0x0a) where line.count < 2_000 && line.first != 0x23 {
      for word in line.split(whereSeparator: { $0 <= 0x20 || $0 == UInt8(ascii: "=") })
      where word.starts(with: [0x2d, 0x6c]) && word.count < 40 && found.count < 100 {
        let name = word.dropFirst(2)
        if name.first.map(ASCII.isAlphanumeric) == true,
          name.allSatisfy({ ASCII.isAlphanumeric($0) || [0x2b, 0x2d, 0x2e, 0x5f].contains($0) })
        {
          found.insert(String(decoding: name, as: UTF8.self))
        }
      }
    }
    return found
  }

  /// The programs that its lines begin with, or call behind what joins commands.
  private static func tools(_ bytes: [UInt8]) -> Set<String> {
    var found: Set<String> = []
    for line in bytes.split(separator: 0x0a) where line.first == 0x09 && line.count < 2_000 {
      // Behind these a command begins.
      let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: "@") }
      var isCommand = true
      for word in words.prefix(60) {
        let text = String(decoding: word, as: UTF8.self)
        if isCommand, programs.contains(text) { found.insert(text) }
        isCommand =
          text.hasSuffix("&&") || text.hasSuffix(";") || text == "||" || text.contains("=")
      }
    }
    return found
  }
}
