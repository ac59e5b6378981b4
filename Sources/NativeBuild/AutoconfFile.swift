import Basics

/// What a configure.ac looks for (the manual of Autoconf; `pkg.m4`).
///
///     PKG_CHECK_MODULES([GTK], [gtk+-3.0 >= 3.4])     try:pkg-config:gtk+-3.0
///     AC_CHECK_LIB([z], [inflate])                    try:lib:z
enum AutoconfFile {
  /// Macros, and which of their arguments has the names.
  private static let macros: [(name: String, place: Int, kind: String)] = [
    ("PKG_CHECK_MODULES", 1, "pkg-config"), ("PKG_CHECK_EXISTS", 0, "pkg-config"),
    ("AC_CHECK_LIB", 0, "lib"), ("AC_SEARCH_LIBS", 1, "lib"),
  ]
  private static let callLimit = 2_000
  /// What a project's own tests need.
  private static let tests: Set<String> = [
    "check", "cmocka", "cppunit", "criterion", "cunit", "gmock", "gtest", "gtest_main",
  ]

  /// The hints of a file, in time linear in its length.
  static func hints(_ bytes: [UInt8]) -> Set<String> {
    var hints: Set<String> = []
    var index = 0
    while index < bytes.count {
      guard isName(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isName(bytes[index]) { index += 1 }
      let name = String(decoding: bytes[start..<index], as: UTF8.self)
      switch name {
      case "dnl": while index < bytes.count, bytes[index] != 0x0a { index += 1 }
      case "PKG_PROG_PKG_CONFIG": hints.insert("tool:pkg-config")
      case "LT_INIT", "AC_PROG_LIBTOOL", "AM_PROG_LIBTOOL": hints.insert("tool:libtool")
      case "AM_PATH_GTK_3_0": hints.insert("try:pkg-config:gtk+-3.0")
      default:
        guard let macro = macros.first(where: { $0.name == name }), index < bytes.count,
          bytes[index] == UInt8(ascii: "(")
        else { continue }
        if macro.kind == "pkg-config" { hints.insert("tool:pkg-config") }
        let found = arguments(bytes[(index + 1)...].prefix(callLimit))
        guard macro.place < found.count else { continue }
        for word in words(found[macro.place]).prefix(20) where !tests.contains(word) {
          hints.insert("try:\(macro.kind):\(word)")
        }
      }
    }
    return hints
  }

  /// The arguments of a call, to its end or that of the text.
  private static func arguments(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    var depth = 0
    var start = text.startIndex
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth < 0 { return found + [text[start..<index]] }
      case UInt8(ascii: ",") where depth == 0:
        found.append(text[start..<index])
        start = index + 1
      default: break
      }
    }
    return found + [text[start...]]
  }

  /// The names in an argument, without what bounds their versions.
  private static func words(_ text: ArraySlice<UInt8>) -> [String] {
    text.split { $0 <= 0x20 || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }
      .filter { word in
        word.contains { isName($0) } && ASCII.isLetter(word[word.startIndex])
          && word.allSatisfy { isName($0) || [0x2b, 0x2d, 0x2e].contains($0) }
      }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "_")
  }
}
