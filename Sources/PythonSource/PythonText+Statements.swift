extension PythonText {
  /// Whether a statement begins as `sys.path.append(…)` or `sys.path[0:0] = …` does.
  func isPathChange(_ statement: ArraySlice<PythonToken>) -> Bool {
    let tokens = Array(statement.prefix(4))
    guard tokens.count == 4, self.is(tokens[0], "sys"), self.is(tokens[2], "path") else {
      return false
    }
    return !self.is(tokens[3], ")")
  }

  /// Whether a statement is `sys.exit(…)` or one of its like.
  func isExit(_ statement: ArraySlice<PythonToken>) -> Bool {
    let tokens = statement.prefix(4)
    guard let first = tokens.first else { return false }
    if self.is(first, "exit") || self.is(first, "quit") {
      return tokens.count > 1 && self.is(tokens[tokens.startIndex + 1], "(")
    }
    guard tokens.count == 4, self.is(first, "sys") || self.is(first, "os") else { return false }
    let name = tokens[tokens.startIndex + 2]
    return (self.is(name, "exit") || self.is(name, "_exit"))
      && self.is(tokens[tokens.startIndex + 3], "(")
  }
}

extension PythonText {
  /// Where one of some symbols stands first outside of brackets.
  func place(of symbols: StaticString..., in tokens: ArraySlice<PythonToken>) -> Int? {
    var depth = 0
    for index in tokens.indices where tokens[index].kind == .symbol {
      let change = nesting(tokens[index])
      depth += change
      if change == 0, depth == 0, symbols.contains(where: { self.is(tokens[index], $0) }) {
        return index
      }
    }
    return nil
  }

  /// The bracket that closes the one at a place.
  func closing(_ open: Int, in tokens: ArraySlice<PythonToken>) -> Int? {
    var depth = 0
    for index in open..<tokens.endIndex where tokens[index].kind == .symbol {
      let change = nesting(tokens[index])
      depth += change
      if change < 0, depth == 0 { return index }
    }
    return nil
  }

  /// By how many brackets what follows a symbol lies deeper: 1, -1 or 0.
  private func nesting(_ symbol: PythonToken) -> Int {
    switch bytes[symbol.start] {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): -1
    default: 0
    }
  }
}

extension PythonText {
  /// Built-in functions and types of Python 2 alone.
  private static let lostNames: [StaticString] = [
    "basestring", "long", "raw_input", "unichr", "unicode", "xrange",
  ]

  /// Whether a statement fails where a built-in name of Python 2 is not there: `text = unicode`.
  func takesLostName(_ statement: ArraySlice<PythonToken>) -> Bool {
    for index in statement.indices {
      let token = statement[index]
      guard token.kind == .name, Self.lostNames.contains(where: { self.is(token, $0) }) else {
        continue
      }
      let isFirst = index == statement.startIndex
      let next = index + 1 < statement.endIndex ? statement[index + 1] : nil
      // An attribute, or what is given a value.
      if !isFirst, self.is(statement[index - 1], ".") { continue }
      if let next, self.is(next, "=") { continue }
      return true
    }
    return false
  }

  /// Whether an `except` is for a failed import.
  func catchesFailure(_ tokens: ArraySlice<PythonToken>) -> Bool {
    if tokens.isEmpty { return true }
    return tokens.contains { token in
      self.is(token, "ImportError") || self.is(token, "ModuleNotFoundError")
        || self.is(token, "AttributeError") || self.is(token, "Exception")
        || self.is(token, "BaseException")
    }
  }

  /// Whether an `except` is for a failed import and little else.
  func namesFailure(_ tokens: ArraySlice<PythonToken>) -> Bool {
    tokens.contains { self.is($0, "ImportError") || self.is($0, "ModuleNotFoundError") }
  }

  /// Whether an `except` is for a name that is not there.
  func catchesLostName(_ tokens: ArraySlice<PythonToken>) -> Bool {
    if tokens.isEmpty { return true }
    return tokens.contains { token in
      self.is(token, "NameError") || self.is(token, "Exception") || self.is(token, "BaseException")
    }
  }
}

extension String {
  /// Whether a name that code opens is that of a C library.
  var isLibraryName: Bool {
    !isEmpty && utf8.count <= 64 && !hasSuffix(".dll") && !hasSuffix(".dylib")
      && utf8.allSatisfy { PythonLexer.isNameByte($0) || ".-+".utf8.contains($0) }
  }
}
