/// What a makefile calls.
enum MakeFile {
  private static let programs: Set<String> = [
    "autoreconf", "bison", "cmake", "cython", "flex", "meson", "ninja", "perl", "protoc", "swig",
  ]

  /// The programs that its lines begin with, or call behind what joins commands.
  static func tools(_ bytes: [UInt8]) -> Set<String> {
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
