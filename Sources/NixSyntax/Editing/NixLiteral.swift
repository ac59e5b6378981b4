import Basics

/// The one place that turns arbitrary text into Nix source text.
///
/// Text that comes from an index or a file is hostile: it may hold quotes, interpolations, control
/// characters or line breaks. Every function here returns text that Nix reads back as the given
/// value and nothing else, apart from characters that have no safe spelling in Nix source (control
/// characters without an escape, and marks that reorder the text on screen), which become U+FFFD.
package enum NixLiteral {
  /// A quoted string, with its quotes.
  package static func string(_ value: String) -> String {
    var result = "\""
    var scalars = value.unicodeScalars.makeIterator()
    var pending = scalars.next()
    while let scalar = pending {
      pending = scalars.next()
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "$" where pending == "{": result += "\\$"
      // A value stays as it is as far as that is safe: a path may have characters that are not seen.
      default: result.unicodeScalars.append(Printable.acts(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return result + "\""
  }

  /// Text of one line of an indented string, `''…''`.
  ///
  /// - Parameters:
  ///   - text: What the line is to have; line breaks become U+FFFD.
  ///   - isBeforeExpression: Whether `${…}` follows.
  /// - Returns: The text without quotes.
  package static func indentedText(_ text: String, isBeforeExpression: Bool) -> String {
    var result = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let opens = next == "{" || next == nil && isBeforeExpression
      switch scalar {
      case "$" where opens: result += "''$"
      // Two quotes end the string, or begin an escape.
      case "'" where next == "'" || next == "$": result += "''\\'"
      case "\n", "\r", "\t": result += "\u{FFFD}"
      default: result.unicodeScalars.append(Printable.acts(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }

  /// An absolute path, of whatever characters.
  package static func absolutePath(_ path: String) -> String {
    "/. + \(string(path))"
  }

  /// An attribute's name, quoted unless it is an identifier and no keyword.
  package static func attributeName(_ name: String) -> String {
    isIdentifier(name) ? name : string(name)
  }

  /// Attribute names joined by dots.
  package static func attributePath(_ names: [String]) -> String {
    names.map(attributeName).joined(separator: ".")
  }

  /// One comment line, `# …`, without a line feed; line breaks in the text become spaces.
  package static func comment(_ text: String) -> String {
    var result = "#"
    var gap = true
    for scalar in text.unicodeScalars {
      if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
        gap = true
        continue
      }
      if gap { result += " " }
      gap = false
      result.unicodeScalars.append(Printable.isPlain(scalar) ? scalar : "\u{FFFD}")
    }
    return result
  }

  /// An expression for a path: a literal where Nix has one, a concatenation otherwise.
  ///
  /// A path that does not start with `/` is relative to the file that holds the expression.
  package static func path(_ path: String) -> String {
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    let components = path.split(separator: "/").filter { $0 != "." }
    let isPlain = components.allSatisfy { component in
      component.utf8.allSatisfy { ByteClass.table[Int($0)].contains(.pathCharacter) }
    }
    if components.isEmpty { return isAbsolute ? "/." : "./." }
    let joined = components.joined(separator: "/")
    if isPlain { return (isAbsolute ? "/" : "./") + joined }
    return "(" + (isAbsolute ? "/." : "./.") + " + " + string("/" + joined) + ")"
  }

  /// Whether the text is an identifier of the Nix language and not one of its keywords.
  private static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first,
      ByteClass.table[Int(first)].contains(.identifierStart),
      text.utf8.allSatisfy({ ByteClass.table[Int($0)].contains(.identifierPart) })
    else { return false }
    return !keywords.contains(text)
  }

  /// The words that cannot be used as a name everywhere; `or` is one only in some places.
  private static let keywords: Set<String> = [
    "if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or",
  ]
}
