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

  /// Whose calls they are.
  enum Language {
    /// Words without parentheses are nothing.
    case cmake
    /// They count, as `if` and `endif` do.
    case meson
  }

  /// Words of Meson that may stand before a parenthesis and call nothing.
  private static let operators: Set<String> = [
    "if", "elif", "and", "or", "not", "in", "=", "+=", "==",
  ]

  private let bytes: [UInt8]
  private var position = 0
  private let language: Language

  init(_ bytes: [UInt8], _ language: Language) {
    self.bytes = bytes
    self.language = language
  }

  /// The rest of the line, without its comment; the next call is looked for behind it.
  ///
  /// A line goes on while a parenthesis is open.
  mutating func restOfLine() -> String {
    let start = position
    var depth = 0
    while position < bytes.count, bytes[position] != 0x0a || depth > 0 {
      switch bytes[position] {
      case UInt8(ascii: "#"):
        let end = position
        skipComment()
        if depth == 0 { return String(decoding: bytes[start..<end].prefix(2_000), as: UTF8.self) }
        continue
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case let quote where Self.isQuote(quote):
        _ = string()
        continue
      default: break
      }
      position += 1
    }
    return String(decoding: bytes[start..<position].prefix(2_000), as: UTF8.self)
  }

  /// The next call; nil at the end.
  ///
  /// What is in the arguments of a call is part of it alone, so that of nested calls only the words and
  /// parentheses are seen.
  mutating func next() -> Call? {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "#") {
        skipComment()
      } else if Self.isQuote(byte) {
        _ = string()
      } else if isWordByte(byte) {
        let name = word()
        var after = position
        while after < bytes.count, bytes[after] == 0x20 || bytes[after] == 0x09 { after += 1 }
        let isCall = language == .cmake || !Self.operators.contains(name)
        if isCall, after < bytes.count, bytes[after] == UInt8(ascii: "(") {
          position = after + 1
          return Call(name: name, arguments: arguments())
        }
        if language == .meson { return Call(name: name) }
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
        if words.count < Self.argumentLimit { words.append(Word(text: "(", isQuoted: false)) }
      case UInt8(ascii: ")"):
        depth -= 1
        position += 1
        if depth == 0 { return words }
        if words.count < Self.argumentLimit { words.append(Word(text: ")", isQuoted: false)) }
      case let quote where Self.isQuote(quote):
        let text = string()
        if words.count < Self.argumentLimit { words.append(Word(text: text, isQuoted: true)) }
      case let byte where isWordByte(byte):
        var text = word()
        if language == .meson, position < bytes.count, bytes[position] == UInt8(ascii: ":") {
          text += ":"
        }
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
    while position < bytes.count, isWordByte(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<min(position, start + Self.wordLimit)], as: UTF8.self)
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
  }

  /// Letters, digits, and what names of packages and variables have beside them.
  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "*"), UInt8(ascii: "|"),
      UInt8(ascii: "^"), UInt8(ascii: "!"):
      language == .cmake
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
