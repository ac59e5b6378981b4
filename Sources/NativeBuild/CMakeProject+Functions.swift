extension CMakeProject {
  /// A function or macro, which does what it does where it is called.
  struct Function {
    /// The names of its parameters.
    let parameters: [String]
    let body: [CallReader.Call]
    /// Whether what it sets is set for its caller too.
    let isMacro: Bool
    var isCalled = false
  }

  /// How many calls of functions are followed: each has variables of its own.
  private static let runLimit = 1_000
  /// The most calls of a function that are kept.
  private static let bodyLimit = 2_000

  /// Takes note of the function that begins with a call; says whether one does.
  mutating func define(_ call: CallReader.Call, _ reader: inout CallReader) -> Bool {
    let kind = call.name.lowercased()
    guard kind == "function" || kind == "macro" else { return false }
    var depth = 1
    var body: [CallReader.Call] = []
    while calls < Self.callLimit, let inner = reader.next() {
      calls += 1
      let name = inner.name.lowercased()
      if name == kind { depth += 1 }
      if name == "end" + kind { depth -= 1 }
      if depth == 0 { break }
      if body.count < Self.bodyLimit { body.append(inner) }
    }
    let words = call.arguments.map(\.text).filter { $0 != "(" && $0 != ")" }
    if let name = words.first, stack.truth > .no {
      functions[name.lowercased()] = Function(
        parameters: Array(words.dropFirst()), body: body, isMacro: kind == "macro")
    }
    return true
  }

  /// Does what a function does; says whether there is one of that name.
  mutating func run(_ name: String, _ arguments: [String], depth: Int) -> Bool {
    guard let function = functions[name] else { return false }
    functions[name]?.isCalled = true
    guard depth < Self.depthLimit, runs < Self.runLimit else { return true }
    runs += 1
    let outer = (variables: variables, stack: stack, missed: missed, exported: exported)
    exported = []
    for (index, parameter) in function.parameters.enumerated() {
      variables.set(parameter, to: index < arguments.count ? arguments[index] : "")
    }
    variables.set("ARGV", to: arguments.joined(separator: ";"))
    variables.set(
      "ARGN", to: arguments.dropFirst(function.parameters.count).joined(separator: ";"))
    take(function.body, depth: depth + 1)
    if !function.isMacro {
      let inner = variables
      variables = outer.variables
      for name in exported { variables.copy(name, from: inner) }
    }
    (stack, missed, exported) = (outer.stack, outer.missed, outer.exported)
    return true
  }

  /// Reads the functions that no call has the name of: something else may call them.
  mutating func readUncalled() {
    for (_, function) in functions.sorted(by: { $0.key < $1.key }) where !function.isCalled {
      let outer = (variables: variables, stack: stack, missed: missed)
      for parameter in function.parameters + ["ARGV", "ARGN"] { variables.set(parameter, to: nil) }
      stack.enter(.maybe)
      missed.append(Missed())
      take(function.body, depth: 1)
      (variables, stack, missed) = (outer.variables, outer.stack, outer.missed)
    }
  }

  private mutating func take(_ body: [CallReader.Call], depth: Int) {
    for call in body {
      guard calls < Self.callLimit else { return }
      calls += 1
      take(call, depth: depth)
    }
  }
}
