/// An interpreter, without effects, of the part of Python that people write in a setup.py: names bound to
/// strings, lists and dictionaries, files read for their lines, conditions on the version.
struct SetupReader {
  /// The most statements that are played, loops counted each time round.
  static let maximumSteps = 50_000
  static let maximumItems = 5_000
  /// The most bytes that a text may grow to.
  static let maximumText = 4 << 20

  let text: PythonText
  let files: [String: [UInt8]]
  let minor: Int
  var names: [String: SetupValue] = [:]
  /// Files that functions of the script mention, by the function's name.
  var functionFiles: [String: String] = [:]
  var functions: Set<String> = []
  /// Functions of the script that call `setup()`, until they are played.
  var setupFunctions: [String: SetupBlock.Node] = [:]
  var steps = 0
  /// The arguments of `setup()`.
  private(set) var call: [String: SetupValue]?
  var hasRaised = false
  /// Whether it raises where it is asked for a wheel.
  var hasRefused = false
  /// Paths that it opens whatever happens.
  var opened: [String] = []
  /// How many functions are played within each other.
  var calls = 0
  /// How many conditions and `try`s are around what is played.
  var guards = 0
  /// Functions that open what they are given.
  var opening: Set<String> = []
  /// The functions' own statements.
  var bodies: [String: SetupBlock.Node] = [:]
  var doubts = SetupDoubts()

  init(text: PythonText, files: [String: [UInt8]], minor: Int) {
    self.text = text
    self.files = files
    self.minor = minor
  }

  // MARK: - Statements

  /// Plays statements in order.
  mutating func run(_ nodes: [SetupBlock.Node]) {
    var index = 0
    var fallsBack = false
    while index < nodes.count, steps < Self.maximumSteps {
      let node = nodes[index]
      index += 1
      steps += 1
      guard let first = node.tokens.first else { continue }
      let line = node.tokens[...]
      guard first.kind == .name else {
        simple(line)
        continue
      }
      if text.is(first, "if") {
        runChain(nodes, &index, node)
      } else if text.is(first, "def") || text.is(first, "async") {
        note(function: node)
      } else if text.is(first, "class") || text.is(first, "elif") {
        continue
      } else if text.is(first, "except") {
        if fallsBack { doubt(node) }
      } else if text.is(first, "with") {
        open(line)
        runBody(node)
      } else if text.is(first, "for") {
        loop(node)
      } else if ["try", "finally", "while", "else"].contains(text.text(first)) {
        if text.is(first, "try") { fallsBack = !importsLastingModules(node) }
        guards += 1
        runBody(node)
        guards -= 1
      } else {
        simple(line)
      }
    }
  }

  /// Plays the statements after a head's colon, and those under it.
  mutating func runBody(_ node: SetupBlock.Node) {
    if let colon = colon(of: node.tokens[...]), colon + 1 < node.tokens.count {
      simple(node.tokens[(colon + 1)...])
    }
    run(node.body)
  }

  private mutating func runChain(
    _ nodes: [SetupBlock.Node], _ index: inout Int, _ first: SetupBlock.Node
  ) {
    var isDone = false
    var isDoubtful = false
    var node = first
    while true {
      if isDone, isDoubtful { doubt(node) }
      if !isDone, let colon = colon(of: node.tokens[...]) {
        let isElse = text.is(node.tokens[0], "else")
        doubts.isTouched = false
        let condition =
          isElse
          ? true : truth(of: expression(node.tokens[1..<colon]))
        isDoubtful = isDoubtful || condition == nil || doubts.isTouched
        if condition == nil, refusesWheels(node) { hasRefused = true }
        // If the condition is not known, this branch is simulated and its alternative is not.
        if condition ?? true {
          if condition == nil { guards += 1 }
          runBody(node)
          if condition == nil { guards -= 1 }
          isDone = true
        }
        if isDoubtful { doubt(node) }
      }
      guard index < nodes.count, let next = nodes[index].tokens.first,
        text.is(next, "elif") || text.is(next, "else")
      else { return }
      node = nodes[index]
      index += 1
    }
  }

  private mutating func loop(_ node: SetupBlock.Node) {
    let line = node.tokens[...]
    guard let colon = colon(of: line), line.count > 3, text.is(line[2], "in") else { return }
    let variable = text.text(line[1])
    guard let items = items(of: value(of: expression(line[3..<colon]))) else {
      doubt(node)
      return
    }
    for item in items.prefix(Self.maximumItems) where steps < Self.maximumSteps {
      names[variable] = item
      runBody(node)
    }
  }

  /// Plays `with open(x) as f`.
  private mutating func open(_ line: ArraySlice<PythonToken>) {
    guard let colon = colon(of: line),
      let alias = line.firstIndex(where: { text.is($0, "as") }), alias + 1 < colon
    else { return }
    names[text.text(line[alias + 1])] = value(of: expression(line[(line.startIndex + 1)..<alias]))
  }

  func expression(_ tokens: ArraySlice<PythonToken>) -> PythonExpression {
    PythonExpressionParser.expression(tokens, in: text)
  }

  private func colon(of line: ArraySlice<PythonToken>) -> Int? {
    text.place(of: ":", in: line)
  }

  private mutating func simple(_ tokens: ArraySlice<PythonToken>) {
    var rest = tokens
    while let first = rest.first, steps < Self.maximumSteps {
      steps += 1
      let end = text.place(of: ";", in: rest) ?? rest.endIndex
      let statement = rest[..<end]
      rest = end < rest.endIndex ? rest[(end + 1)...] : []
      if text.is(first, "raise") { hasRaised = true }
      doubts.isTouched = false
      if text.is(first, "del") { doubts.add(statement, in: text) }
      if text.is(first, "import") || text.is(first, "from") || text.is(first, "raise") { continue }
      if text.is(first, "return") {
        change(by: expression(statement.dropFirst()))
      } else if let place = text.place(of: "=", in: statement) {
        assign(statement[..<place], statement[(place + 1)...])
      } else if let place = text.place(of: "+=", in: statement) {
        let target = expression(statement[..<place])
        let added = self.value(of: expression(statement[(place + 1)...]))
        bind(target, to: Self.sum(value(of: target), added))
      } else {
        change(by: expression(statement))
      }
    }
  }

  /// Plays `a = value`, and `a = b["key"] = value`.
  private mutating func assign(
    _ target: ArraySlice<PythonToken>, _ right: ArraySlice<PythonToken>
  ) {
    var targets = [expression(target)]
    var rest = right
    while let place = text.place(of: "=", in: rest) {
      targets.append(expression(rest[..<place]))
      rest = rest[(place + 1)...]
    }
    let assigned = expression(rest)
    if Self.isSetup(assigned) { change(by: assigned) }
    let value = self.value(of: assigned)
    for target in targets { bind(target, to: value) }
  }

  private mutating func bind(_ target: PythonExpression, to value: SetupValue) {
    switch target {
    case .name(let name):
      names[name] = value
      doubts.bind(name, isGuarded: guards > 0)
    case .tuple(let targets):
      guard case .list(let items) = value, items.count == targets.count else {
        // Of what a function reads and returns, the requirements come first.
        if case .file = value, let first = targets.first { bind(first, to: value) }
        return
      }
      for (target, item) in zip(targets, items) { bind(target, to: item) }
    case .item(.name(let name), let key):
      guard case .dictionary(var table)? = names[name], case .string(let key) = key else {
        doubts.names.insert(name)
        return
      }
      if guards > 0 || doubts.isTouched { doubts.names.insert(name) }
      table[key] = value
      names[name] = .dictionary(table)
    default: break
    }
  }

  /// Plays an expression that stands alone: a call of `setup`, or of a list's own methods.
  private mutating func change(by expression: PythonExpression) {
    guard case .call(let function, let arguments, let named) = expression else { return }
    if call == nil, let name = function.dottedName,
      let node = setupFunctions.removeValue(forKey: name)
    {
      play(node, arguments, named)
      return
    }
    if Self.isSetup(expression), call == nil {
      call = setupArguments(arguments, named)
      return
    }
    guard case .attribute(let target, let method) = function, let argument = arguments.first else {
      // What it opens counts.
      _ = value(of: expression)
      doubtTarget(of: function)
      return
    }
    let added = value(of: argument)
    switch (method, value(of: target)) {
    case ("append", .list(let items)): bind(target, to: .list(items + [added]))
    case ("insert", .list(let items)):
      bind(target, to: .list(items + [arguments.count > 1 ? value(of: arguments[1]) : .unknown]))
    case ("extend", let list): bind(target, to: Self.sum(list, added))
    case ("update", .dictionary(let table)):
      guard case .dictionary(let more) = added else { return doubtTarget(of: function) }
      bind(target, to: .dictionary(table.merging(more) { $1 }))
    default:
      _ = value(of: expression)
      doubtTarget(of: function)
    }
  }

  /// Whether an expression holds; nil if that is not known.
  private mutating func truth(of expression: PythonExpression) -> Bool? {
    if expression == .isMain { return true }
    if let known = PythonCondition(expression).value(minor: minor) { return known }
    switch expression {
    case .not(let inner): return truth(of: inner).map { !$0 }
    case .operation("and", let left, let right):
      let values = [truth(of: left), truth(of: right)]
      return values.contains(false) ? false : values.contains(nil) ? nil : true
    case .operation("or", let left, let right):
      let values = [truth(of: left), truth(of: right)]
      return values.contains(true) ? true : values.contains(nil) ? nil : false
    case .call(.attribute(let base, "startswith"), let arguments, _):
      guard case .string(let text) = value(of: base), let argument = arguments.first,
        let prefixes = value(of: argument).strings
      else { return nil }
      return prefixes.contains { text.hasPrefix($0) }
    case .operation("in", .string(let word), let whole) where whole.isArguments:
      return Self.commands.contains(word) ? nil : false
    case .operation("not in", .string(let word), let whole) where whole.isArguments:
      return Self.commands.contains(word) ? nil : true
    case .operation("in", .string(let part), let whole):
      guard case .string(let text) = value(of: whole) else { return nil }
      return text.contains(part)
    case .call(let function, let arguments, _)
    where function.dottedName == "os.path.exists" || function.dottedName == "os.path.isfile":
      guard let argument = arguments.first, case .string(let path) = value(of: argument) else {
        return nil
      }
      return files[path] != nil
    default: return value(of: expression).truth
    }
  }

  // MARK: - Expressions

  /// What an expression is.
  mutating func value(of expression: PythonExpression) -> SetupValue {
    steps += 1
    if steps >= Self.maximumSteps { return .unknown }
    switch expression {
    case .string(let text): return .string(text)
    case .number, .not, .unpacked, .unknown: return .unknown
    case .name("True"): return .boolean(true)
    case .name("False"), .name("None"): return .boolean(false)
    case .name("__file__"): return .string("")
    case .name(let name):
      doubts.read(name)
      return names[name] ?? .unknown
    case .list(let items), .tuple(let items):
      var result: [SetupValue] = []
      for item in items {
        if case .unpacked(let inner) = item {
          guard let more = self.items(of: value(of: inner)) else { return .unknown }
          result += more
        } else {
          result.append(value(of: item))
        }
      }
      return .list(result)
    case .dictionary(let keys, let values):
      var result: [String: SetupValue] = [:]
      for (key, item) in zip(keys, values) {
        if case .unpacked(let inner) = key {
          guard case .dictionary(let table) = value(of: inner) else { return .unknown }
          result.merge(table) { $1 }
          continue
        }
        guard case .string(let name) = value(of: key) else { continue }
        result[name] = value(of: item)
      }
      return .dictionary(result)
    case .attribute(let base, let name):
      if name == "parent" { return .string("") }
      // What pip's parse_requirements gives has its text there.
      let inner = value(of: base)
      return name == "req" || name == "requirement" ? inner : .unknown
    case .item(.dictionary(let keys, let values), let index) where index.isMajorVersion:
      // `{2: "lib", 3: "lib3"}[sys.version_info[0]]`
      guard let place = keys.firstIndex(of: .number("3")), place < values.count else {
        return .unknown
      }
      return value(of: values[place])
    case .item(let base, let index):
      guard case .dictionary(let table) = value(of: base), case .string(let key) = value(of: index)
      else { return .unknown }
      return table[key] ?? .unknown
    case .operation("+", let left, let right): return Self.sum(value(of: left), value(of: right))
    case .operation("or", let left, let right):
      let first = value(of: left)
      return first.truth == false ? value(of: right) : first
    case .operation("|", let left, let right):
      guard case .dictionary(let table) = value(of: left),
        case .dictionary(let more) = value(of: right)
      else { return .unknown }
      return .dictionary(table.merging(more) { $1 })
    case .operation("/", let left, let right): return joined([value(of: left), value(of: right)])
    case .operation: return .unknown
    case .choice(let condition, let first, let second):
      guard let holds = truth(of: condition) else { return .unknown }
      return value(of: holds ? first : second)
    case .comprehension(let element, let variable, let sequence, let conditions):
      return comprehension(element, variable, sequence, conditions)
    case .call(let function, let arguments, let named):
      return value(ofCall: function, arguments, named)
    }
  }

  private mutating func comprehension(
    _ element: PythonExpression, _ variable: String, _ sequence: PythonExpression,
    _ conditions: [PythonExpression]
  ) -> SetupValue {
    guard let items = items(of: value(of: sequence)) else { return .unknown }
    let before = names[variable]
    defer { names[variable] = before }
    var result: [SetupValue] = []
    for item in items.prefix(Self.maximumItems) {
      names[variable] = item
      var isKept = true
      for condition in conditions where isKept {
        let holds = truth(of: condition)
        if holds == nil { doubts.isTouched = true }
        isKept = holds ?? true
      }
      if isKept { result.append(value(of: element)) }
    }
    return .list(result)
  }

  private mutating func value(
    ofCall function: PythonExpression, _ arguments: [PythonExpression],
    _ named: [String: PythonExpression]
  ) -> SetupValue {
    if let name = function.dottedName {
      let last = name.split(separator: ".").last.map(String.init) ?? name
      switch last {
      case "open":
        guard let argument = arguments.first ?? named["file"] else { break }
        let path = value(of: argument)
        noteOpened(path, mode: arguments.count > 1 ? arguments[1] : named["mode"])
        return file(at: path)
      case "join" where name.hasSuffix("path.join"), "Path", "PurePath", "joinpath":
        return joined(arguments.map { value(of: $0) })
      case "dirname", "abspath", "realpath", "getcwd", "normpath", "resolve":
        if let argument = arguments.first, case .string(let path) = value(of: argument) {
          return last == "dirname" ? .string("") : .string(path)
        }
        return .string("")
      case "SourceFileLoader", "load_source", "spec_from_file_location", "run_path":
        // A module that is loaded by its path.
        if let argument = arguments.last { noteOpened(value(of: argument), mode: nil) }
      case "find_packages", "find_namespace_packages":
        return foundPackages(arguments, named)
      case "dict": return dictionary(arguments, named)
      case "list", "tuple", "sorted", "set", "str", "frozenset":
        guard let argument = arguments.first else { return .list([]) }
        let value = value(of: argument)
        return last == "str" ? value : items(of: value).map(SetupValue.list) ?? value
      case "map", "filter":
        doubts.isTouched = true
        return arguments.count > 1
          ? items(of: value(of: arguments[1])).map(SetupValue.list) ?? .unknown : .unknown
      case "parse_requirements", "load_requirements", "read_requirements", "get_requirements":
        if opens(name, arguments, named) { return .unknown }
        if let argument = arguments.first,
          let lines = items(of: file(at: value(of: argument)))
        {
          return .list(lines)
        }
      default: break
      }
      if functions.contains(name) { return value(ofOwn: name, arguments, named) }
    }
    if case .attribute(let base, let method) = function {
      return value(ofMethod: method, of: value(of: base), arguments)
    }
    return .unknown
  }
}
