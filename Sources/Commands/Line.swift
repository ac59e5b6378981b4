import Basics

/// A line of output that is safe to print.
///
/// Text that is interpolated is escaped, so that nothing from an index, an archive or a file acts on
/// the terminal; only literals and `Style` bring what is printed as it is.
///
/// ```swift
/// let line: Line = "  \(style.added("+ import")) \(package.name)"
/// ```
struct Line: Hashable, Sendable {
  /// What is printed.
  private(set) var text: String
  /// Whether it is code, which is not broken to fit a terminal.
  private(set) var isVerbatim = false

  /// A line of text that may be hostile.
  init(_ text: String) {
    self.text = Printable.text(text)
  }

  fileprivate init(asIs text: String) {
    self.text = text
  }

  var isEmpty: Bool { text.isEmpty }

  /// The line as code.
  var verbatim: Line {
    var line = self
    line.isVerbatim = true
    return line
  }

  static func + (left: Line, right: Line) -> Line { Line(asIs: left.text + right.text) }

  static func += (left: inout Line, right: Line) { left.text += right.text }

  /// The line between an escape sequence and the one that ends it.
  func colored(_ code: String) -> Line { Line(asIs: "\u{1B}[\(code)m\(text)\u{1B}[0m") }

  /// The lines, all as wide as the widest.
  static func padded(_ lines: [Line]) -> [Line] {
    let width = lines.map(\.text.count).max() ?? 0
    return lines.map { Line(asIs: $0.text + String(repeating: " ", count: width - $0.text.count)) }
  }

  /// The line without spaces at its end.
  var trimmed: Line {
    let end = text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.startIndex
    return Line(asIs: String(text[..<end]))
  }
}

extension Line: ExpressibleByStringInterpolation {
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      text += Printable.text(value.description)
    }

    mutating func appendInterpolation(_ line: Line) { text += line.text }
  }

  init(stringLiteral value: String) {
    text = value
  }

  init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
  }
}

extension [Line] {
  func joined(separator: Line = "") -> Line {
    var lines = makeIterator()
    var result = lines.next() ?? ""
    while let line = lines.next() { result += separator + line }
    return result
  }
}
