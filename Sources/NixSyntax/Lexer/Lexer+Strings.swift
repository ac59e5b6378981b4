extension Lexer {
  /// Reads the quotes that open an indented string, with blanks and one line feed after them.
  mutating func scanIndentedStringStart() {
    let start = position
    var offset = start + 2
    while byte(at: offset) == UInt8(ascii: " ") { offset += 1 }
    position = byte(at: offset) == UInt8(ascii: "\n") ? offset + 1 : start + 2
    append(.indentedStringStart, from: start)
    modes.append(.indentedString)
  }

  /// Reads the inside of a string up to its end or to the code of an interpolation.
  mutating func scanString() {
    while position < bytes.count {
      let start = position
      scanStringText()
      if position > start { append(.stringText, from: start) }
      guard position < bytes.count else { return }
      let mark = position
      switch bytes[mark] {
      case UInt8(ascii: "\""):
        position += 1
        append(.stringEnd, from: mark)
        modes.removeLast()
        return
      case UInt8(ascii: "\\"):
        position = endOfCharacter(at: mark + 1)
        append(.stringEscape, from: mark)
      default:
        position += 2
        append(.interpolationStart, from: mark)
        modes.append(.code)
        return
      }
    }
  }

  /// Moves over text up to a quote, a backslash, an interpolation or the end.
  private mutating func scanStringText() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
      case UInt8(ascii: "$"):
        switch byte(at: position + 1) {
        case UInt8(ascii: "{"): return
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): position += 1
        // A dollar sign takes the next character with it: '$${' does not start an interpolation.
        default: position = min(position + 2, bytes.count)
        }
      default: position += 1
      }
    }
  }

  /// Reads the inside of an indented string up to its end or to the code of an interpolation.
  ///
  /// Cuts text where Nix's scanner does, since that decides how Nix strips indentation: a lone
  /// quote or dollar sign is a token of its own.
  mutating func scanIndentedString() {
    while position < bytes.count {
      let start = position
      scanIndentedStringText()
      if position > start { append(.stringText, from: start) }
      guard position < bytes.count else { return }
      let mark = position
      if bytes[mark] == UInt8(ascii: "$") {
        guard byte(at: mark + 1) == UInt8(ascii: "{") else {
          position += 1
          append(.stringText, from: mark)
          continue
        }
        position += 2
        append(.interpolationStart, from: mark)
        modes.append(.code)
        return
      }
      guard byte(at: mark + 1) == UInt8(ascii: "'") else {
        position += 1
        append(.stringText, from: mark)
        continue
      }
      switch byte(at: mark + 2) {
      case UInt8(ascii: "$"), UInt8(ascii: "'"):
        position += 3
        append(.stringEscape, from: mark)
      case UInt8(ascii: "\\") where mark + 3 < bytes.count:
        position = endOfCharacter(at: mark + 3)
        append(.stringEscape, from: mark)
      default:
        position += 2
        append(.indentedStringEnd, from: mark)
        modes.removeLast()
        return
      }
    }
  }

  /// Moves over text up to a quote or a dollar sign that does not pair with the byte after it.
  private mutating func scanIndentedStringText() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "$"):
        let next = byte(at: position + 1)
        guard position + 1 < bytes.count, next != UInt8(ascii: "{"), next != UInt8(ascii: "'")
        else { return }
        position += 2
      case UInt8(ascii: "'"):
        let next = byte(at: position + 1)
        guard position + 1 < bytes.count, next != UInt8(ascii: "'"), next != UInt8(ascii: "$")
        else { return }
        position += 2
      default: position += 1
      }
    }
  }
}
