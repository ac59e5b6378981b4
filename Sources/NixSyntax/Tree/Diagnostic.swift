/// A place in a text.
package struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// The offset in bytes from the start of the text.
  package var offset: Int
  /// The line, counted from 1; a line ends in LF, CR LF or CR.
  package var line: Int
  /// The column in bytes (UTF-8), counted from 1, as Nix counts.
  package var column: Int

  /// The place as `line:column`.
  package var description: String { "\(line):\(column)" }
}

/// A reason why a text is not a valid Nix expression.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in lower case and without a full stop.
  package var message: String
  /// Where it starts.
  package var location: SourceLocation
  /// The bytes it is about.
  package var range: Range<Int>

  /// The finding as `line:column: message`.
  package var description: String { "\(location): \(message)" }
}
