import Basics
import PackageMetadata
import PythonSource

/// The bytes of what code imports, for the derived cache.
extension BinaryWriter {
  /// Adds a graph.
  mutating func append(_ graph: ImportGraph) {
    append(graph.roots)
    append(graph.others)
    append(graph.names)
    append(UInt32(clamping: graph.modules.count))
    for module in graph.modules {
      append(module.name)
      append(UInt8(module.isPackage ? 1 : 0))
      append(module.content.traits.rawValue)
      append(module.content.libraries)
      append(module.content.namedLibraries)
      append(module.content.obstacle)
      append(module.content.statements)
      append(UInt32(clamping: module.functions.count))
      for function in module.functions {
        append(function.name)
        append(function.statements)
      }
    }
  }

  /// Adds an obstacle, or that there is none.
  mutating func append(_ obstacle: PythonModule.Obstacle?) {
    append(UInt8(obstacle.map { $0.kind.rawValue + 1 } ?? 0))
    if let obstacle { append(UInt32(clamping: obstacle.line)) }
  }

  private mutating func append(_ statements: [PythonStatement]) {
    append(UInt32(clamping: statements.count))
    for statement in statements {
      switch statement {
      case .imports(let names):
        append(UInt8(0))
        append(names)
      case .from(let level, let module, let names):
        append(UInt8(1))
        append(UInt32(clamping: level))
        append(module)
        append(names)
      case .branches(let branches, let otherwise):
        append(UInt8(2))
        append(UInt32(clamping: branches.count))
        for branch in branches {
          append(branch.condition)
          append(branch.body)
        }
        append(otherwise)
      case .attempt(let attempt):
        append(UInt8(3))
        append(attempt.body)
        append(UInt8(attempt.handler == nil ? 0 : 1))
        append(attempt.handler ?? [])
        append(attempt.otherwise)
      case .leave: append(UInt8(4))
      case .returns: append(UInt8(5))
      case .call(let call):
        append(UInt8(6))
        append(UInt32(clamping: call.level))
        append(call.module)
        append(call.name)
      }
    }
  }

  private mutating func append(_ condition: PythonCondition) {
    switch condition {
    case .known(let value): append(UInt8(value ? 1 : 0))
    case .unknown: append(UInt8(2))
    case .version(let comparison, let parts):
      append(UInt8(3))
      append(comparison.rawValue)
      append(UInt32(clamping: parts.count))
      for part in parts { append(Int64(part)) }
    case .not(let inner):
      append(UInt8(4))
      append(inner)
    case .all(let inner), .any(let inner):
      if case .all = condition { append(UInt8(5)) } else { append(UInt8(6)) }
      append(UInt32(clamping: inner.count))
      for condition in inner { append(condition) }
    case .release(let module, let comparison, let parts):
      append(UInt8(7))
      append(module)
      append(comparison.rawValue)
      append(UInt32(clamping: parts.count))
      for part in parts { append(Int64(part)) }
    case .releasePrefix(let module, let prefix):
      append(UInt8(8))
      append(module)
      append(prefix)
    }
  }
}

extension BinaryReader {
  /// How deep statements and conditions may lie in each other; what is written lies less deep.
  private static let maximumDepth = 400

  /// Reads a graph.
  mutating func graph() throws(Truncated) -> ImportGraph {
    var graph = ImportGraph(roots: try texts(), others: try texts())
    graph.names = try texts()
    for _ in 0..<(try word()) {
      let name = try text()
      let isPackage = try byte() != 0
      let traits = PythonModule.Traits(rawValue: try byte())
      let libraries = try texts()
      let namedLibraries = try texts()
      let obstacle = try obstacle()
      var content = PythonModule(
        statements: try statements(depth: 0), obstacle: obstacle, libraries: libraries,
        traits: traits)
      content.namedLibraries = namedLibraries
      var module = ImportGraph.Module(name: name, isPackage: isPackage, content: content)
      for _ in 0..<(try word()) {
        module.functions.append(.init(name: try text(), statements: try statements(depth: 0)))
      }
      graph.modules.append(module)
    }
    return graph
  }

  /// Reads an obstacle, where there is one.
  mutating func obstacle() throws(Truncated) -> PythonModule.Obstacle? {
    let kind = try byte()
    if kind == 0 { return nil }
    guard let kind = PythonModule.Obstacle.Kind(rawValue: kind - 1) else { throw Truncated() }
    return PythonModule.Obstacle(kind: kind, line: Int(try word()))
  }

  private mutating func statements(depth: Int) throws(Truncated) -> [PythonStatement] {
    guard depth < Self.maximumDepth else { throw Truncated() }
    var result: [PythonStatement] = []
    for _ in 0..<(try word()) {
      switch try byte() {
      case 0: result.append(.imports(try texts()))
      case 1:
        let level = Int(try word())
        let module = try text()
        result.append(.from(level: level, module: module, names: try texts()))
      case 2:
        var branches: [PythonStatement.Branch] = []
        for _ in 0..<(try word()) {
          let condition = try condition(depth: 0)
          branches.append(.init(condition: condition, body: try statements(depth: depth + 1)))
        }
        result.append(.branches(branches, otherwise: try statements(depth: depth + 1)))
      case 3:
        let body = try statements(depth: depth + 1)
        let hasHandler = try byte() != 0
        let handler = try statements(depth: depth + 1)
        result.append(
          .attempt(
            .init(
              body: body, handler: hasHandler ? handler : nil,
              otherwise: try statements(depth: depth + 1))))
      case 4: result.append(.leave)
      case 5: result.append(.returns)
      case 6:
        let level = Int(try word())
        let module = try text()
        result.append(.call(.init(level: level, module: module, name: try text())))
      default: throw Truncated()
      }
    }
    return result
  }

  private mutating func condition(depth: Int) throws(Truncated) -> PythonCondition {
    guard depth < Self.maximumDepth else { throw Truncated() }
    switch try byte() {
    case 0: return .known(false)
    case 1: return .known(true)
    case 2: return .unknown
    case 3:
      let (comparison, parts) = try comparison()
      return .version(comparison, parts)
    case 4: return .not(try condition(depth: depth + 1))
    case let kind where kind == 5 || kind == 6:
      var inner: [PythonCondition] = []
      for _ in 0..<(try word()) { inner.append(try condition(depth: depth + 1)) }
      return kind == 5 ? .all(inner) : .any(inner)
    case 7:
      let module = try text()
      let (comparison, parts) = try comparison()
      return .release(of: module, comparison, parts)
    case 8:
      let module = try text()
      return .releasePrefix(of: module, try text())
    default: throw Truncated()
    }
  }

  private mutating func comparison() throws(Truncated) -> (PythonCondition.Comparison, [Int]) {
    guard let comparison = PythonCondition.Comparison(rawValue: try byte()) else {
      throw Truncated()
    }
    var parts: [Int] = []
    for _ in 0..<(try word()) { parts.append(Int(truncatingIfNeeded: try long())) }
    return (comparison, parts)
  }
}

extension BinaryWriter {
  /// Adds why an archive cannot be built.
  mutating func append(_ obstacle: BuildObstacle) {
    switch obstacle {
    case .conversion: append(UInt8(0))
    case .script(let inner):
      append(UInt8(1))
      append(inner)
    case .missingFile(let path):
      append(UInt8(2))
      append(path)
    case .raises: append(UInt8(3))
    case .unknownKey(let key):
      append(UInt8(4))
      append(key)
    case .oldVersioneer: append(UInt8(5))
    case .cargo(let problem):
      append(UInt8(6))
      append(problem)
    case .downloads: append(UInt8(7))
    case .poetryExtra(let text):
      append(UInt8(8))
      append(text)
    case .namelessProject: append(UInt8(9))
    case .neededFile(let path):
      append(UInt8(10))
      append(path)
    case .pipParsing: append(UInt8(11))
    case .missingModule(let name):
      append(UInt8(12))
      append(name)
    case .missingHook(let path):
      append(UInt8(13))
      append(path)
    case .hookDownloads(let program):
      append(UInt8(14))
      append(program)
    case .optimisedBytecode: append(UInt8(15))
    }
  }
}

extension BinaryReader {
  /// Reads why an archive cannot be built.
  mutating func buildObstacle() throws(Truncated) -> BuildObstacle {
    switch try byte() {
    case 0: return .conversion
    case 1:
      guard let obstacle = try obstacle() else { throw Truncated() }
      return .script(obstacle)
    case 2: return .missingFile(try text())
    case 3: return .raises
    case 4: return .unknownKey(try text())
    case 5: return .oldVersioneer
    case 6: return .cargo(try cargoProblem())
    case 7: return .downloads
    case 8: return .poetryExtra(try text())
    case 9: return .namelessProject
    case 10: return .neededFile(try text())
    case 11: return .pipParsing
    case 12: return .missingModule(try text())
    case 13: return .missingHook(try text())
    case 14: return .hookDownloads(try text())
    case 15: return .optimisedBytecode
    default: throw Truncated()
    }
  }
}
