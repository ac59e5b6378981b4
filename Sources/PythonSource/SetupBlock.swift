/// The lines of a script as its indentation groups them.
struct SetupBlock {
  /// A logical line with the lines that stand under it.
  struct Node {
    let tokens: [PythonToken]
    var body: [Node] = []
  }

  private static let maximumNesting = 24
  private static let maximumLines = 20_000

  /// Reads a script; lines that are nested too deep are left out.
  static func nodes(of text: PythonText) -> [Node] {
    var lexer = PythonLexer(text)
    var stack: [(indentation: Int, node: Node)] = [(-1, Node(tokens: []))]
    var count = 0
    func fold(_ stack: inout [(indentation: Int, node: Node)]) {
      let closed = stack.removeLast().node
      stack[stack.count - 1].node.body.append(closed)
    }
    while let line = lexer.next(), count < maximumLines {
      count += 1
      while stack.count > 1, stack[stack.count - 1].indentation >= line.indentation {
        fold(&stack)
      }
      guard stack.count <= maximumNesting else { continue }
      stack.append((line.indentation, Node(tokens: Array(line.tokens))))
    }
    while stack.count > 1 { fold(&stack) }
    return stack[0].node.body
  }
}

/// What an expression of a setup.py is found to be.
indirect enum SetupValue: Hashable {
  case string(String)
  case list([SetupValue])
  case dictionary([String: SetupValue])
  case boolean(Bool)
  /// An open file, by its contents.
  case file(String)
  /// `find_packages(where, exclude=…)`
  case foundPackages(below: String, excluded: [String])
  case unknown

  /// The strings of a list, or a single one; nil if it is anything else, or a part is unknown.
  var strings: [String]? {
    switch self {
    case .string(let text): return [text]
    case .list(let items):
      var result: [String] = []
      for item in items {
        guard case .string(let text) = item else { return nil }
        result.append(text)
      }
      return result
    case .file(let text): return SetupValue.lines(of: text)
    default: return nil
    }
  }

  static func lines(of text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
      .map(String.init)
  }

  /// Whether it counts as true; nil if that is not known.
  var truth: Bool? {
    switch self {
    case .string(let text): !text.isEmpty
    case .list(let items): !items.isEmpty
    case .dictionary(let items): !items.isEmpty
    case .boolean(let value): value
    case .file, .foundPackages: true
    case .unknown: nil
    }
  }
}
