extension Line {
  /// The line in pieces that fit a terminal of `width` columns, broken between words.
  ///
  /// Further pieces are indented by two columns more. A word that is too long stays whole.
  ///
  ///     "  = nixpkgs a 1, b 2" at 12   →   "  = nixpkgs", "    a 1, b 2"
  ///
  /// Within a command a break is written as a shell reads one, with a backslash before it.
  func wrapped(to width: Int) -> [String] {
    guard !isVerbatim, TextWidth.columns(of: text) > width, width > 20 else { return [text] }
    let indent = text.prefix { $0 == " " }
    let hanging = String(indent) + "  "
    let command = Self.commandStart(in: text) ?? text.endIndex
    var pieces: [String] = []
    var piece = ""
    var used = 0
    var index = text.startIndex
    while index < text.endIndex {
      let space = text[index...].prefix { $0 == " " }
      let word = text[space.endIndex...].prefix { $0 != " " }
      let isCommand = index >= command
      let reserve = isCommand ? 2 : 0
      let columns = TextWidth.columns(of: word)
      if used > hanging.count, used + space.count + columns + reserve > width {
        pieces.append(piece + (isCommand ? " \\" : ""))
        piece = hanging + word
        used = hanging.count + columns
      } else {
        piece += space + word
        used += space.count + columns
      }
      index = word.endIndex
    }
    pieces.append(piece)
    return pieces
  }

  /// Where a command begins that runs to the line's end, after a colon.
  private static func commandStart(in text: String) -> String.Index? {
    for (place, character) in zip(text.indices, text) where character == ":" {
      // A sentence may begin like a command: `error: git ignores …`.
      if ["error", "warning"].contains(String(text[..<place])) { continue }
      let rest = text[text.index(after: place)...]
      if [" nixgraft ", " nix ", " nix-shell ", " git "].contains(where: { rest.hasPrefix($0) }) {
        return rest.index(after: rest.startIndex)
      }
    }
    return nil
  }
}

/// How much of a terminal's line a text takes.
enum TextWidth {
  /// The columns of a text: none for the escape sequences of colours and for marks on other
  /// characters, two for the wide characters of East Asia.
  static func columns(of text: some StringProtocol) -> Int {
    var columns = 0
    var isEscape = false
    for scalar in text.unicodeScalars {
      if isEscape {
        if scalar == "m" { isEscape = false }
      } else if scalar == "\u{1B}" {
        isEscape = true
      } else {
        columns += Self.columns(of: scalar)
      }
    }
    return columns
  }

  /// As much of a text without escape sequences as fits.
  static func prefix(of text: String, columns limit: Int) -> String {
    guard columns(of: text) > limit else { return text }
    var result = ""
    var used = 0
    for scalar in text.unicodeScalars {
      used += columns(of: scalar)
      if used > limit - 1 { break }
      result.unicodeScalars.append(scalar)
    }
    return result + "…"
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
