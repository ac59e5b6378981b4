extension SetupReader {
  /// What a build of a wheel may ask a script for, by the arguments that it gets.
  static let commands: Set<String> = [
    "bdist_wheel", "build", "build_ext", "dist_info", "egg_info", "setup.py",
  ]

  /// Whether an expression calls setuptools' `setup`.
  static func isSetup(_ expression: PythonExpression) -> Bool {
    guard case .call(let function, _, _) = expression else { return false }
    return function.dottedName?.split(separator: ".").last == "setup"
  }

  mutating func note(function node: SetupBlock.Node) {
    guard node.tokens.count > 1 else { return }
    let name = text.text(node.tokens[1])
    functions.insert(name)
    bodies[name] = node
    var pending = [node]
    var isOpening = false
    var isGuarded = false
    var callsSetup = false
    while let node = pending.popLast() {
      callsSetup = callsSetup || mentionsSetup(node.tokens)
      isOpening = isOpening || node.tokens.contains { text.is($0, "open") }
      let guarding: [StaticString] = ["try", "if", "for"]
      isGuarded =
        isGuarded || guarding.contains { word in node.tokens.contains { text.is($0, word) } }
      for token in node.tokens where token.kind == .string {
        guard let path = text.value(of: token), path.contains("require"), files[path] != nil else {
          continue
        }
        if functionFiles[name] == nil { functionFiles[name] = path }
      }
      pending += node.body
    }
    if callsSetup { setupFunctions[name] = node }
    if isOpening, !isGuarded { opening.insert(name) }
  }

  /// Whether a branch raises for a build of a wheel, as `if "bdist_wheel" in sys.argv: raise …` does.
  func refusesWheels(_ node: SetupBlock.Node) -> Bool {
    guard let colon = node.tokens.lastIndex(where: { text.is($0, ":") }) else { return false }
    let condition = node.tokens[..<colon]
    let isAsked =
      condition.contains { $0.kind == .string && text.value(of: $0) == "bdist_wheel" }
      && !condition.contains { text.is($0, "not") || text.is($0, "and") || text.is($0, "!=") }
    let lines = [Array(node.tokens[(colon + 1)...])] + node.body.map(\.tokens)
    return isAsked && lines.contains { $0.first.map { text.is($0, "raise") } == true }
  }

  private func mentionsSetup(_ tokens: [PythonToken]) -> Bool {
    tokens.indices.dropLast().contains { index in
      text.is(tokens[index], "setup") && text.is(tokens[index + 1], "(")
        && (index == 0 || !text.is(tokens[index - 1], "def"))
    }
  }

  /// Plays the functions that call `setup()` and that nothing was found to call, so that one is read at all.
  mutating func playRest() {
    guard call == nil else { return }
    guards += 1
    for name in setupFunctions.keys.sorted() where call == nil {
      if let node = setupFunctions.removeValue(forKey: name) { play(node, [], [:]) }
    }
    guards -= 1
  }

  /// Plays the body of a function with what it is called with.
  mutating func play(
    _ node: SetupBlock.Node, _ arguments: [PythonExpression], _ named: [String: PythonExpression]
  ) {
    for (index, name) in parameters(of: node).enumerated() {
      let given = index < arguments.count ? arguments[index] : named[name]
      names[name] = given.map { value(of: $0) } ?? .unknown
    }
    runBody(node)
  }

  /// The names between the parentheses of a `def`, without those of defaults and annotations.
  private func parameters(of node: SetupBlock.Node) -> [String] {
    var found: [String] = []
    var depth = 0
    for (index, token) in node.tokens.enumerated() {
      if text.is(token, "(") || text.is(token, "[") || text.is(token, "{") { depth += 1 }
      if text.is(token, ")") || text.is(token, "]") || text.is(token, "}") {
        depth -= 1
        if depth == 0 { break }
      }
      guard depth == 1, token.kind == .name, index > 0 else { continue }
      let before = node.tokens[index - 1]
      if text.is(before, "(") || text.is(before, ",") { found.append(text.text(token)) }
    }
    return found
  }
}

extension SetupReader {
  /// A call of a function of the script: of those that read files, the file's contents.
  mutating func value(
    ofOwn name: String, _ arguments: [PythonExpression], _ named: [String: PythonExpression]
  ) -> SetupValue {
    let opensMissing = opens(name, arguments, named)
    let paths = arguments.map { value(of: $0) }
    if let body = bodies[name] {
      doubt(body)
      if let result = result(of: body, arguments, named) {
        doubts.isTouched = true
        return result
      }
    }
    doubts.isTouched = true
    for case .string(let path) in [joined(paths)] + paths where files[path] != nil {
      return file(at: .string(path))
    }
    if let path = functionFiles[name] { return file(at: .string(path)) }
    if !opensMissing, opening.contains(name), paths.count == 1 { noteOpened(paths[0], mode: nil) }
    return .unknown
  }

  /// The table that a function of the script returns: of one that returns in one place, at its end.
  private mutating func result(
    of body: SetupBlock.Node, _ arguments: [PythonExpression], _ named: [String: PythonExpression]
  ) -> SetupValue? {
    guard calls < 4, let last = body.body.last, let first = last.tokens.first,
      text.is(first, "return"), returns(in: body) == 1
    else { return nil }
    let before = (names, doubts, hasRaised, hasRefused)
    calls += 1
    play(body, arguments, named)
    let value = value(of: expression(last.tokens.dropFirst()))
    calls -= 1
    (names, doubts, hasRaised, hasRefused) = before
    guard case .dictionary = value else { return nil }
    return value
  }

  private func returns(in node: SetupBlock.Node) -> Int {
    (node.tokens.contains { text.is($0, "return") || text.is($0, "yield") } ? 1 : 0)
      + node.body.reduce(0) { $0 + returns(in: $1) }
  }

  /// What `dict(table, **more, name=value)` gives.
  mutating func dictionary(
    _ arguments: [PythonExpression], _ named: [String: PythonExpression]
  ) -> SetupValue {
    var result: [String: SetupValue] = [:]
    for argument in arguments {
      let merged: PythonExpression
      if case .unpacked(let inner) = argument { merged = inner } else { merged = argument }
      guard case .dictionary(let table) = value(of: merged) else { return .unknown }
      result.merge(table) { $1 }
    }
    return .dictionary(result.merging(named.mapValues { value(of: $0) }) { $1 })
  }

  /// Plays a function of the script that opens files, for the sake of these.
  ///
  /// - Returns: Whether it opens one that is not there.
  mutating func opens(
    _ name: String, _ arguments: [PythonExpression], _ named: [String: PythonExpression]
  ) -> Bool {
    guard opening.contains(name), setupFunctions[name] == nil, guards == 0, calls < 4,
      let body = bodies[name]
    else { return false }
    let before = (names, doubts, hasRaised, hasRefused, opened.count)
    calls += 1
    play(body, arguments, named)
    calls -= 1
    (names, doubts, hasRaised, hasRefused) = (before.0, before.1, before.2, before.3)
    return opened[before.4...].contains { files[$0] == nil }
  }

  mutating func noteOpened(_ path: SetupValue, mode: PythonExpression?) {
    guard guards == 0, case .string(let path) = path, Self.isPlainPath(path) else { return }
    // A file that is written may not exist yet.
    if case .string(let mode)? = mode, mode.contains("w") || mode.contains("a") { return }
    opened.append(Self.withoutDots(path))
  }
}

extension PythonExpression {
  /// Whether it is `sys.argv`, or a part of it.
  var isArguments: Bool {
    switch self {
    case .item(let base, _): base.dottedName == "sys.argv"
    default: dottedName == "sys.argv"
    }
  }
}
