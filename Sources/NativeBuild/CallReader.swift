/// A reader of calls in the languages of build files, `name(arguments)`, in time linear in the text.
struct CallReader {
  /// A call, or a word that stands alone.
  struct Call {
    var name: String
    /// The words and strings between the parentheses, in order, without commas; a keyword's name has its
    /// colon (`required:`).
    var arguments: [Word] = []
  }

  struct Word {
    let text: String
    let isQuoted: Bool
  }

  /// The greatest length of a word, in bytes; longer ones are cut.
  private static let wordLimit = 400
  /// The most words of a call that are kept.
  private static let argumentLimit = 400

  private let bytes: [UInt8]
  private var position = 0
  /// Whether words without parentheses count, as `if` and `endif` of Meson.
  private let readsWords: Bool

  init(_ bytes: [UInt8], readsWords: Bool) {
    self.bytes = bytes
    self.readsWords = readsWords
  }

  /// The next call; nil at the end.
  ///
  /// What is in the arguments of a call is part of it alone, so that of nested calls only the words are
  /// seen.
  mutating func next() -> Call? {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "#") {
        skipComment()
      } else if Self.isQuote(byte) {
        _ = string()
      } else if Self.isWordByte(byte) {
        let name = word()
        var after = position
        while after < bytes.count, bytes[after] == 0x20 || bytes[after] == 0x09 { after += 1 }
        if after < bytes.count, bytes[after] == UInt8(ascii: "(") {
          position = after + 1
          return Call(name: name, arguments: arguments())
        }
        if readsWords { return Call(name: name) }
      } else {
        position += 1
      }
    }
    return nil
  }

  private mutating func arguments() -> [Word] {
    var depth = 1
    var words: [Word] = []
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "#"): skipComment()
      case UInt8(ascii: "("):
        depth += 1
        position += 1
      case UInt8(ascii: ")"):
        depth -= 1
        position += 1
        if depth == 0 { return words }
      case let quote where Self.isQuote(quote):
        let text = string()
        if words.count < Self.argumentLimit { words.append(Word(text: text, isQuoted: true)) }
      case let byte where Self.isWordByte(byte):
        var text = word()
        if position < bytes.count, bytes[position] == UInt8(ascii: ":") { text += ":" }
        if words.count < Self.argumentLimit { words.append(Word(text: text, isQuoted: false)) }
      default: position += 1
      }
    }
    return words
  }

  private mutating func skipComment() {
    // CMake has comments in brackets, too.
    if bytes[position...].starts(with: [0x23, 0x5b, 0x5b]) {
      while position < bytes.count, !bytes[position...].starts(with: [0x5d, 0x5d]) { position += 1 }
    }
    while position < bytes.count, bytes[position] != 0x0a { position += 1 }
  }

  private mutating func string() -> String {
    let quote = bytes[position]
    let isTriple = bytes[position...].starts(with: [quote, quote, quote])
    position += isTriple ? 3 : 1
    let start = position
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\\") {
        position += 2
        continue
      }
      if isTriple
        ? bytes[position...].starts(with: [quote, quote, quote]) : bytes[position] == quote
      {
        break
      }
      position += 1
    }
    let end = min(position, bytes.count)
    position = min(end + (isTriple ? 3 : 1), bytes.count)
    return String(decoding: bytes[start..<min(end, start + Self.wordLimit)], as: UTF8.self)
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count, Self.isWordByte(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<min(position, start + Self.wordLimit)], as: UTF8.self)
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
  }

  /// Letters, digits, and what names of packages and variables have beside them.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "$"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="),
      UInt8(ascii: "/"), UInt8(ascii: "@"), 0x80...:
      true
    default: false
    }
  }
}
