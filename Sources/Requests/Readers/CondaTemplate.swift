import Basics

/// What environments of conda have of Jinja: variables that are set to a literal, and their uses.
///
/// Anything else would have to be run.
///
///     {% set version = "3.12" %}
///     dependencies:
///       - python={{ version }}         python=3.12
enum CondaTemplate {
  /// The text with variables in place, line for line.
  static func rendered(_ text: String, path: String) throws(RequestProblem) -> String {
    guard ["{%", "{{", "{#"].contains(where: { text.range(ofText: $0) != nil }) else {
      return text
    }
    var variables: [String: String] = [:]
    var lines: [String] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      lines.append(try rendered(line, &variables, Place(path, line: index + 1)))
    }
    return lines.joined(separator: "\n")
  }

  private static func rendered(
    _ line: Substring, _ variables: inout [String: String], _ place: Place
  ) throws(RequestProblem) -> String {
    // What a comment of YAML has is not looked at.
    guard !line.drop(while: { $0 == " " }).hasPrefix("#") else { return String(line) }
    var result = ""
    var rest = line
    while let brace = rest.firstIndex(of: "{") {
      result += rest[..<brace]
      let behind = rest[rest.index(after: brace)...]
      guard let kind = behind.first, let end = ["%": "%}", "{": "}}", "#": "#}"][kind],
        let close = behind.dropFirst().range(ofText: end)
      else {
        result += "{"
        rest = behind
        continue
      }
      let inner = behind[..<close.lowerBound].dropFirst()
      let plain = ASCII.trimmed(inner.filter { !"-+".contains($0) || kind == "%" }[...])
      switch kind {
      case "%": try set(inner, &variables, place)
      case "{":
        guard let value = variables[String(plain)] else {
          throw RequestProblem(place, .template("{{ \(ASCII.trimmed(inner)) }}"))
        }
        result += value
      default: break
      }
      rest = behind[close.upperBound...]
    }
    return result + rest
  }

  /// Reads `set NAME = LITERAL`.
  private static func set(
    _ statement: Substring, _ variables: inout [String: String], _ place: Place
  ) throws(RequestProblem) {
    let sides = statement.split(separator: "=", maxSplits: 1).map { ASCII.trimmed($0) }
    let words = sides.first?.split { " \t-+".contains($0) } ?? []
    guard sides.count == 2, words.count == 2, words[0] == "set",
      let value = literal(sides[1].hasSuffix("-") ? sides[1].dropLast() : sides[1])
    else { throw RequestProblem(place, .template("{% \(ASCII.trimmed(statement)) %}")) }
    variables[String(words[1])] = value
  }

  private static func literal(_ text: Substring) -> String? {
    let text = ASCII.trimmed(text)
    if text.count > 1, let quote = text.first, quote == "'" || quote == "\"", text.last == quote {
      let inner = text.dropFirst().dropLast()
      return inner.contains(quote) || inner.contains("\\") ? nil : String(inner)
    }
    return !text.isEmpty && text.allSatisfy({ $0.isNumber || $0 == "." }) ? String(text) : nil
  }
}
