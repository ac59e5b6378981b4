@testable import NixSyntax

/// The text Nix itself prints for an expression (`nix-instantiate --parse`, Nix 2.8).
///
/// It shows the structure Nix sees: operators are in parentheses or calls of built-in functions,
/// attribute sets are merged and sorted, strings are in pieces, paths are absolute. In two places
/// Nix's order depends on addresses in memory: the bindings of `let` and the parameters of a
/// pattern; here both are in the order of their names. Floats are rounded to six digits.
struct CanonicalForm {
  /// Why a tree has no such form.
  enum Refusal: Error, Hashable {
    case invalid(Diagnostic)
    case tooDeep
  }

  /// How deep expressions may be nested.
  static let maximumNesting = 3000

  private let directory: String
  private let home: String
  var output: [UInt8] = []
  private var definitions = AttributeDefinitions()
  private var nesting = 0

  /// The canonical text of a tree without findings.
  ///
  /// - Parameters:
  ///   - tree: The tree.
  ///   - directory: The absolute path relative paths start from.
  ///   - home: The absolute path that `~` stands for.
  /// - Returns: One line of text.
  /// - Throws: `Refusal` if the tree has findings or is too deep.
  static func text(
    of tree: SyntaxTree, directory: String, home: String
  ) throws(Refusal) -> String {
    if let diagnostic = tree.diagnostics.first {
      throw .invalid(diagnostic)
    }
    var form = CanonicalForm(directory: directory, home: home)
    try form.write(tree.expression)
    return String(decoding: form.output, as: UTF8.self)
  }

  private init(directory: String, home: String) {
    self.directory = directory
    self.home = home
  }

  mutating func write(_ text: String) { output += text.utf8 }

  /// Writes an expression.
  mutating func write(_ node: SyntaxNode?) throws(Refusal) {
    guard let node = node?.unparenthesised else { return }
    guard nesting < Self.maximumNesting else { throw .tooDeep }
    nesting += 1
    defer { nesting -= 1 }
    if Self.isCall(node) {
      try writeOpenCall(node)
      write(")")
      return
    }
    switch node.kind {
    case .identifier: writeName(Array(node.bytes))
    case .literal: writeNumber(node)
    case .uri: writeString(Array(node.bytes))
    case .string, .indentedString: try writePieces(StringValue.pieces(of: node))
    case .path: try writePath(node)
    case .searchPath: writeSearchPath(node)
    case .list: try writeList(node)
    case .attributeSet: try writeSet(definitions.add(node))
    case .legacyLet:
      write("(")
      try writeSet(definitions.add(node))
      write(").body")
    case .letIn: try writeLet(node)
    case .lambda: try writeLambda(node)
    case .select: try writeSelect(base: node.child(at: 0), node.child(at: 1), node.child(at: 2))
    default: try writeOperation(node)
    }
  }

  private mutating func writeOperation(_ node: SyntaxNode) throws(Refusal) {
    switch node.kind {
    case .hasAttribute:
      write("((")
      try write(node.child(at: 0))
      write(") ? ")
      try writeAttributePath(node.child(at: 1))
      write(")")
    case .unary: try writeSequence("(! ", node.child(at: 0), ")")
    case .binary: try writeBinary(node)
    case .with:
      try writeSequence("(with ", node.child(at: 0), "; ")
      try writeSequence("", node.child(at: 1), ")")
    case .assert:
      try writeSequence("assert ", node.child(at: 0), "; ")
      try write(node.child(at: 1))
    case .ifElse:
      try writeSequence("(if ", node.child(at: 0), " then ")
      try writeSequence("", node.child(at: 1), " else ")
      try writeSequence("", node.child(at: 2), ")")
    default: break
    }
  }

  private mutating func writeSequence(
    _ start: String, _ node: SyntaxNode?, _ end: String
  ) throws(Refusal) {
    write(start)
    try write(node)
    write(end)
  }

  // MARK: Calls

  /// Whether Nix sees a call: of a function or of a built-in one in an operator's place.
  private static func isCall(_ node: SyntaxNode) -> Bool {
    switch node.kind {
    case .apply, .legacyOr: return true
    case .unary: return node.firstToken?.kind == .minus
    case .binary:
      switch Binary(unchecked: node).operatorKind {
      case .minus, .times, .divide, .less, .greater, .pipeInto, .pipeFrom: return true
      default: return false
      }
    default: return false
    }
  }

  /// Writes a call without its closing parenthesis; a call of a call's result goes on in it.
  private mutating func writeOpenCall(_ node: SyntaxNode) throws(Refusal) {
    let children = Array(node.children)
    switch node.kind {
    case .apply:
      try writeOpenFunction(children[0])
      for argument in children.dropFirst() { try writeSequence(" ", argument, "") }
    case .legacyOr:
      try writeOpenFunction(children[0])
      write(" or")
    case .unary: try writeSequence("(__sub 0 ", children[0], "")
    default:
      let kind = Binary(unchecked: node).operatorKind
      if kind == .pipeInto || kind == .pipeFrom {
        try writeOpenFunction(children[kind == .pipeInto ? 1 : 0])
        try writeSequence(" ", children[kind == .pipeInto ? 0 : 1], "")
      } else {
        try writeBuiltinCall(kind, children[0], children[1])
      }
    }
  }

  private mutating func writeOpenFunction(_ node: SyntaxNode) throws(Refusal) {
    let function = node.unparenthesised
    guard Self.isCall(function) else {
      try writeSequence("(", function, "")
      return
    }
    guard nesting < Self.maximumNesting else { throw .tooDeep }
    nesting += 1
    defer { nesting -= 1 }
    try writeOpenCall(function)
  }

  private mutating func writeBuiltinCall(
    _ kind: TokenKind?, _ left: SyntaxNode, _ right: SyntaxNode
  ) throws(Refusal) {
    let isSwapped = kind == .greater || kind == .lessOrEqual
    switch kind {
    case .minus: write("(__sub ")
    case .times: write("(__mul ")
    case .divide: write("(__div ")
    default: write("(__lessThan ")
    }
    try write(isSwapped ? right : left)
    try writeSequence(" ", isSwapped ? left : right, "")
  }

  private mutating func writeBinary(_ node: SyntaxNode) throws(Refusal) {
    guard let kind = Binary(unchecked: node).operatorKind, let left = node.child(at: 0),
      let right = node.child(at: 1)
    else { return }
    if kind == .lessOrEqual || kind == .greaterOrEqual {
      write("(! ")
      try writeBuiltinCall(kind, left, right)
      write("))")
      return
    }
    try writeSequence("(", left, " \(kind.operatorSpelling) ")
    try writeSequence("", right, ")")
  }

  // MARK: Sets, functions and selections

  private mutating func writeList(_ node: SyntaxNode) throws(Refusal) {
    write("[ ")
    for element in node.children { try writeSequence("(", element, ") ") }
    write("]")
  }

  private mutating func writeSet(_ index: Int) throws(Refusal) {
    guard nesting < Self.maximumNesting else { throw .tooDeep }
    nesting += 1
    defer { nesting -= 1 }
    let set = definitions.sets[index]
    if set.isRecursive { write("rec ") }
    write("{ ")
    try writeDefinitions(set, inherit: " ; ")
    for (name, value) in set.dynamic {
      write("\"${")
      try write(Self.expression(of: name))
      write("}\" = ")
      try writeValue(value, name: [])
      write("; ")
    }
    write("}")
  }

  private mutating func writeLet(_ node: SyntaxNode) throws(Refusal) {
    let index = definitions.add(node)
    write("(let ")
    try writeDefinitions(definitions.sets[index], inherit: "; ")
    try writeSequence("in ", LetIn(unchecked: node).body, ")")
  }

  private mutating func writeDefinitions(
    _ set: AttributeDefinitions.MergedSet, inherit ending: String
  ) throws(Refusal) {
    let sorted = set.definitions.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    for definition in sorted {
      if case .inherited = definition.value {
        write("inherit ")
        writeName(definition.name)
        write(ending)
      } else {
        writeName(definition.name)
        write(" = ")
        try writeValue(definition.value, name: definition.name)
        write("; ")
      }
    }
  }

  private mutating func writeValue(
    _ value: AttributeDefinitions.Value, name: [UInt8]
  ) throws(Refusal) {
    switch value {
    case .expression(let node): try write(node)
    case .set(let index): try writeSet(index)
    case .inherited: writeName(name)
    case .inheritedFrom(let source):
      try writeSequence("(", source, ").")
      writeName(name)
    }
  }

  private mutating func writeSelect(
    base: SyntaxNode?, _ path: SyntaxNode?, _ fallback: SyntaxNode?
  ) throws(Refusal) {
    try writeSequence("(", base, ").")
    try writeAttributePath(path)
    if let fallback { try writeSequence(" or (", fallback, ")") }
  }

  private mutating func writeAttributePath(_ path: SyntaxNode?) throws(Refusal) {
    guard let path else { return }
    for (position, attribute) in path.children.enumerated() {
      if position > 0 { write(".") }
      if let name = AttributePath.name(of: attribute) {
        writeName(name)
      } else {
        write("\"${")
        try write(Self.expression(of: attribute))
        write("}\"")
      }
    }
  }

  /// The expression of an attribute's name: what stands in `${…}`, or the whole string.
  private static func expression(of attribute: SyntaxNode) -> SyntaxNode? {
    attribute.kind == .dynamicAttribute ? attribute.child(at: 0) : attribute
  }

  private mutating func writeLambda(_ node: SyntaxNode) throws(Refusal) {
    let lambda = Lambda(unchecked: node)
    write("(")
    if lambda.hasPattern {
      write("{ ")
      var isFirst = true
      for parameter in lambda.parameters.sorted(by: { Self.precedes($0.name, $1.name) }) {
        if !isFirst { write(", ") }
        isFirst = false
        writeName(Array(parameter.name.utf8))
        if let fallback = parameter.fallback { try writeSequence(" ? ", fallback, "") }
      }
      if lambda.takesMore { write(isFirst ? "..." : ", ...") }
      write(" }")
      if lambda.name != nil { write(" @ ") }
    }
    if let name = lambda.name { writeName(Array(name.utf8)) }
    try writeSequence(": ", lambda.body, ")")
  }

  private static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  // MARK: Strings and paths

  private mutating func writePieces(_ pieces: [StringValue.Piece]) throws(Refusal) {
    if pieces.count == 1, case .text(let text) = pieces[0] {
      writeString(text)
      return
    }
    write("(")
    for (position, piece) in pieces.enumerated() {
      if position > 0 { write(" + ") }
      switch piece {
      case .text(let text): writeString(text)
      case .expression(let expression): try write(expression)
      }
    }
    write(")")
  }

  private mutating func writePath(_ node: SyntaxNode) throws(Refusal) {
    let start = node.firstToken?.text ?? ""
    let isWhole = node.child(.interpolation) == nil
    if !isWhole { write("(") }
    write(absolutePath(start))
    for element in node.elements.dropFirst() {
      switch element {
      case .token(let token):
        write(" + ")
        writeString(Array(token.bytes))
      case .node(let interpolation): try writeSequence(" + ", interpolation.child(at: 0), "")
      }
    }
    if !isWhole { write(")") }
  }

  /// A path literal without `.` and `..`; a slash at its end stays, since text follows it.
  private func absolutePath(_ literal: String) -> String {
    if literal.hasPrefix("~") { return home + literal.dropFirst() }
    let path = literal.hasPrefix("/") ? literal : directory + "/" + literal
    var components: [Substring] = []
    for component in path.split(separator: "/") where component != "." {
      if component == ".." { _ = components.popLast() } else { components.append(component) }
    }
    let ending = literal.hasSuffix("/") && literal != "/" ? "/" : ""
    return "/" + components.joined(separator: "/") + ending
  }

  private mutating func writeSearchPath(_ node: SyntaxNode) {
    write("(__findFile __nixPath ")
    writeString(Array(node.bytes.dropFirst().dropLast()))
    write(")")
  }
}
