/// The C libraries that a file opens by names which it has in variables.
///
/// ```python
/// def load(*names):                        # calls of it name libraries
///     for name in names:
///         found = ctypes.util.find_library(name)
///         if found: return ctypes.CDLL(found)
///
/// NAMES = ["magic", "libmagic.so.1"]       # magic, libmagic.so.1
/// magic = load(*NAMES)
/// ```
///
/// From what is opened names are followed back through assignments, loops, parameters and results; nothing is run.
/// Where two functions have one name, either counts.
struct NamedLibraries {
  /// The names as written: `magic`, `libmagic.so.1`.
  private(set) var names: Set<String> = []
  /// The functions and classes whose arguments are opened.
  private(set) var loaders: Set<String>

  /// A function, or the file, which is the first.
  private struct Scope {
    let name: String
    /// The class that it makes an object of.
    let owner: String?
    let parent: Int
    /// The names that it binds, its parameters among them.
    var bound: Set<String> = []
    var parameters: Set<String> = []
    /// Those whose values are opened.
    var opened: Set<String> = []
  }

  /// What a value is made of: literals, variables, and functions that return it.
  private struct Value {
    var literals: [String] = []
    var variables: [String] = []
    var functions: [String] = []
    /// Whether it is one literal and nothing else.
    var isLiteral = false
  }

  private struct Step {
    enum Kind {
      case binding([String], Value)
      case call(String, first: Value, all: Value)
      case result(Value)
    }

    let scope: Int
    let kind: Kind
  }

  private let text: PythonText
  private var scopes = [Scope(name: "", owner: nil, parent: 0)]
  private var steps: [Step] = []
  /// The functions whose results are opened.
  private var opening: Set<String> = []

  private static let maximumSteps = 40_000
  private static let maximumPasses = 12
  private static let maximumNames = 64
  /// The functions of ctypes and cffi that open a library, or find one to be opened.
  private static let openers: Set<String> = [
    "CDLL", "LoadLibrary", "_find_library", "dlopen", "find_library",
  ]
  private static let adders: Set<String> = ["add", "append", "extend", "insert"]

  /// Whether a function opens the library whose name it is given.
  static func isOpener(_ token: PythonToken, in text: PythonText) -> Bool {
    text.is(token, "find_library") || text.is(token, "CDLL") || text.is(token, "LoadLibrary")
      || text.is(token, "dlopen") || text.is(token, "_find_library")
  }

  /// Reads a file, in time linear in its length but for the passes, which are few; anything can be read.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - loaders: Functions of other files whose arguments are opened.
  init(_ bytes: [UInt8], loaders: Set<String> = []) {
    text = PythonText(bytes)
    self.loaders = loaders
    read()
    follow()
  }

  // MARK: - Reading

  private mutating func read() {
    var lexer = PythonLexer(text)
    var blocks: [(indentation: Int, scope: Int?, owner: String?)] = []
    while let line = lexer.next(), steps.count < Self.maximumSteps {
      while let last = blocks.last, last.indentation >= line.indentation { blocks.removeLast() }
      var tokens = line.tokens
      if let first = tokens.first, text.is(first, "async") || text.is(first, "@") {
        tokens = tokens.dropFirst()
      }
      guard let first = tokens.first else { continue }
      let scope = blocks.last { $0.scope != nil }?.scope ?? 0
      if text.is(first, "class"), let name = tokens.dropFirst().first {
        blocks.append((line.indentation, nil, text.text(name)))
      } else if text.is(first, "def"), let name = tokens.dropFirst().first {
        let owner = text.is(name, "__init__") ? blocks.last?.owner : nil
        scopes.append(Scope(name: text.text(name), owner: owner, parent: scope))
        blocks.append((line.indentation, scopes.count - 1, nil))
        let head = tokens.dropFirst(2)
        let end = head.indices.first.flatMap { text.closing($0, in: tokens) } ?? tokens.endIndex
        readParameters(tokens[min(head.startIndex + 1, end)..<end], of: scopes.count - 1)
        statement(tokens[min(end + 1, tokens.endIndex)...], in: scopes.count - 1)
      } else {
        statement(tokens, in: scope)
      }
    }
  }

  private mutating func readParameters(_ tokens: ArraySlice<PythonToken>, of scope: Int) {
    for parameter in parts(of: tokens) {
      guard let name = parameter.first(where: { $0.kind == .name }) else { continue }
      let written = text.text(name)
      scopes[scope].parameters.insert(written)
      scopes[scope].bound.insert(written)
      if let equals = parameter.firstIndex(where: { text.is($0, "=") }) {
        append(.binding([written], value(of: parameter[(equals + 1)...])), in: scope)
      }
    }
  }

  private mutating func statement(_ tokens: ArraySlice<PythonToken>, in scope: Int) {
    guard let first = tokens.first else { return }
    calls(tokens, in: scope)
    if text.is(first, "return") || text.is(first, "yield") {
      append(.result(value(of: tokens.dropFirst())), in: scope)
      return
    }
    if text.is(first, "for"), let end = tokens.firstIndex(where: { text.is($0, "in") }) {
      bind(tokens[(tokens.startIndex + 1)..<end], in: scope) {
        $0.value(of: tokens[(end + 1)...])
      }
      return
    }
    var rest = tokens
    while let equals = text.place(of: "=", "+=", in: rest) {
      let right = rest[(equals + 1)...]
      bind(rest[..<equals], in: scope) { $0.value(of: right) }
      rest = right
    }
  }

  private mutating func bind(
    _ targets: ArraySlice<PythonToken>, in scope: Int, _ value: (Self) -> Value
  ) {
    let targets = self.value(of: targets).variables
    guard !targets.isEmpty else { return }
    scopes[scope].bound.formUnion(targets)
    append(.binding(targets, value(self)), in: scope)
  }

  private mutating func calls(_ tokens: ArraySlice<PythonToken>, in scope: Int) {
    for index in tokens.indices.dropLast(1) where tokens[index].kind == .name {
      guard text.is(tokens[index + 1], "("), let end = text.closing(index + 1, in: tokens) else {
        continue
      }
      let name = text.text(tokens[index])
      let arguments = tokens[(index + 2)..<end]
      if Self.adders.contains(name), index >= tokens.startIndex + 2,
        text.is(tokens[index - 1], ".")
      {
        let receiver = text.text(tokens[index - 2])
        append(.binding([receiver], value(of: arguments)), in: scope)
        continue
      }
      let first = parts(of: arguments).first ?? []
      append(.call(name, first: value(of: first), all: value(of: arguments)), in: scope)
    }
  }

  private mutating func append(_ kind: Step.Kind, in scope: Int) {
    if steps.count < Self.maximumSteps { steps.append(Step(scope: scope, kind: kind)) }
  }

  private func value(of tokens: ArraySlice<PythonToken>) -> Value {
    var value = Value()
    for index in tokens.indices {
      let token = tokens[index]
      switch token.kind {
      case .string:
        if let literal = text.value(of: token), literal.isLibraryName {
          value.literals.append(literal)
        }
      case .name:
        let isMember = index > tokens.startIndex && text.is(tokens[index - 1], ".")
        let isOwn =
          isMember && index > tokens.startIndex + 1
          && (text.is(tokens[index - 2], "self") || text.is(tokens[index - 2], "cls"))
        let isCalled = index + 1 < tokens.endIndex && text.is(tokens[index + 1], "(")
        if isCalled {
          value.functions.append(text.text(token))
        } else if !isMember || isOwn, !text.is(token, "self"), !text.is(token, "cls") {
          value.variables.append(text.text(token))
        }
      case .number, .symbol: break
      }
    }
    value.isLiteral = tokens.count == 1 && tokens.first?.kind == .string
    return value
  }

  /// Tokens between the commas outside of brackets.
  private func parts(of tokens: ArraySlice<PythonToken>) -> [ArraySlice<PythonToken>] {
    var result: [ArraySlice<PythonToken>] = []
    var rest = tokens
    while let comma = text.place(of: ",", in: rest) {
      result.append(rest[..<comma])
      rest = rest[(comma + 1)...]
    }
    return rest.isEmpty ? result : result + [rest]
  }

  // MARK: - Following

  private mutating func follow() {
    for _ in 0..<Self.maximumPasses {
      let before = (names.count, loaders.count, opening.count, scopes.map(\.opened.count))
      for step in steps {
        switch step.kind {
        case .binding(let targets, let value):
          if targets.contains(where: { isOpened($0, in: step.scope) }) {
            open(value, in: step.scope)
          }
        case .call(let name, let first, let all):
          // A function of the project may be called so, too.
          if loaders.contains(name) {
            open(all, in: step.scope)
          } else if Self.openers.contains(name), !first.isLiteral {
            // What a literal names is known without this.
            open(first, in: step.scope)
          }
        case .result(let value):
          if opening.contains(scopes[step.scope].name) { open(value, in: step.scope) }
        }
      }
      if before == (names.count, loaders.count, opening.count, scopes.map(\.opened.count)) {
        return
      }
    }
  }

  private func isOpened(_ name: String, in scope: Int) -> Bool {
    scopes[home(of: name, in: scope)].opened.contains(name)
  }

  private mutating func open(_ value: Value, in scope: Int) {
    if names.count < Self.maximumNames { names.formUnion(value.literals) }
    opening.formUnion(value.functions)
    for name in value.variables {
      let home = home(of: name, in: scope)
      scopes[home].opened.insert(name)
      guard scopes[home].parameters.contains(name) else { continue }
      loaders.insert(scopes[home].owner ?? scopes[home].name)
    }
  }

  /// The function that binds a name, or the file.
  private func home(of name: String, in scope: Int) -> Int {
    var scope = scope
    while scope != 0, !scopes[scope].bound.contains(name) { scope = scopes[scope].parent }
    return scope
  }
}

extension SourceTree {
  /// The most files that are read once more for the libraries that they open.
  private static let maximumOpeners = 64

  /// Adds the libraries that modules open by names which they have in variables.
  func readNamedLibraries(_ graph: inout ImportGraph, _ contents: (String) -> [UInt8]?) {
    let openers = graph.modules.indices.filter {
      graph.modules[$0].content.traits.contains(.opensNamed)
    }
    guard !openers.isEmpty else { return }
    var loaders: Set<String> = []
    func read(_ index: Int) {
      guard let path = path(of: graph.modules[index].name), let bytes = contents(path) else {
        return
      }
      let found = NamedLibraries(bytes, loaders: loaders)
      loaders.formUnion(found.loaders)
      graph.modules[index].content.namedLibraries = found.names.sorted()
    }
    openers.prefix(Self.maximumOpeners).forEach(read)
    guard !loaders.isEmpty else { return }
    let names = Set(openers.map { graph.modules[$0].name })
    let users = graph.modules.indices.filter { index in
      !openers.contains(index) && graph.modules[index].targets.contains(where: names.contains)
    }
    users.prefix(Self.maximumOpeners).forEach(read)
  }
}
