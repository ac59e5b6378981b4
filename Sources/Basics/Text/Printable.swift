/// Text that others wrote (an index, an archive, a file's name) made fit to be shown.
package enum Printable {
  /// Whether a character does something to what is around it instead of being shown: controls, which
  /// a terminal obeys, line and paragraph separators, and marks that reorder the text.
  package static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether a character may be shown as it is: it does not act, and can be seen.
  ///
  /// Format characters and default-ignorable ones, the byte order mark among them, cannot be seen,
  /// and no font has those of private use or without a meaning.
  package static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value >= 0x20 }
    if acts(scalar) || scalar.properties.isDefaultIgnorableCodePoint { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .unassigned: return false
    default: return true
    }
  }

  /// The text on one line: a tab becomes a space, what is not plain its number (`\\u{1b}`).
  package static func text(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(text) }
    var result = ""
    for scalar in text.unicodeScalars {
      if isPlain(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += scalar == "\t" ? " " : "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return result
  }

  /// JSON in which what is not plain is written by its number (`\\u001b`): the same value to whoever reads it.
  ///
  /// It is to be by an encoder, which has such characters in strings alone, the line feeds of its layout apart.
  package static func json(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x7F }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\n" || isPlain(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return result
  }
}

/// `text` as a message may quote it: printable, and cut to a length fit for a line.
package func quotable(_ text: String, limit: Int = 160) -> String {
  let scalars = text.unicodeScalars
  guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
    end != scalars.endIndex
  else { return Printable.text(text) }
  return Printable.text(text[..<end]) + "…"
}
