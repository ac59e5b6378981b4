/// The reading of functions that an import calls, and of what they call in turn.
///
/// Only these are read, when it is known that something calls them.
struct CallReading {
  /// The most functions that are read of a distribution.
  private static let maximumFunctions = 1_000

  /// The modules that the distribution has, and their files.
  let names: Set<String>
  let paths: [String: (path: String, isPackage: Bool)]
  /// The modules that were read: where they are in the graph, and what their names stand for.
  private var modules: [String: (index: Int, outline: PythonOutline)] = [:]
  private var pending: [Called] = []
  private var seen: Set<Called> = []

  /// A function of a module.
  private struct Called: Hashable {
    let module: String
    let name: String
  }

  init(names: Set<String>, paths: [String: (path: String, isPackage: Bool)]) {
    self.names = names
    self.paths = paths
  }

  /// Takes note of a module with its calls.
  mutating func take(_ module: ImportGraph.Module, _ outline: PythonOutline, at index: Int) {
    modules[module.name] = (index, outline)
    note(module.content.statements, in: module)
  }

  private mutating func note(_ statements: [PythonStatement], in module: ImportGraph.Module) {
    for statement in statements {
      if case .call(let call) = statement, let target = module.module(of: call) {
        let called = Called(module: target, name: call.name)
        if names.contains(target), seen.count < Self.maximumFunctions, seen.insert(called).inserted
        {
          pending.append(called)
        }
      } else {
        note(statement.inner, in: module)
      }
    }
  }

  /// Reads the functions that are called, as far as their modules were read.
  ///
  /// - Returns: The modules that they import.
  mutating func read(_ graph: inout ImportGraph, _ contents: (String) -> [UInt8]?) -> [String] {
    var targets: [String] = []
    var waiting: [Called] = []
    while let called = pending.popLast() {
      guard let (index, outline) = modules[called.module] else {
        waiting.append(called)
        continue
      }
      let module = graph.modules[index]
      var statements: [PythonStatement] = []
      if let place = outline.functions[called.name], let path = paths[called.module]?.path,
        let bytes = contents(path)
      {
        statements = PythonReader.body(of: place, in: bytes, outline).compactMap {
          $0.pruned(own: names)
        }
      } else if let call = outline.call([called.name]) {
        // It is another module's, which this one imports.
        statements = [PythonStatement.call(call)].compactMap { $0.pruned(own: names) }
      }
      if statements.isEmpty { continue }
      graph.modules[index].functions.append(.init(name: called.name, statements: statements))
      note(statements, in: module)
      targets += module.targets(of: statements).filter(names.contains)
    }
    pending = waiting
    return targets
  }

  /// Leaves out functions that do nothing for imports, and calls of what was not read.
  func settle(_ graph: inout ImportGraph) {
    var left = Set<Called>()
    for module in graph.modules {
      for function in module.functions where function.statements.contains(where: \.matters) {
        left.insert(Called(module: module.name, name: function.name))
      }
    }
    for index in graph.modules.indices {
      let module = graph.modules[index]
      func isLeft(_ call: PythonCall) -> Bool {
        module.module(of: call).map { left.contains(Called(module: $0, name: call.name)) } ?? false
      }
      graph.modules[index].content.statements = module.content.statements.calling(isLeft)
      graph.modules[index].functions = module.functions.filter {
        left.contains(Called(module: module.name, name: $0.name))
      }.map { .init(name: $0.name, statements: $0.statements.calling(isLeft)) }
        .sorted { $0.name < $1.name }
    }
  }
}

extension PythonStatement {
  /// Whether it does more for imports than end a function.
  fileprivate var matters: Bool {
    switch self {
    case .imports, .from, .leave, .call: true
    case .branches, .attempt: inner.contains { $0 != .leave && $0.matters }
    case .returns: false
    }
  }
}

extension [PythonStatement] {
  /// The statements with those calls alone that are wanted.
  fileprivate func calling(_ isWanted: (PythonCall) -> Bool) -> [PythonStatement] {
    guard contains(where: \.calls) else { return self }
    return compactMap { statement in
      switch statement {
      case .call(let call): return isWanted(call) ? statement : nil
      case .branches(let branches, let otherwise):
        let result = PythonStatement.branches(
          branches.map { .init(condition: $0.condition, body: $0.body.calling(isWanted)) },
          otherwise: otherwise.calling(isWanted))
        return result.isIdle ? nil : result
      case .attempt(let attempt):
        let result = PythonStatement.attempt(
          .init(
            body: attempt.body.calling(isWanted), handler: attempt.handler?.calling(isWanted),
            otherwise: attempt.otherwise.calling(isWanted)))
        return result.isIdle ? nil : result
      case .imports, .from, .leave, .returns: return statement
      }
    }
  }
}

extension PythonStatement {
  /// Whether it is a call, or has one in it.
  fileprivate var calls: Bool {
    if case .call = self { true } else { inner.contains(where: \.calls) }
  }
}
