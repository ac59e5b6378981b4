import Basics

extension TOMLParser {
  /// Reads a value of any kind.
  mutating func value(depth: Int) throws(TOMLTable.Failure) -> TOMLTable.Value {
    guard depth < Self.maximumDepth else { throw failure("a value nests too deeply") }
    try skipBlank(withLines: false)
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try string(mayBeLong: true))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "{"): return .table(try inlineTable(depth: depth + 1))
    default: return .scalar(try scalar())
    }
  }

  private mutating func array(depth: Int) throws(TOMLTable.Failure) -> [TOMLTable.Value] {
    position += 1
    var items: [TOMLTable.Value] = []
    while true {
      try skipBlank(withLines: true)
      if current == UInt8(ascii: "]") { break }
      items.append(try value(depth: depth))
      try skipBlank(withLines: true)
      if current == UInt8(ascii: "]") { break }
      guard current == UInt8(ascii: ",") else { throw failure("expected ',' or ']'") }
      position += 1
    }
    position += 1
    return items
  }

  private mutating func inlineTable(depth: Int) throws(TOMLTable.Failure) -> TOMLTable {
    position += 1
    let table = TOMLTable(.dotted)
    // TOML 1.1 lets these go over several lines, and end in a comma.
    while true {
      try skipBlank(withLines: true)
      if current == UInt8(ascii: "}") { break }
      try assignment(in: table, depth: depth)
      try skipBlank(withLines: true)
      if current == UInt8(ascii: "}") { break }
      guard current == UInt8(ascii: ",") else { throw failure("expected ',' or '}'") }
      position += 1
    }
    position += 1
    table.origin = .inline
    return table
  }

  /// Reads a boolean, a number, or a date or time; what it is worth is not looked at.
  private mutating func scalar() throws(TOMLTable.Failure) -> String {
    let start = position
    loop: while let byte = current {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"):
        position += 1
      case 0x20:
        // A blank may stand between a date and a time.
        guard position == start + 10, bytes[start + 4] == UInt8(ascii: "-"),
          position + 1 < bytes.count, bytes[position + 1] &- 0x30 < 10
        else { break loop }
        position += 1
      default: break loop
      }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let isNumber = bytes[start..<position].contains { $0 &- 0x30 < 10 }
    let unsigned = text.first == "+" || text.first == "-" ? text.dropFirst() : text[...]
    guard isNumber || text == "true" || text == "false" || unsigned == "inf" || unsigned == "nan"
    else {
      position = start
      throw failure("expected a value")
    }
    return text
  }

  // MARK: - Strings

  /// Reads a string of any of the four kinds; a long one is one between three quotes.
  mutating func string(mayBeLong: Bool) throws(TOMLTable.Failure) -> String {
    guard let quote = current else { throw failure("expected a string") }
    let isLong =
      mayBeLong && position + 2 < bytes.count && bytes[position + 1] == quote
      && bytes[position + 2] == quote
    position += isLong ? 3 : 1
    if isLong {
      if current == 0x0d { position += 1 }
      if current == 0x0a { position += 1 }
    }
    var text: [UInt8] = []
    while let byte = current {
      if byte == quote, let end = endOfString(quote, isLong: isLong) {
        // Up to two quotes may come right before the three that end a long string.
        text += Array(repeating: quote, count: end)
        return String(decoding: text, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        try escape(isLong: isLong, to: &text)
        continue
      }
      let isLineEnd = byte == 0x0a || byte == 0x0d
      guard byte >= 0x20 && byte != 0x7f || byte == 0x09 || (isLineEnd && isLong) else {
        throw failure("a string does not end on its line, or contains a control character")
      }
      text.append(byte)
      position += 1
    }
    throw failure("a string does not end")
  }

  /// Passes the quotes that end a string and gives how many more belong to its text; nil if the
  /// string goes on.
  private mutating func endOfString(_ quote: UInt8, isLong: Bool) -> Int? {
    guard isLong else {
      position += 1
      return 0
    }
    let run = bytes[position...].prefix(5).prefix { $0 == quote }.count
    guard run >= 3 else { return nil }
    position += run
    return run - 3
  }

  private mutating func escape(
    isLong: Bool, to text: inout [UInt8]
  ) throws(TOMLTable.Failure) {
    position += 1
    guard let byte = current else { throw failure("a string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "e"): text.append(0x1b)
    case UInt8(ascii: "x"): try scalar(digits: 2, to: &text)
    case UInt8(ascii: "u"): try scalar(digits: 4, to: &text)
    case UInt8(ascii: "U"): try scalar(digits: 8, to: &text)
    case _ where isLong && Self.isSpace(byte):
      // The end of the line and the blanks after it are not part of the text.
      position -= 1
      while let byte = current, Self.isSpace(byte) { position += 1 }
    default:
      guard let plain = TextEscape.byte(byte) else {
        position -= 1
        throw failure("an escape is unknown")
      }
      text.append(plain)
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  private mutating func scalar(
    digits count: Int, to text: inout [UInt8]
  ) throws(TOMLTable.Failure) {
    guard let value = Hexadecimal.number(bytes[position...], count: count) else {
      throw failure("an escape has too few digits")
    }
    position += count
    guard let scalar = Unicode.Scalar(value) else { throw failure("an escape is not a character") }
    text.append(contentsOf: String(scalar).utf8)
  }
}
