/// What a ``SetupReader`` is not certain of: names whose values hang on what only a run can tell.
struct SetupDoubts: Hashable {
  var names: Set<String> = []
  /// Whether what was evaluated last hangs on such a name.
  var isTouched = false
  /// The arguments of `setup()` that do.
  var arguments: Set<String> = []
  /// Whether `setup()` gets arguments that are not known by name.
  var hasUnknownArguments = false

  mutating func read(_ name: String) {
    if names.contains(name) { isTouched = true }
  }

  /// Takes note of a value that is bound to a name.
  mutating func bind(_ name: String, isGuarded: Bool) {
    if isGuarded || isTouched { names.insert(name) } else { names.remove(name) }
  }

  /// Doubts every name in a statement.
  mutating func add(_ statement: some Sequence<PythonToken>, in text: PythonText) {
    for token in statement where token.kind == .name { names.insert(text.text(token)) }
  }
}

extension SetupReader {
  /// Whether the requirements that `setup()` gets are known to be those that it gets on the target.
  var isCertain: Bool {
    !doubts.hasUnknownArguments && steps < Self.maximumSteps
      && doubts.arguments.isDisjoint(with: ["install_requires", "extras_require"])
  }

  /// Doubts what statements change that are not played.
  mutating func doubt(_ node: SetupBlock.Node) {
    var pending = [node]
    while let node = pending.popLast() {
      steps += 1
      doubts.add(node.tokens, in: text)
      pending += node.body
    }
  }

  /// Doubts a list or table whose method is called that is not played: `requires.remove("x")`.
  mutating func doubtTarget(of function: PythonExpression) {
    guard case .attribute(.name(let name), _) = function else { return }
    switch names[name] {
    case .list, .dictionary: doubts.names.insert(name)
    default: break
    }
  }

  /// The arguments of `setup()`.
  mutating func setupArguments(
    _ arguments: [PythonExpression], _ named: [String: PythonExpression]
  ) -> [String: SetupValue] {
    var result: [String: SetupValue] = [:]
    for (name, expression) in named {
      doubts.isTouched = guards > 0
      result[name] = value(of: expression)
      if doubts.isTouched { doubts.arguments.insert(name) }
    }
    // `**` among the arguments.
    for case .unpacked(let inner) in arguments {
      doubts.isTouched = guards > 0
      guard case .dictionary(let table) = value(of: inner) else {
        doubts.hasUnknownArguments = true
        continue
      }
      if doubts.isTouched { doubts.hasUnknownArguments = true }
      result.merge(table) { own, _ in own }
    }
    return result
  }

  /// Whether a `try` does nothing but import modules of every Python 3, which does not fail.
  func importsLastingModules(_ node: SetupBlock.Node) -> Bool {
    node.body.allSatisfy { line in
      guard line.body.isEmpty, line.tokens.count > 1,
        text.is(line.tokens[0], "import") || text.is(line.tokens[0], "from")
      else { return false }
      let module = text.text(line.tokens[1])
      let isAlone = line.tokens.count == 2 || text.is(line.tokens[2], "as")
      return StandardLibrary.isLasting(module)
        && isAlone
    }
  }
}
