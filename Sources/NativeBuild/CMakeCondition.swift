/// A condition of CMake's `if` (`cmake-commands(7)`, "if"), as far as variables tell.
struct CMakeCondition {
  private let words: [CallReader.Word]
  private let variables: CMakeVariables
  /// Whether a path of the archive, as values write it, is a file that was read or a directory with one.
  private let exists: (String) -> Bool
  private var position = 0
  private var depth = 0

  static func truth(
    of words: [CallReader.Word], _ variables: CMakeVariables, exists: (String) -> Bool
  ) -> Truth {
    withoutActuallyEscaping(exists) { exists in
      var condition = CMakeCondition(words: words, variables: variables, exists: exists)
      return condition.either()
    }
  }

  private mutating func either() -> Truth {
    var truth = both()
    while take("OR") { truth = max(truth, both()) }
    return truth
  }

  private mutating func both() -> Truth {
    var truth = single()
    while take("AND") { truth = min(truth, single()) }
    return truth
  }

  private mutating func take(_ word: String) -> Bool {
    guard position < words.count, !words[position].isQuoted, words[position].text == word else {
      return false
    }
    position += 1
    return true
  }

  private mutating func next() -> CallReader.Word? {
    guard position < words.count else { return nil }
    defer { position += 1 }
    return words[position]
  }

  private static let pathTests: Set<String> = [
    "EXISTS", "IS_DIRECTORY", "IS_READABLE", "IS_EXECUTABLE",
  ]
  private static let otherTests: Set<String> = [
    "COMMAND", "POLICY", "TARGET", "TEST", "IS_ABSOLUTE", "IS_SYMLINK", "IS_WRITABLE",
  ]
  private static let comparisons: Set<String> = [
    "EQUAL", "LESS", "GREATER", "LESS_EQUAL", "GREATER_EQUAL", "STREQUAL", "STRLESS", "STRGREATER",
    "STRLESS_EQUAL", "STRGREATER_EQUAL", "VERSION_EQUAL", "VERSION_LESS", "VERSION_GREATER",
    "VERSION_LESS_EQUAL", "VERSION_GREATER_EQUAL", "PATH_EQUAL", "MATCHES", "IN_LIST",
    "IS_NEWER_THAN",
  ]

  private mutating func single() -> Truth {
    // Deeper than anyone writes it.
    depth += 1
    defer { depth -= 1 }
    guard depth < 60 else { return .maybe }
    if take("NOT") { return !single() }
    if take("(") {
      let truth = either()
      _ = take(")")
      return truth
    }
    if take("DEFINED") {
      guard let word = next() else { return .maybe }
      if word.text.hasPrefix("ENV{") { return .no }
      if variables.isSet(word.text) { return .yes }
      return word.text.hasPrefix("CMAKE_") || word.text.contains("{") ? .maybe : .no
    }
    guard let word = next(), word.isQuoted || word.text != ")" else { return .maybe }
    if !word.isQuoted, Self.pathTests.contains(word.text) {
      guard let path = next().flatMap({ variables.expanded($0.text) }) else { return .maybe }
      return exists(path) ? .yes : .maybe
    }
    if !word.isQuoted, Self.otherTests.contains(word.text) {
      _ = next()
      return .maybe
    }
    if position < words.count, !words[position].isQuoted,
      Self.comparisons.contains(words[position].text)
    {
      let comparison = words[position].text
      position += 1
      guard let other = next() else { return .maybe }
      return compare(word, comparison, other)
    }
    if let value = CMakeVariables.constant(word.text) { return Truth(value) }
    if word.text.contains("$") {
      guard let text = variables.expanded(word.text) else { return .maybe }
      if let value = CMakeVariables.constant(text) { return Truth(value) }
      return word.isQuoted ? .no : variables.truth(of: text)
    }
    return word.isQuoted ? .no : variables.truth(of: word.text)
  }

  /// What stands on a side of a comparison: a variable's value where there is such a variable.
  private func operand(_ word: CallReader.Word) -> String? {
    guard let text = variables.expanded(word.text) else { return nil }
    if word.isQuoted || word.text.contains("$") { return text }
    if variables.isSet(text) { return variables.text(of: text) }
    return text.hasPrefix("CMAKE_") || text.hasSuffix("_VERSION") ? nil : text
  }

  private func compare(
    _ left: CallReader.Word, _ comparison: String, _ right: CallReader.Word
  ) -> Truth {
    if left.text.contains("CMAKE_VERSION"), comparison.hasPrefix("VERSION_") {
      // It is new.
      return Truth(comparison.hasPrefix("VERSION_GREATER"))
    }
    guard let left = operand(left) else { return .maybe }
    if comparison == "MATCHES" {
      let pattern = variables.expanded(right.text) ?? "("
      let plain = pattern.drop { $0 == "^" }
      guard plain.utf8.allSatisfy({ Self.isPlain($0) || $0 == UInt8(ascii: "|") }) else {
        return .maybe
      }
      return Truth(plain.split(separator: "|").contains { left.contains($0) })
    }
    guard let right = operand(right) else { return .maybe }
    switch comparison {
    case "STREQUAL", "PATH_EQUAL": return Truth(left == right)
    case "EQUAL", "VERSION_EQUAL": return left == right ? .yes : .maybe
    case "IN_LIST": return .maybe
    default: return .maybe
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: " "):
      true
    default: false
    }
  }
}
