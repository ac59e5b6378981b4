/// The option that a line of a `requirements.txt` begins with, in any of the ways in which pip
/// takes it: `-r FILE`, `-rFILE`, `--requirement FILE` and `--requirement=FILE`.
struct RequirementsOption: Hashable {
  /// The name with its dashes.
  let name: String
  /// The word behind it, without its quotes; nil if there is none.
  let value: String?

  /// Fails for a line that begins with anything else.
  init?(_ line: String) {
    guard line.hasPrefix("-") else { return nil }
    let word = line.prefix { !$0.isWhitespace }
    let end: String.Index
    if line.hasPrefix("--") {
      end = word.firstIndex(of: "=") ?? word.endIndex
    } else {
      end = line.index(line.startIndex, offsetBy: 2, limitedBy: word.endIndex) ?? word.endIndex
    }
    name = String(line[..<end])
    var rest = line[end...]
    if rest.first == "=" { rest = rest.dropFirst() }
    rest = rest.drop { $0.isWhitespace }
    if let quote = rest.first, quote == "\"" || quote == "'" {
      rest = rest.dropFirst().prefix { $0 != quote }
    } else {
      rest = rest.prefix { !$0.isWhitespace }
    }
    value = rest.isEmpty ? nil : String(rest)
  }
}
