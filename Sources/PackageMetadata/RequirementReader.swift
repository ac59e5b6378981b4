import Basics
import Versions

/// The reading of PEP 508's grammar over the bytes of one text.
struct RequirementReader {
  /// Why the text cannot be read, and where.
  struct Failure: Error {
    let position: Int
    let reason: String
  }

  /// How deep parentheses may nest in a marker.
  private static let depthLimit = 64

  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position >= bytes.count }

  func failure(_ reason: String, at position: Int? = nil) -> Failure {
    Failure(position: position ?? self.position, reason: reason)
  }

  /// The byte at the position, 0 at the end.
  private var next: UInt8 { isAtEnd ? 0 : bytes[position] }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  mutating func skipWhitespace() {
    while !isAtEnd, ASCII.isWhitespace(next) { position += 1 }
  }

  /// Passes the byte if it is next.
  private mutating func take(_ byte: UInt8) -> Bool {
    guard !isAtEnd, next == byte else { return false }
    position += 1
    return true
  }

  /// Whether the byte can stand within a word.
  private static func isWord(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// A name of a project or an extra.
  private mutating func identifier(_ expected: String) throws(Failure) -> String {
    let start = position
    var end = position
    while end < bytes.count,
      ASCII.isAlphanumeric(bytes[end]) || PythonName.isSeparator(bytes[end])
    {
      end += 1
    }
    while end > start, !Self.isWord(bytes[end - 1]) { end -= 1 }
    guard end > start, ASCII.isAlphanumeric(bytes[start]), end == bytes.count || bytes[end] < 0x80
    else { throw failure("expected \(expected)") }
    position = end
    return text(start..<end)
  }
}

// MARK: - Requirements

extension RequirementReader {
  mutating func requirement(isLenient: Bool) throws(Failure) -> Requirement {
    skipWhitespace()
    let name = try identifier("a package's name")
    skipWhitespace()
    let extras = try extras()
    skipWhitespace()
    var url: String?
    var specifiers = SpecifierSet()
    if take(UInt8(ascii: "@")) {
      skipWhitespace()
      let start = position
      while !isAtEnd, !ASCII.isWhitespace(next) { position += 1 }
      guard position > start else { throw failure("expected a URL after '@'") }
      url = text(start..<position)
    } else {
      specifiers = try self.specifiers(isLenient: isLenient)
    }
    skipWhitespace()
    var marker: Marker?
    if take(UInt8(ascii: ";")) {
      marker = try self.marker(depth: 0)
    } else if !isAtEnd {
      throw failure("expected ';' and a marker, or the end")
    }
    guard isAtEnd else { throw failure("expected 'and', 'or' or the end") }
    return Requirement(
      id: .pypi(name), writtenName: name, extras: extras, constraint: .python(specifiers), url: url,
      marker: marker)
  }

  private mutating func extras() throws(Failure) -> [String] {
    guard take(UInt8(ascii: "[")) else { return [] }
    var names: Set<String> = []
    skipWhitespace()
    if take(UInt8(ascii: "]")) { return [] }
    repeat {
      skipWhitespace()
      names.insert(PythonName.normalised(try identifier("an extra's name")))
      skipWhitespace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure("expected ',' or ']'") }
    return names.sorted()
  }

  private mutating func specifiers(isLenient: Bool) throws(Failure) -> SpecifierSet {
    let isEnclosed = take(UInt8(ascii: "("))
    let start = position
    while !isAtEnd, next != UInt8(ascii: ";"), next != UInt8(ascii: ")") { position += 1 }
    let written = text(start..<position)
    if isEnclosed, !take(UInt8(ascii: ")")) { throw failure("expected ')'") }
    if !isLenient, Self.hasEmptyPiece(written) {
      throw failure("expected a version specifier between commas", at: start)
    }
    do {
      return try SpecifierSet(parsing: written, isLenient: isLenient)
    } catch {
      guard case .specifier(let text, let reason) = error else {
        throw failure(error.description, at: start)
      }
      throw failure("'\(text)': \(reason)", at: start)
    }
  }

  /// Whether a comma has nothing before it, or another comma.
  private static func hasEmptyPiece(_ text: String) -> Bool {
    var isEmpty = true
    for byte in text.utf8 {
      if byte == UInt8(ascii: ",") {
        if isEmpty { return true }
        isEmpty = true
      } else if !ASCII.isWhitespace(byte) {
        isEmpty = false
      }
    }
    return false
  }
}

// MARK: - Markers

extension RequirementReader {
  mutating func marker(depth: Int) throws(Failure) -> Marker {
    var alternatives: [Marker] = []
    var conjunction = [try markerAtom(depth: depth)]
    while true {
      if takeWord("and") {
        conjunction.append(try markerAtom(depth: depth))
      } else if takeWord("or") {
        alternatives.append(.conjunction(of: conjunction))
        conjunction = [try markerAtom(depth: depth)]
      } else {
        break
      }
    }
    alternatives.append(.conjunction(of: conjunction))
    return .disjunction(of: alternatives)
  }

  private mutating func markerAtom(depth: Int) throws(Failure) -> Marker {
    skipWhitespace()
    if take(UInt8(ascii: "(")) {
      guard depth < Self.depthLimit else { throw failure("parentheses nest too deeply") }
      let inner = try marker(depth: depth + 1)
      guard take(UInt8(ascii: ")")) else { throw failure("expected ')'") }
      skipWhitespace()
      return inner
    }
    let left = try operand()
    skipWhitespace()
    let comparison = try comparison()
    skipWhitespace()
    let right = try operand()
    skipWhitespace()
    switch (left, right) {
    case (.variable(.extra), .text(let name)):
      return .comparison(left, comparison, .text(PythonName.normalised(name)))
    case (.text(let name), .variable(.extra)):
      return .comparison(.text(PythonName.normalised(name)), comparison, right)
    default: return .comparison(left, comparison, right)
    }
  }

  /// Passes the word if it is next and ends there.
  private mutating func takeWord(_ word: StaticString) -> Bool {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    for index in 0..<word.utf8CodeUnitCount
    where bytes[position + index] != word.utf8Start[index] {
      return false
    }
    if end < bytes.count, Self.isWord(bytes[end]) { return false }
    if position > 0, Self.isWord(bytes[position - 1]) { return false }
    position = end
    return true
  }

  private mutating func comparison() throws(Failure) -> Marker.Operator {
    if takeWord("in") { return .isIn }
    let start = position
    if takeWord("not") {
      skipWhitespace()
      guard takeWord("in") else { throw failure("expected 'in' after 'not'") }
      return .isNotIn
    }
    for length in [3, 2, 1] where start + length <= bytes.count {
      if let comparison = Specifier.Comparison(rawValue: text(start..<start + length)) {
        position += length
        return .version(comparison)
      }
    }
    throw failure("expected one of <=, <, !=, ==, >=, >, ~=, ===, in and not in")
  }

  private mutating func operand() throws(Failure) -> Marker.Operand {
    let quote = next
    if quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
      position += 1
      let start = position
      while !isAtEnd, next != quote { position += 1 }
      guard !isAtEnd else { throw failure("this quote has no end", at: start - 1) }
      position += 1
      return .text(text(start..<position - 1))
    }
    let start = position
    var end = position
    while end < bytes.count, Self.isWord(bytes[end]) || bytes[end] == UInt8(ascii: ".") { end += 1 }
    guard let variable = Self.variable(text(start..<end)) else {
      throw failure("expected a variable such as python_version, or a text in quotes")
    }
    position = end
    return .variable(variable)
  }

  /// The variable of a name, among them the names of old.
  private static func variable(_ name: String) -> Marker.Variable? {
    if let variable = Marker.Variable(rawValue: name) { return variable }
    switch name {
    case "os.name": return .osName
    case "sys.platform": return .sysPlatform
    case "platform.version": return .platformVersion
    case "platform.machine": return .platformMachine
    case "platform.python_implementation", "python_implementation":
      return .platformPythonImplementation
    default: return nil
    }
  }
}
