extension SetupReader {
  /// What a method of a text, a file or a path gives.
  mutating func value(
    ofMethod method: String, of base: SetupValue, _ arguments: [PythonExpression]
  ) -> SetupValue {
    switch (method, base) {
    case ("read", .file(let text)): return .string(text)
    case ("readlines", .file(let text)):
      return .list(SetupValue.lines(of: text).map(SetupValue.string))
    case ("read_text", .string):
      noteOpened(base, mode: nil)
      return file(at: base, asText: true)
    case ("open", .string):
      noteOpened(base, mode: arguments.first)
      return file(at: base)
    case ("splitlines", .string(let text)), ("splitlines", .file(let text)):
      return .list(SetupValue.lines(of: text).map(SetupValue.string))
    case ("split", .string(let text)), ("split", .file(let text)):
      if let argument = arguments.first {
        guard case .string(let separator) = value(of: argument), let mark = separator.first,
          separator.count == 1
        else { return .unknown }
        return .list(
          text.split(separator: mark, omittingEmptySubsequences: false).map {
            .string(String($0))
          })
      }
      return .list(text.split(whereSeparator: \.isWhitespace).map { .string(String($0)) })
    case ("strip", .string(let text)), ("rstrip", .string(let text)), ("lstrip", .string(let text)):
      return .string(Self.trimmed(text))
    case ("strip", .file), ("decode", _), ("lower", _), ("rstrip", .file), ("copy", _): return base
    case ("replace", .string): return .unknown
    default: return .unknown
    }
  }
}
