/// A token of Python's grammar ("Lexical analysis" of the language reference), as a range of its file.
package struct PythonToken: Hashable, Sendable {
  /// What a token is.
  package enum Kind: UInt8, Sendable {
    /// An identifier or a keyword.
    case name
    case number
    /// A string literal of any kind, with prefix and quotes.
    case string
    /// An operator or a delimiter.
    case symbol
  }

  package let kind: Kind
  /// The offset of its first byte.
  package let start: Int
  /// The offset after its last byte.
  package let end: Int
}

/// The bytes of a Python file with what tokens mean in them.
struct PythonText {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The text of a token.
  func text(_ token: PythonToken) -> String {
    String(decoding: bytes[token.start..<token.end], as: UTF8.self)
  }

  /// Whether a token is this word or symbol.
  func `is`(_ token: PythonToken, _ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard token.end - token.start == count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<count where bytes[token.start + index] != text.utf8Start[index] {
        return false
      }
      return true
    }
  }

  /// The value of a string literal; nil for bytes, and for an f-string that has fields.
  ///
  /// Escapes that matter in names and requirements are read; any other stays as it is written.
  func value(of token: PythonToken) -> String? {
    guard let literal = literal(token), !literal.isBytes else { return nil }
    let content = literal.content
    if literal.isFormatted || literal.isTemplate, content.contains(UInt8(ascii: "{")) { return nil }
    guard !literal.isRaw, content.contains(UInt8(ascii: "\\")) else {
      return String(decoding: content, as: UTF8.self)
    }
    return String(decoding: Self.unescaped(content), as: UTF8.self)
  }

  /// A string literal, taken apart.
  private struct Literal {
    var isRaw = false
    var isFormatted = false
    var isTemplate = false
    var isBytes = false
    /// What stands between the quotes.
    var content: ArraySlice<UInt8> = []
  }

  private func literal(_ token: PythonToken) -> Literal? {
    guard token.kind == .string else { return nil }
    var literal = Literal()
    var start = token.start
    while start < token.end, !Self.isQuote(bytes[start]) {
      switch bytes[start] | 0x20 {
      case UInt8(ascii: "r"): literal.isRaw = true
      case UInt8(ascii: "f"): literal.isFormatted = true
      case UInt8(ascii: "t"): literal.isTemplate = true
      case UInt8(ascii: "b"): literal.isBytes = true
      default: break
      }
      start += 1
    }
    guard start < token.end else { return nil }
    let quote = bytes[start]
    let isTriple =
      token.end - start >= 6 && bytes[start + 1] == quote && bytes[start + 2] == quote
    let width = isTriple ? 3 : 1
    guard token.end - start >= 2 * width else { return nil }
    literal.content = bytes[(start + width)..<(token.end - width)]
    return literal
  }

  /// What an f-string begins with, up to its first field; nil for another string.
  func head(ofFormatted token: PythonToken) -> String? {
    guard let literal = literal(token), literal.isFormatted else { return nil }
    return String(decoding: literal.content.prefix { $0 != UInt8(ascii: "{") }, as: UTF8.self)
  }

  /// The texts and fields of an f-string, where its fields are names and nothing is escaped; nil of any other.
  func parts(ofFormatted token: PythonToken) -> [(text: String, isField: Bool)]? {
    guard token.end - token.start <= 1_000, let literal = literal(token), !literal.isBytes,
      !literal.isTemplate
    else { return nil }
    var rest = literal.content
    guard !rest.contains(UInt8(ascii: "\\")) else { return nil }
    var parts: [(text: String, isField: Bool)] = []
    while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
      guard let close = rest[open...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
      let field = rest[(open + 1)..<close]
      guard let first = field.first, !(0x30...0x39).contains(first),
        field.allSatisfy(PythonLexer.isNameByte)
      else { return nil }
      parts.append((String(decoding: rest[..<open], as: UTF8.self), false))
      parts.append((String(decoding: field, as: UTF8.self), true))
      rest = rest[(close + 1)...]
    }
    guard !rest.contains(UInt8(ascii: "}")) else { return nil }
    parts.append((String(decoding: rest, as: UTF8.self), false))
    return parts.filter { $0.isField || !$0.text.isEmpty }
  }

  private static func unescaped(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var index = content.startIndex
    while index < content.endIndex {
      let byte = content[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < content.endIndex else {
        result.append(byte)
        continue
      }
      let escaped = content[index]
      index += 1
      switch escaped {
      case UInt8(ascii: "n"): result.append(0x0a)
      case UInt8(ascii: "r"): result.append(0x0d)
      case UInt8(ascii: "t"): result.append(0x09)
      case 0x0a: break
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): result.append(escaped)
      default: result += [byte, escaped]
      }
    }
    return result
  }

  static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}
