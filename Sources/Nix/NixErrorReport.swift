internal import Basics

/// The last error that Nix reports on standard error, taken apart.
///
///     error:                                    error: attribute 'y' missing
///            … while evaluating the …
///              at /t/a.nix:1:1:                       at /t/b.nix:3:12:
///                 1| …                                     3| …
///            error: attribute 'y' missing
///            at /t/b.nix:3:12:                        … while evaluating the …
///                 3| …                                at /t/a.nix:1:1:
///
/// The left form is that of Nix 2.20 and later, the right one that of those before.
struct NixErrorReport: Hashable, Sendable {
  /// A place in a file.
  struct Place: Hashable, Sendable {
    let file: String
    let line: Int
    let column: Int
  }

  /// The error's own words, line by line; those of code are not among them.
  private(set) var words: [String] = []
  /// Where it came about, then what led to it, the innermost first.
  private(set) var places: [Place] = []

  /// `nil` where no line says that it is an error.
  init?(_ lines: [Substring]) {
    guard let start = lines.lastIndex(where: { $0.hasPrefix(Self.mark) }) else { return nil }
    var leading: [Place] = []
    var number = start
    var head = Self.trimmed(lines[start].dropFirst(Self.mark.utf8.count))
    if head.isEmpty,
      let below = lines[(start + 1)...].firstIndex(where: { Self.trimmed($0).hasPrefix(Self.mark) })
    {
      leading = lines[start..<below].compactMap { Self.place(in: $0) }
      head = Self.trimmed(Self.trimmed(lines[below]).dropFirst(Self.mark.utf8.count))
      number = below
    }
    if !head.isEmpty { words.append(String(head)) }
    let end = lines[(number + 1)...].firstIndex { line in
      let text = Self.trimmed(line)
      return !line.hasPrefix(" ") || Self.place(in: line) != nil || text.hasPrefix("…")
        || text.hasPrefix("(")
    }
    let rest = end ?? lines.endIndex
    words += lines[(number + 1)..<rest].map { String(Self.trimmed($0)) }.filter { !$0.isEmpty }
    places = lines[rest...].compactMap { Self.place(in: $0) } + leading.reversed()
    // Nix before 2.4 has an error for each step; the last is what went wrong.
    places += lines[..<start].compactMap { Self.place(in: $0) }.reversed()
  }

  private static let mark = "error:"

  private static func trimmed(_ line: Substring) -> Substring {
    line.drop { $0 == " " || $0 == "\t" }
  }

  /// The first line that says something: of an abort, whose words may begin with a line feed, the
  /// first of those.
  var message: String? {
    guard let first = words.first else { return nil }
    guard first.hasSuffix(Self.abortMark), words.count > 1 else { return first }
    let text = words[1]
    return words.count == 2 && text.hasSuffix("'") ? String(text.dropLast()) : text
  }

  private static let abortMark = "evaluation aborted with the following error message: '"

  /// The place that a line of its own names, `at FILE:LINE:COLUMN:`.
  private static func place(in line: Substring) -> Place? {
    let text = trimmed(line)
    guard text.hasPrefix("at "), text.hasSuffix(":") else { return nil }
    let parts = text.dropFirst(3).dropLast().split(
      separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 3, let column = Int(parts[parts.count - 1]),
      let row = Int(parts[parts.count - 2])
    else { return nil }
    return Place(
      file: parts.dropLast(2).joined(separator: ":"), line: row, column: column)
  }
}
