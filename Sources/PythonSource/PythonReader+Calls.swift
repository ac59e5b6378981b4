extension PythonReader {
  /// The longest function that is read.
  private static let maximumLines = 2_000

  /// Reads what runs in a function of a file when it is called.
  ///
  /// - Parameters:
  ///   - place: Where it stands.
  ///   - bytes: The file.
  ///   - outline: What the names of the file stand for.
  /// - Returns: Its statements; none of a generator, which does not run when it is called.
  static func body(
    of place: PythonOutline.Place, in bytes: [UInt8], _ outline: PythonOutline
  ) -> [PythonStatement] {
    var reader = PythonReader(bytes, isMain: false)
    reader.outline = outline
    guard reader.learnLocals(of: place) else { return [] }
    reader.inner = PythonOutline()
    reader.stack = [Frame(indentation: place.indentation, place: .module, isRun: true)]
    var lexer = PythonLexer(reader.text, from: place.start)
    guard let head = lexer.next() else { return [] }
    if let colon = reader.colon(in: head.tokens) {
      let rest = head.tokens[(colon + 1)...]
      if !rest.isEmpty { reader.simple(rest) }
    }
    while let line = lexer.next(), line.indentation > place.indentation {
      while reader.stack.count > 1,
        reader.stack[reader.stack.count - 1].indentation >= line.indentation
      {
        reader.close()
      }
      reader.statements(line.tokens, indentation: line.indentation)
    }
    while reader.stack.count > 1 { reader.close() }
    return reader.stack[0].statements.filter { !$0.isIdle }
  }

  /// Takes note of the names that are a function's own, in whatever order they come to be.
  ///
  /// - Returns: Whether a call runs it.
  private mutating func learnLocals(of place: PythonOutline.Place) -> Bool {
    var lexer = PythonLexer(text, from: place.start)
    guard let head = lexer.next() else { return false }
    let colon = colon(in: head.tokens) ?? head.tokens.endIndex
    for token in head.tokens[..<colon] where token.kind == .name { locals.insert(text.text(token)) }
    if head.tokens[colon...].contains(where: { text.is($0, "yield") }) { return false }
    var lines = 0
    while let line = lexer.next(), line.indentation > place.indentation {
      lines += 1
      if lines > Self.maximumLines { return false }
      let isImport = line.tokens.first.map { text.is($0, "import") || text.is($0, "from") } ?? false
      for index in line.tokens.indices where line.tokens[index].kind == .name {
        let token = line.tokens[index]
        if text.is(token, "yield") { return false }
        if isImport { continue }
        let next = index + 1 < line.tokens.endIndex ? line.tokens[index + 1] : nil
        let last = index > line.tokens.startIndex ? line.tokens[index - 1] : nil
        let isGiven =
          next.map { text.is($0, "=") || text.is($0, ":=") || text.is($0, ":") } ?? false
        let isNamed =
          last.map { last in
            text.is(last, "for") || text.is(last, "as") || text.is(last, "def")
              || text.is(last, "class") || text.is(last, ",") || text.is(last, "del")
          } ?? false
        if isGiven || isNamed { locals.insert(text.text(token)) }
      }
    }
    return true
  }

  /// Takes note of what a name at the module's top, or in a function that is read, stands for.
  mutating func bind(_ name: String, level: Int, module: String, taking taken: String?) {
    guard stack[stack.count - 1].isRun, name != "*" else { return }
    let target = PythonOutline.Import(level: level, module: module, name: taken)
    if inner != nil { inner?.bind(name, to: target) } else { outline.bind(name, to: target) }
  }

  /// Takes note of a function or a class at the module's top.
  ///
  /// - Parameters:
  ///   - tokens: The line that begins with `def` or `class`.
  ///   - indentation: That of the line.
  mutating func noteDefinition(_ tokens: ArraySlice<PythonToken>, indentation: Int) {
    defer { isDecorated = false }
    let top = stack[stack.count - 1]
    guard inner == nil, top.isRun, tokens.count > 2 else { return }
    let first = tokens[tokens.startIndex]
    let name = tokens[tokens.startIndex + 1]
    let place = PythonOutline.Place(start: first.start, indentation: indentation)
    if let owner = top.owner {
      // What makes an instance of a class.
      if !owner.isEmpty, text.is(first, "def"), text.is(name, "__init__"), !isDecorated {
        outline.bind(owner, to: place)
      }
      return
    }
    if text.is(first, "def"), !isDecorated {
      outline.bind(text.text(name), to: place)
    } else {
      let name = text.text(name)
      if outline.has(name) || isDecorated { outline.blur(name) }
    }
  }

  /// The class that a line begins, where nothing but its own `__init__` decides what a call of it runs; empty
  /// for another.
  func owner(_ tokens: ArraySlice<PythonToken>) -> String {
    guard inner == nil, !isDecorated, tokens.count > 1 else { return "" }
    let rest = tokens.dropFirst(2)
    let hasBases = rest.contains { $0.kind == .name && !text.is($0, "object") }
    return hasBases ? "" : text.text(tokens[tokens.startIndex + 1])
  }

  /// Takes note of a name that is given another value.
  mutating func noteAssignment(_ statement: ArraySlice<PythonToken>) {
    guard inner == nil, statement.count > 2, text.is(statement[statement.startIndex + 1], "=")
    else { return }
    let name = text.text(statement[statement.startIndex])
    if outline.has(name) { outline.blur(name) }
  }

  /// Appends the calls that a statement certainly makes.
  mutating func noteCalls(_ statement: ArraySlice<PythonToken>) {
    guard stack[stack.count - 1].isRun, !(inner == nil && outline.isEmpty) else { return }
    var heads: [Range<Int>] = []
    var index = statement.startIndex
    let isDecorator = statement.first.map { text.is($0, "@") } ?? false
    while index < statement.endIndex {
      let token = statement[index]
      guard token.kind == .name else {
        index += 1
        continue
      }
      if Self.deciding.contains(where: { text.is(token, $0) }) { return }
      var end = index + 1
      while end + 1 < statement.endIndex, text.is(statement[end], "."),
        statement[end + 1].kind == .name
      {
        end += 2
      }
      let isHead = index == statement.startIndex || !text.is(statement[index - 1], ".")
      let isCalled =
        end < statement.endIndex
        ? text.is(statement[end], "(") : isDecorator && index == statement.startIndex + 1
      if isHead, isCalled { heads.append(index..<end) }
      index = end
    }
    for head in heads {
      let parts = stride(from: head.lowerBound, to: head.upperBound, by: 2).map {
        text.text(statement[$0])
      }
      guard !locals.contains(parts[0]) else { continue }
      let isInner = inner?.has(parts[0]) ?? false
      if let call = isInner ? inner?.call(parts) : outline.call(parts) { append(.call(call)) }
    }
  }

  /// Words that make what stands beside them run sometimes.
  private static let deciding: [StaticString] = [
    "lambda", "if", "else", "and", "or", "for", "await",
  ]

  /// Whether a decorator leaves what a call of the function runs as it is.
  func isTransparent(_ statement: ArraySlice<PythonToken>) -> Bool {
    statement.contains {
      text.is($0, "lru_cache") || text.is($0, "cache") || text.is($0, "staticmethod")
    }
  }
}
