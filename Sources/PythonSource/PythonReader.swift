/// A reader of the statements of a module that matter to imports.
///
/// ```python
/// import os, numpy as np           # imports([os, numpy])
/// try:                             # attempt: body imports([lxml]),
///     import lxml                  #   handler from(xml, [etree])
/// except ImportError:
///     from xml import etree
/// if sys.version_info < (3, 11):   # branches: version(less, [3, 11])
///     import tomli                 #   imports([tomli])
/// def f():                         # nothing: it is not run by an import
///     import torch
/// ```
package struct PythonReader {
  /// Python itself refuses more levels of indentation.
  private static let maximumNesting = 100
  /// The most statements that are kept of one file.
  private static let maximumStatements = 20_000

  let text: PythonText
  var stack: [Frame] = []
  private var count = 0
  private var obstacle: PythonModule.Obstacle?
  var libraries: Set<String> = []
  var traits: PythonModule.Traits = []
  /// Whether a statement was met that is not of the declaration of a namespace.
  var hasOwnContent = false
  /// Modules that were imported under their own names.
  var imported: Set<String> = []
  /// Names of modules of others that were used whatever happens.
  private var mentioned: Set<String> = []
  /// Names that were set on them.
  private var assigned: Set<String> = []
  /// Whether it imports pydantic, and whether it has version 1 from somewhere.
  var hasPydantic = false, hasPydanticOne = false
  var releaseNames = ReleaseNames()
  /// What a script takes `setup` from, wherever that stands.
  var setupImports: [PythonStatement] = []
  /// What the names of the module stand for.
  var outline = PythonOutline()
  /// Where a function is read: what its imports bind, and the names that are its own.
  var inner: PythonOutline?
  var locals: Set<String> = []
  /// Whether the line before was a decorator that changes what a call runs.
  var isDecorated = false

  /// Where the statements of a block go when it ends.
  enum Place {
    case module
    /// Into the block around it: `with`, `class`.
    case around
    /// Nowhere: functions.
    case nowhere
    case branch(PythonCondition)
    case otherwise
    case body
    /// Whether it is for a failed import, and whether for nothing else.
    case handler(catches: Bool, isForImports: Bool)
    case attemptElse
  }

  struct Frame {
    /// The indentation of the line that opens the block.
    var indentation: Int
    var place: Place
    var statements: [PythonStatement] = []
    /// Whether what is here runs when the module is imported.
    var isRun: Bool
    /// In a class: its name, where its `__init__` is all that a call of it runs, empty where not.
    var owner: String?
    /// How many statements run before a name that no Python 3 has: of it, and of the last `try` in it.
    var runnable: Int?, innerRunnable: Int?
  }

  /// Whether the file is run as a program, as a setup.py is.
  let isMain: Bool

  init(_ bytes: [UInt8], isMain: Bool) {
    text = PythonText(bytes)
    self.isMain = isMain
  }

  /// Reads a file, in time linear in its length; anything can be read.
  package static func module(_ bytes: [UInt8], isMain: Bool = false) -> PythonModule {
    outlined(bytes, isMain: isMain).module
  }

  /// Reads a file likewise, with what its names stand for.
  static func outlined(
    _ bytes: [UInt8], isMain: Bool
  ) -> (module: PythonModule, outline: PythonOutline) {
    var reader = PythonReader(bytes, isMain: isMain)
    let module = reader.read()
    return (module, reader.outline)
  }

  private mutating func read() -> PythonModule {
    var lexer = PythonLexer(text)
    stack = [Frame(indentation: -1, place: .module, isRun: true)]
    while let line = lexer.next() {
      while stack.count > 1, stack[stack.count - 1].indentation >= line.indentation { close() }
      if obstacle == nil { obstacle = ObstacleSearch.obstacle(in: line, of: text) }
      statements(line.tokens, indentation: line.indentation)
    }
    while stack.count > 1 { close() }
    if obstacle == nil, lexer.hasBacktick {
      obstacle = PythonModule.Obstacle(kind: .backtick, line: 1)
    }
    if hasOwnContent {
      traits.remove(.isNamespace)
    } else if !traits.contains(.isNamespace), stack[0].statements.isEmpty {
      traits.insert(.isEmpty)
    }
    return PythonModule(
      statements: stack[0].statements.filter { !$0.isIdle } + setupImports, obstacle: obstacle,
      libraries: libraries.sorted(),
      traits: traits)
  }

  // MARK: - Blocks

  mutating func open(_ place: Place, indentation: Int) {
    let isRun =
      if case .nowhere = place { false } else {
        stack[stack.count - 1].isRun && stack.count < Self.maximumNesting
      }
    stack.append(
      Frame(
        indentation: indentation, place: place, isRun: isRun, owner: stack[stack.count - 1].owner))
  }

  mutating func close() {
    let frame = stack.removeLast()
    let statements = frame.statements.filter { !$0.isIdle }
    let parent = stack.count - 1
    guard stack[parent].isRun else { return }
    switch frame.place {
    case .module, .nowhere: break
    case .around: stack[parent].statements += statements
    case .branch(let condition):
      guard case .branches(var branches, let otherwise)? = stack[parent].statements.last else {
        return
      }
      branches.append(.init(condition: condition, body: statements))
      stack[parent].statements[stack[parent].statements.count - 1] = .branches(
        branches, otherwise: otherwise)
    case .otherwise:
      guard case .branches(let branches, _)? = stack[parent].statements.last else { return }
      stack[parent].statements[stack[parent].statements.count - 1] = .branches(
        branches, otherwise: statements)
    case .body, .handler, .attemptElse:
      guard case .attempt(var attempt)? = stack[parent].statements.last else { return }
      switch frame.place {
      case .handler(let catches, let isForImports):
        // What the body does besides may fail: nobody knows whether what follows runs.
        if !isForImports, statements.contains(where: { $0.has(.returns) }) {
          attempt.otherwise.insert(
            .branches([.init(condition: .unknown, body: [.returns])], otherwise: []), at: 0)
        }
        // The first handler that is for a failed import is the one that runs.
        if catches, attempt.handler == nil { attempt.handler = statements }
      case .attemptElse: attempt.otherwise += statements
      default:
        attempt.body += statements
        let runs = frame.runnable.map { frame.statements.prefix($0).filter { !$0.isIdle }.count }
        stack[parent].innerRunnable = runs
      }
      stack[parent].statements[stack[parent].statements.count - 1] = .attempt(attempt)
    }
  }

  mutating func append(_ statement: PythonStatement) {
    guard stack[stack.count - 1].isRun, count < Self.maximumStatements else { return }
    count += 1
    stack[stack.count - 1].statements.append(statement)
  }

  // MARK: - Statements

  /// Reads the statements of a logical line: a compound one's head with what follows its colon, or
  /// simple ones with semicolons between them.
  mutating func statements(_ tokens: ArraySlice<PythonToken>, indentation: Int) {
    guard let first = tokens.first else { return }
    if first.kind == .name, let (place, colon) = head(tokens) {
      if text.is(first, "def") || text.is(first, "class") {
        hasOwnContent = true
        noteNames(tokens[..<colon])
        let owner = text.is(first, "class") ? owner(tokens[..<colon]) : nil
        noteDefinition(tokens, indentation: indentation)
        open(place, indentation: indentation)
        // A class in a class is another's.
        if let owner {
          stack[stack.count - 1].owner = stack[stack.count - 2].owner == nil ? owner : ""
        }
      } else {
        open(place, indentation: indentation)
      }
      let rest = tokens[tokens.index(after: colon)...]
      if !rest.isEmpty {
        simple(rest)
        close()
      }
    } else {
      simple(tokens)
    }
  }

  /// The block that a line opens, and where its colon stands; nil for simple statements.
  private mutating func head(_ tokens: ArraySlice<PythonToken>) -> (Place, Int)? {
    let first = tokens[tokens.startIndex]
    let isKeyword = Self.keywords.contains { text.is(first, $0) }
    guard isKeyword, let colon = colon(in: tokens) else { return nil }
    let inner = tokens[(tokens.startIndex + 1)..<colon]
    if text.is(first, "if") || text.is(first, "for") || text.is(first, "with") { noteCalls(inner) }
    if text.is(first, "if") {
      append(.branches([], otherwise: []))
      return (.branch(condition(inner)), colon)
    }
    if text.is(first, "elif") { return (.branch(condition(inner)), colon) }
    if text.is(first, "while") || text.is(first, "for") {
      append(.branches([], otherwise: []))
      return (.branch(.unknown), colon)
    }
    if text.is(first, "try") {
      append(.attempt(.init(body: [], handler: nil, otherwise: [])))
      return (.body, colon)
    }
    if text.is(first, "except") {
      let catches = catchesLostName(inner)
      return (
        .handler(
          catches: catches || text.catchesFailure(inner), isForImports: text.namesFailure(inner)),
        colon
      )
    }
    if text.is(first, "finally") { return (.attemptElse, colon) }
    if text.is(first, "else") {
      if case .attempt? = stack[stack.count - 1].statements.last { return (.attemptElse, colon) }
      return (.otherwise, colon)
    }
    if text.is(first, "with") {
      let suppresses = inner.contains { text.is($0, "suppress") }
      guard suppresses, text.catchesFailure(inner) else { return (.around, colon) }
      append(.attempt(.init(body: [], handler: [], otherwise: [])))
      return (.body, colon)
    }
    if text.is(first, "class") { return (.around, colon) }
    if text.is(first, "async") {
      let isFunction = inner.first.map { text.is($0, "def") } ?? false
      return (isFunction ? .nowhere : .around, colon)
    }
    if text.is(first, "match") { return endsLine(colon, tokens) ? (.around, colon) : nil }
    if text.is(first, "case") {
      guard endsLine(colon, tokens) else { return nil }
      append(.branches([], otherwise: []))
      return (.branch(.unknown), colon)
    }
    return (.nowhere, colon)
  }

  /// Whether a colon is the last token, as after a soft keyword it must be.
  private func endsLine(_ colon: Int, _ tokens: ArraySlice<PythonToken>) -> Bool {
    colon == tokens.endIndex - 1 && tokens.count > 2
  }

  private static let keywords: [StaticString] = [
    "if", "elif", "else", "try", "except", "finally", "with", "for", "while", "def", "class",
    "async", "match", "case",
  ]

  /// The colon that ends a head, outside of brackets and not of a lambda.
  func colon(in tokens: ArraySlice<PythonToken>) -> Int? {
    var depth = 0
    var lambdas = 0
    for index in tokens.indices {
      let token = tokens[index]
      if token.kind == .name, text.is(token, "lambda") { lambdas += 1 }
      guard token.kind == .symbol else { continue }
      switch text.bytes[token.start] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ":") where depth == 0 && token.end - token.start == 1:
        if lambdas == 0 { return index }
        lambdas -= 1
      default: break
      }
    }
    return nil
  }

  private func condition(_ tokens: ArraySlice<PythonToken>) -> PythonCondition {
    // Nothing is kept of a block in code that an import does not run.
    guard stack[stack.count - 1].isRun else { return .unknown }
    let expression = PythonExpressionParser.expression(tokens, in: text)
    if expression == .isMain { return .known(isMain) }
    return PythonCondition(releaseNames.resolved(expression))
  }

  /// Ends a body where it takes a name that no Python 3 has, if an `except` is for that.
  private mutating func catchesLostName(_ tokens: ArraySlice<PythonToken>) -> Bool {
    let top = stack.count - 1
    guard text.catchesLostName(tokens), let runnable = stack[top].innerRunnable,
      case .attempt(var attempt)? = stack[top].statements.last
    else { return false }
    let runs = attempt.body.prefix(runnable)
    let isCaught = text.catchesFailure(tokens)
    attempt.body = (isCaught ? Array(runs) : []) + [.leave]
    stack[top].innerRunnable = nil
    stack[top].statements.removeLast()
    stack[top].statements += (isCaught ? [] : Array(runs)) + [.attempt(attempt)]
    return true
  }

  mutating func simple(_ tokens: ArraySlice<PythonToken>) {
    var rest = tokens
    while let first = rest.first {
      let end = rest.firstIndex { $0.kind == .symbol && text.is($0, ";") } ?? rest.endIndex
      let statement = rest[..<end]
      rest = end < rest.endIndex ? rest[(end + 1)...] : []
      guard first.kind == .name else {
        if first.kind != .string { hasOwnContent = true }
        if text.is(first, "@"), !isTransparent(statement) { isDecorated = true }
        if !statement.isEmpty {
          noteCalls(statement)
          noteNames(statement)
          noteLibrary(statement)
        }
        continue
      }
      if text.is(first, "import") {
        imports(statement.dropFirst())
      } else if text.is(first, "from") {
        from(statement.dropFirst())
      } else if text.is(first, "raise") {
        append(.leave)
      } else if text.is(first, "return"), inner != nil {
        noteNames(statement)
        noteCalls(statement)
        append(.returns)
      } else if text.isExit(statement) {
        append(.leave)
      } else if text.is(first, "__import__"), statement.count > 2,
        let name = text.value(of: statement[statement.startIndex + 2])
      {
        append(.imports([name]))
        noteContent(statement)
      } else {
        if text.isPathChange(statement) { traits.insert(.changesPath) }
        if isRootField(statement) {
          append(.from(level: 0, module: "pydantic", names: [text.text(first)]))
        }
        if stack[stack.count - 1].isRun {
          releaseNames.note(statement, in: text, isCertain: stack.count == 1)
        }
        let top = stack.count - 1
        if case .body = stack[top].place, stack[top].runnable == nil, text.takesLostName(statement)
        {
          stack[top].runnable = stack[top].statements.count
        }
        noteContent(statement)
        noteNames(statement)
        noteLibrary(statement)
        noteAssignment(statement)
        noteCalls(statement)
      }
    }
  }

  /// Takes note of what a statement is to a namespace: its declaration, or something else.
  private mutating func noteContent(_ statement: ArraySlice<PythonToken>) {
    if hasOwnContent { return }
    let declares = statement.contains {
      text.is($0, "declare_namespace") || text.is($0, "extend_path")
    }
    if declares {
      traits.insert(.isNamespace)
    } else if !statement.allSatisfy({ text.is($0, "pass") }) {
      hasOwnContent = true
    }
  }

  /// Takes note of names that a statement takes from modules which lost them: `asyncio.coroutine`.
  private mutating func noteNames(_ statement: ArraySlice<PythonToken>) {
    guard statement.count >= 3, !imported.isEmpty || !outline.used.isEmpty else { return }
    let start = Array(statement.prefix(4))
    if start.count == 4, text.is(start[1], "."), text.is(start[3], "=") {
      // The module has what a script sets on it: `types.ClassType = type`.
      assigned.insert(text.text(start[0]) + "." + text.text(start[2]))
      if outline.used[text.text(start[0])] != nil { traits.insert(.namesOthers) }
    }
    guard stack[stack.count - 1].isRun else { return }
    let guards: [StaticString] = ["if", "and", "or", "lambda", "hasattr", "getattr"]
    for index in statement.indices.dropLast(2) {
      let token = statement[index]
      guard token.kind == .name, text.is(statement[index + 1], "."),
        index == statement.startIndex || !text.is(statement[index - 1], ".")
      else { continue }
      var module = text.text(token)
      let name = text.text(statement[index + 2])
      guard !assigned.contains("\(module).\(name)"), !locals.contains(module) else { continue }
      if let other = outline.used[module] {
        // Annotations need not be evaluated.
        if text.is(start[1], ":") || text.is(start[0], "def") || text.is(start[0], "async") {
          continue
        }
        module = other
        guard mentions(name, of: module) else { continue }
      } else {
        guard imported.contains(module), StandardLibrary.removal(of: name, from: module) != nil
        else { continue }
      }
      if statement.contains(where: { token in guards.contains { text.is(token, $0) } }) { return }
      append(.from(level: 0, module: module, names: [name]))
    }
  }

  /// Whether a name of a module is not known to be taken before, whatever happens.
  private mutating func mentions(_ name: String, of module: String) -> Bool {
    let isCertain = stack.allSatisfy {
      switch $0.place {
      case .module, .around: true
      default: false
      }
    }
    let key = "\(module).\(name)"
    if mentioned.contains(key) { return false }
    if isCertain { mentioned.insert(key) }
    return true
  }

  /// Whether a statement is the field of a model that stands for the model itself, `__root__: list[str]`.
  ///
  /// pydantic has it no longer since version 2: it counts as a name that is taken from pydantic, unless the
  /// classes may be those of version 1, which version 2 brings along.
  private func isRootField(_ statement: ArraySlice<PythonToken>) -> Bool {
    guard hasPydantic, !hasPydanticOne, statement.count > 2, let first = statement.first,
      text.is(first, "__root__")
    else { return false }
    let next = statement[statement.startIndex + 1]
    return text.is(next, ":") || text.is(next, "=")
  }
}
