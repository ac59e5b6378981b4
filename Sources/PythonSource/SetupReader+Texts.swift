extension SetupReader {
  static func sum(_ left: SetupValue, _ right: SetupValue) -> SetupValue {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      left.utf8.count + right.utf8.count > maximumText ? .unknown : .string(left + right)
    case (.list(let left), .list(let right)):
      left.count + right.count > maximumItems ? .unknown : .list(left + right)
    case (.list(let left), .file(let text)):
      .list(left + SetupValue.lines(of: text).map(SetupValue.string))
    case (.unknown, .list(let items)): .list([.unknown] + items.prefix(maximumItems))
    case (.list(let items), .unknown): .list(items.prefix(maximumItems) + [.unknown])
    default: .unknown
    }
  }

  func items(of value: SetupValue) -> [SetupValue]? {
    switch value {
    case .list(let items): items
    case .file(let text): SetupValue.lines(of: text).map(SetupValue.string)
    default: nil
    }
  }

  mutating func foundPackages(
    _ arguments: [PythonExpression], _ named: [String: PythonExpression]
  ) -> SetupValue {
    var below = ""
    if let place = arguments.first ?? named["where"], case .string(let path) = value(of: place) {
      below = path == "." ? "" : path
    }
    let excluded = (arguments.count > 1 ? arguments[1] : nil) ?? named["exclude"]
    let patterns = excluded.flatMap { value(of: $0).strings } ?? []
    return .foundPackages(below: below, excluded: patterns)
  }

  static func trimmed(_ text: String) -> String {
    var bytes = text.utf8[...]
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return String(bytes) ?? text
  }

  func file(at path: SetupValue, asText: Bool = false) -> SetupValue {
    guard case .string(let path) = path, let contents = files[Self.withoutDots(path)] else {
      return .unknown
    }
    let text = String(decoding: contents, as: UTF8.self)
    return asText ? .string(text) : .file(text)
  }

  /// A path without what means the directory itself: `docs/./a.txt`, `./a.txt`.
  static func withoutDots(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  /// The file of requirements that the script mentions, where it is one alone: `"requirements.txt"`, with
  /// nothing in its name that makes it one for tests or developers.
  var requirementsFile: String? {
    var found: Set<String> = []
    var lexer = PythonLexer(text)
    while let line = lexer.next() {
      for token in line.tokens where token.kind == .string {
        guard let path = text.value(of: token), files[path] != nil else { continue }
        let name = path.lowercased()
        let isAside = ["dev", "test", "doc", "extra", "opt", "lint", "build", "setup"].contains {
          name.contains($0)
        }
        if name.contains("require"), !isAside { found.insert(path) }
      }
    }
    return found.count == 1 ? found.first : nil
  }

  /// Whether a path names a file next to the script, by name and ending.
  static func isPlainPath(_ path: String) -> Bool {
    guard let name = path.split(separator: "/").last, !path.hasPrefix("/"), !path.contains("..")
    else { return false }
    return name.utf8.count < 64
      && name.utf8.allSatisfy { PythonLexer.isNameByte($0) || ".-".utf8.contains($0) }
      && (name.contains(".") || name.allSatisfy(\.isUppercase))
  }

  /// Whether a path is one below the script's directory, written without patterns or variables.
  static func isPlain(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && path.utf8.count < 200 && !path.contains("..")
      && path.utf8.allSatisfy { PythonLexer.isNameByte($0) || "./-+ ".utf8.contains($0) }
  }

  /// A path of parts; an empty one stands for the script's own directory.
  func joined(_ parts: [SetupValue]) -> SetupValue {
    if parts.contains(.unknown) { return .unknown }
    let texts = parts.compactMap { part -> String? in
      guard case .string(let text) = part, !text.isEmpty, text != "." else { return nil }
      return text
    }
    return .string(texts.joined(separator: "/"))
  }

  /// The requirements that a value lists; nil if a part of it is not known.
  func requirements(in value: SetupValue) -> [String]? {
    switch value {
    case .boolean(false): return []
    case .string(let text): return requirementLines(SetupValue.lines(of: text), depth: 0)
    default: return value.strings.map { requirementLines($0, depth: 0) }
    }
  }

  /// The lines that are known of a list, or of a text.
  func knownLines(in value: SetupValue) -> [String] {
    switch value {
    case .string(let text): SetupValue.lines(of: text)
    case .list(let items): items.compactMap { $0.strings?.first }
    default: value.strings ?? []
    }
  }

  /// The requirements that are known among those that a value lists.
  func knownRequirements(in value: SetupValue) -> [String] {
    guard case .list(let items) = value else { return requirements(in: value) ?? [] }
    return requirements(in: .list(items.filter { $0.strings != nil })) ?? []
  }

  /// The requirements among lines as of a requirements.txt, with those of files that it includes.
  private func requirementLines(_ lines: [String], depth: Int) -> [String] {
    var result: [String] = []
    for line in lines {
      var text = line
      if text.hasPrefix("#") { continue }
      if let mark = text.range(of: " #") { text = String(text[..<mark.lowerBound]) }
      text = Self.trimmed(text)
      if text.isEmpty || text.hasPrefix("#") { continue }
      // `-r base.txt` includes a file.
      let word = text.drop { $0 == "-" }
      for option in ["r ", "requirement "]
      where text.hasPrefix("-") && word.hasPrefix(option) && depth < 4 {
        let path = Self.trimmed(String(word.dropFirst(option.count)))
        if let contents = files[path] {
          let inner = SetupValue.lines(of: String(decoding: contents, as: UTF8.self))
          result += requirementLines(inner, depth: depth + 1)
        }
      }
      if !text.hasPrefix("-") { result.append(text) }
    }
    return result
  }
}

extension String {
  /// The range of the first occurrence of a text.
  fileprivate func range(of text: String) -> Range<String.Index>? {
    guard let first = text.utf8.first else { return nil }
    var index = utf8.startIndex
    while let place = utf8[index...].firstIndex(of: first) {
      if utf8[place...].starts(with: text.utf8) {
        return place..<utf8.index(place, offsetBy: text.utf8.count)
      }
      index = utf8.index(after: place)
    }
    return nil
  }
}
