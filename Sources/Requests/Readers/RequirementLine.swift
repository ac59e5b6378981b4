/// One line of a requirements file, after its continuation lines were joined and its comment and
/// variables were dealt with, as pip does (`pip/_internal/req/req_file.py`).
struct RequirementLine {
  let number: Int
  /// The words before the first option.
  let requirement: String
  /// The options with their values, in order.
  let options: [Option]

  struct Option: Hashable {
    /// The name with its dashes, in its long form.
    let name: String
    let value: String?
  }

  /// The lines of a file.
  static func lines(_ text: String, environment: [String: String]) -> [RequirementLine] {
    joined(text).compactMap { number, line in
      let content = expanded(withoutComment(line), environment)
      let words = content.split { $0 == " " || $0 == "\t" }
      guard !words.isEmpty else { return nil }
      // pip: everything up to the first word that begins with a dash is the requirement.
      let end = words.firstIndex { $0.hasPrefix("-") } ?? words.endIndex
      let requirement = words[..<end].joined(separator: " ")
      let rest = end == words.endIndex ? "" : String(content[words[end].startIndex...])
      return RequirementLine(
        number: number, requirement: requirement, options: options(shellWords(rest)))
    }
  }

  /// Lines with those that continue them, each with the number of the first.
  private static func joined(_ text: String) -> [(Int, String)] {
    var result: [(Int, String)] = []
    var pending = ""
    var start: Int?
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let isComment = line.drop { $0.isWhitespace }.first == "#"
      if line.hasSuffix("\\"), !isComment {
        start = start ?? index + 1
        pending += line.dropLast()
        continue
      }
      result.append((start ?? index + 1, pending + (isComment ? " " : "") + line))
      pending = ""
      start = nil
    }
    if let start { result.append((start, pending)) }
    return result
  }

  /// The line up to a `#` that begins it or follows white space.
  private static func withoutComment(_ line: String) -> Substring {
    var before: Character = " "
    for index in line.indices {
      if line[index] == "#", before.isWhitespace { return line[..<index] }
      before = line[index]
    }
    return line[...]
  }

  /// The line with `${NAME}` replaced where the environment has the name.
  private static func expanded(
    _ line: Substring, _ environment: [String: String]
  ) -> String {
    guard line.contains("$") else { return String(line) }
    var result = ""
    var rest = line
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      let behind = rest[rest.index(after: dollar)...]
      if behind.first == "{", let close = behind.firstIndex(of: "}") {
        let name = behind[behind.index(after: behind.startIndex)..<close]
        let isName =
          !name.isEmpty
          && name.allSatisfy { character in
            character == "_" || character.isASCII && (character.isNumber || character.isUppercase)
          }
        if isName, let value = environment[String(name)] {
          result += value
          rest = behind[behind.index(after: close)...]
          continue
        }
      }
      result += "$"
      rest = behind
    }
    return result + rest
  }

  /// Words as a shell parts them: quotes of both kinds and backslashes.
  static func shellWords(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isWord = false
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word.append(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
        isWord = true
      } else if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        isWord = true
      } else if character.isWhitespace {
        if isWord { words.append(word) }
        word = ""
        isWord = false
      } else {
        word.append(character)
        isWord = true
      }
    }
    if isWord { words.append(word) }
    return words
  }

  /// Options that stand alone.
  private static let flags: Set<String> = [
    "--no-index", "--prefer-binary", "--require-hashes", "--pre", "--no-deps",
  ]

  private static let longNames = [
    "-r": "--requirement", "-c": "--constraint", "-e": "--editable", "-i": "--index-url",
    "-f": "--find-links", "--pypi-url": "--index-url", "-C": "--config-settings",
    "--config-setting": "--config-settings",
  ]

  private static func options(_ words: [String]) -> [Option] {
    var result: [Option] = []
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      var name = word[...]
      var value: String?
      if word.hasPrefix("--") {
        if let equals = word.firstIndex(of: "=") {
          name = word[..<equals]
          value = String(word[word.index(after: equals)...])
        }
      } else if word.hasPrefix("-"), word.count > 2 {
        name = word.prefix(2)
        value = String(word.dropFirst(2).drop { $0 == "=" })
      } else if !word.hasPrefix("-") {
        // A value that no option takes.
        result.append(Option(name: word, value: nil))
        continue
      }
      let long = longNames[String(name)] ?? String(name)
      if value == nil, !flags.contains(long), index < words.count {
        value = words[index]
        index += 1
      }
      result.append(Option(name: long, value: value))
    }
    return result
  }
}
