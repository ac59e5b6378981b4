/// A reader of logical lines: what is between two NEWLINE tokens of Python's grammar, however many
/// lines of the file brackets and backslashes join.
///
/// It never fails: text that is not Python becomes lines without meaning. Each byte is looked at a constant
/// number of times.
struct PythonLexer {
  /// A logical line without its comment.
  struct Line {
    /// The width of the white space before it, tabs to the next multiple of eight.
    var indentation: Int
    /// The number in the file of the line that it begins on, from 1.
    var number: Int
    var tokens: ArraySlice<PythonToken>
  }

  /// How deep f-strings may stand in fields of f-strings.
  private static let maximumNesting = 8

  let text: PythonText
  private(set) var position = 0
  private var lineNumber = 1
  private var tokens: [PythonToken] = []
  /// The characters of an old Python that no new one reads: a backtick.
  private(set) var hasBacktick = false

  init(_ text: PythonText) {
    self.text = text
    if text.bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  /// Begins within a file, where a statement does.
  init(_ text: PythonText, from start: Int) {
    self.text = text
    position = start
  }

  private var bytes: [UInt8] { text.bytes }

  /// The next line that has tokens; nil at the end.
  mutating func next() -> Line? {
    while position < text.bytes.count {
      let indentation = takeIndentation()
      let number = lineNumber
      tokens.removeAll(keepingCapacity: true)
      takeLine()
      if !tokens.isEmpty {
        return Line(indentation: indentation, number: number, tokens: tokens[...])
      }
    }
    return nil
  }

  private mutating func takeIndentation() -> Int {
    var width = 0
    while position < text.bytes.count {
      switch text.bytes[position] {
      case 0x20: width += 1
      case 0x09: width = (width / 8 + 1) * 8
      case 0x0c: width = 0
      default: return width
      }
      position += 1
    }
    return width
  }

  /// Takes tokens up to the end of the logical line.
  private mutating func takeLine() {
    var depth = 0
    while position < text.bytes.count {
      let byte = text.bytes[position]
      switch byte {
      case 0x0a:
        position += 1
        lineNumber += 1
        if depth == 0 { return }
      case 0x0d:
        position += 1
        if position < text.bytes.count, text.bytes[position] == 0x0a { position += 1 }
        lineNumber += 1
        if depth == 0 { return }
      case 0x20, 0x09, 0x0c: position += 1
      case UInt8(ascii: "#"): skipComment()
      case UInt8(ascii: "\\"): skipJoin()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): takeString(from: position)
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        takeSymbol(1)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth = max(0, depth - 1)
        takeSymbol(1)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): takeNumber()
      case UInt8(ascii: "`"):
        hasBacktick = true
        takeSymbol(1)
      default:
        if Self.isNameByte(byte) { takeName() } else { takeSymbol(symbolLength()) }
      }
    }
  }

  private mutating func skipComment() {
    while position < text.bytes.count, text.bytes[position] != 0x0a, text.bytes[position] != 0x0d {
      position += 1
    }
  }

  /// Skips a backslash, with the end of the line where it comes before that.
  private mutating func skipJoin() {
    position += 1
    guard position < text.bytes.count else { return }
    if text.bytes[position] == 0x0d {
      position += 1
      if position < text.bytes.count, text.bytes[position] == 0x0a { position += 1 }
      lineNumber += 1
    } else if text.bytes[position] == 0x0a {
      position += 1
      lineNumber += 1
    }
  }

  private mutating func take(_ kind: PythonToken.Kind, from start: Int) {
    tokens.append(PythonToken(kind: kind, start: start, end: position))
  }

  private mutating func takeSymbol(_ length: Int) {
    let start = position
    position += length
    take(.symbol, from: start)
  }

  /// The length of the operator at the position; those of two characters that mean something else than
  /// one after the other are taken as one.
  private func symbolLength() -> Int {
    guard position + 1 < text.bytes.count else { return 1 }
    let next = text.bytes[position + 1]
    switch text.bytes[position] {
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "+"), UInt8(ascii: ":"):
      return next == UInt8(ascii: "=") ? 2 : 1
    case UInt8(ascii: "-"):
      return next == UInt8(ascii: ">") || next == UInt8(ascii: "=") ? 2 : 1
    case UInt8(ascii: "<"):
      return next == UInt8(ascii: "=") || next == UInt8(ascii: ">") || next == UInt8(ascii: "<")
        ? 2 : 1
    case UInt8(ascii: ">"):
      return next == UInt8(ascii: "=") || next == UInt8(ascii: ">") ? 2 : 1
    case UInt8(ascii: "*"): return next == UInt8(ascii: "*") ? 2 : 1
    default: return 1
    }
  }

  private mutating func takeName() {
    let start = position
    while position < text.bytes.count, Self.isNameByte(text.bytes[position]) { position += 1 }
    if position < text.bytes.count, PythonText.isQuote(text.bytes[position]),
      Self.isStringPrefix(text.bytes[start..<position])
    {
      takeString(from: start)
    } else {
      take(.name, from: start)
    }
  }

  private mutating func takeNumber() {
    let start = position
    while position < text.bytes.count {
      let byte = text.bytes[position]
      let isSigned = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      if isSigned {
        let isHexadecimal =
          position - start > 1 && text.bytes[start + 1] | 0x20 == UInt8(ascii: "x")
        guard !isHexadecimal, text.bytes[position - 1] | 0x20 == UInt8(ascii: "e") else { break }
      } else if !Self.isNameByte(byte), byte != UInt8(ascii: ".") {
        break
      }
      position += 1
    }
    take(.number, from: start)
  }

  // MARK: - Strings

  private static func isStringPrefix(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 2 else { return false }
    return bytes.allSatisfy { byte in
      switch byte | 0x20 {
      case UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "u"), UInt8(ascii: "f"),
        UInt8(ascii: "t"):
        true
      default: false
      }
    }
  }

  /// Takes the string literal whose prefix begins at `start` and whose quote is at the position.
  private mutating func takeString(from start: Int) {
    var isFormatted = false
    for byte in text.bytes[start..<position] {
      isFormatted =
        isFormatted || byte | 0x20 == UInt8(ascii: "f") || byte | 0x20 == UInt8(ascii: "t")
    }
    skipString(isFormatted: isFormatted, nesting: 0)
    take(.string, from: start)
  }

  /// Skips a string from its opening quote; one that is not closed ends with its line, or the file.
  private mutating func skipString(isFormatted: Bool, nesting: Int) {
    let quote = text.bytes[position]
    let isTriple =
      position + 2 < text.bytes.count && text.bytes[position + 1] == quote
      && text.bytes[position + 2] == quote
    position += isTriple ? 3 : 1
    /// How many braces of fields are open.
    var fields = 0
    while position < text.bytes.count {
      let byte = text.bytes[position]
      switch byte {
      case UInt8(ascii: "\\"):
        position += 1
        if position < text.bytes.count {
          if text.bytes[position] == 0x0a { lineNumber += 1 }
          position += 1
        }
      case 0x0a:
        if !isTriple { return }
        lineNumber += 1
        position += 1
      case quote where fields == 0 || nesting >= Self.maximumNesting:
        if !isTriple {
          position += 1
          return
        }
        if position + 2 < text.bytes.count, text.bytes[position + 1] == quote,
          text.bytes[position + 2] == quote
        {
          position += 3
          return
        }
        position += 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if fields > 0, nesting < Self.maximumNesting {
          // Since Python 3.12 a field may hold strings with the same quotes.
          skipString(isFormatted: true, nesting: nesting + 1)
        } else {
          position += 1
        }
      case UInt8(ascii: "{") where isFormatted:
        position += 1
        if fields == 0, position < text.bytes.count, text.bytes[position] == byte {
          position += 1
        } else {
          fields += 1
        }
      case UInt8(ascii: "}") where isFormatted:
        fields = max(0, fields - 1)
        position += 1
      default: position += 1
      }
    }
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
