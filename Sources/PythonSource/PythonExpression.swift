/// A Python expression, as far as it can mean something to one who runs nothing.
indirect enum PythonExpression: Hashable, Sendable {
  case string(String)
  case number(String)
  case name(String)
  case list([PythonExpression])
  case tuple([PythonExpression])
  /// Keys and values; the key of what `**` merges is `unpacked`.
  case dictionary([PythonExpression], [PythonExpression])
  case call(PythonExpression, [PythonExpression], [String: PythonExpression])
  case attribute(PythonExpression, String)
  case item(PythonExpression, PythonExpression)
  /// An operator with two sides: `+`, `%`, `<`, `==`, `in`, `not in`, `is`, `is not`, `and`, `or`, …
  case operation(String, PythonExpression, PythonExpression)
  case not(PythonExpression)
  /// `first if condition else second`
  case choice(condition: PythonExpression, PythonExpression, PythonExpression)
  /// `[element for variable in sequence if conditions]`
  case comprehension(
    element: PythonExpression, variable: String, sequence: PythonExpression,
    conditions: [PythonExpression])
  /// `*x` and `**x` among arguments and items.
  case unpacked(PythonExpression)
  /// What is not read: lambdas, slices, formatted strings, …
  case unknown

  /// `__name__ == "__main__"`.
  static let isMain = PythonExpression.operation(
    "==", .name("__name__"), .string("__main__"))

  /// `sys.version_info[0]`, `sys.version_info.major`.
  var isMajorVersion: Bool {
    switch self {
    case .item(let base, .number("0")): base.dottedName == "sys.version_info"
    default: dottedName == "sys.version_info.major"
    }
  }

  /// `a.b.c` for a name with attributes.
  var dottedName: String? {
    switch self {
    case .name(let name): name
    case .attribute(let base, let name): base.dottedName.map { "\($0).\(name)" }
    default: nil
    }
  }
}

/// A parser of expressions: precedence climbing over tokens, of limited depth.
struct PythonExpressionParser {
  private static let maximumDepth = 48

  let text: PythonText
  private var tokens: ArraySlice<PythonToken>
  private var depth = 0

  init(_ tokens: ArraySlice<PythonToken>, in text: PythonText) {
    self.tokens = tokens
    self.text = text
  }

  /// The expression that all of the tokens make; what follows one is ignored.
  static func expression(
    _ tokens: ArraySlice<PythonToken>, in text: PythonText
  ) -> PythonExpression {
    var parser = PythonExpressionParser(tokens, in: text)
    return parser.items()
  }

  /// One expression, or a tuple without parentheses.
  private mutating func items() -> PythonExpression {
    let first = full()
    guard at(",") else { return first }
    var items = [first]
    while take(",") {
      if tokens.isEmpty || at(")") || at("=") { break }
      items.append(full())
    }
    return .tuple(items)
  }

  private func at(_ text: StaticString) -> Bool {
    tokens.first.map { $0.kind != .string && self.text.is($0, text) } ?? false
  }

  private mutating func take(_ text: StaticString) -> Bool {
    guard at(text) else { return false }
    tokens.removeFirst()
    return true
  }

  /// An expression of any kind but a tuple without parentheses.
  private mutating func full() -> PythonExpression {
    if depth >= Self.maximumDepth { return giveUp() }
    depth += 1
    defer { depth -= 1 }
    if at("lambda") {
      skipLambda()
      return .unknown
    }
    if take("*") || take("**") { return .unpacked(full()) }
    let first = binary(level: 0)
    if take(":=") { return full() }
    guard take("if") else { return first }
    let condition = binary(level: 0)
    guard take("else") else { return first }
    return .choice(condition: condition, first, full())
  }

  /// Skips to where a lambda ends: an open bracket's end, or a comma.
  private mutating func skipLambda() {
    var open = 0
    var isBody = false
    while let token = tokens.first {
      if token.kind == .symbol {
        switch text.bytes[token.start] {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
          if open == 0 { return }
          open -= 1
        case UInt8(ascii: ",") where open == 0 && isBody: return
        case UInt8(ascii: ":") where open == 0: isBody = true
        default: break
        }
      }
      tokens.removeFirst()
    }
  }

  private mutating func giveUp() -> PythonExpression {
    tokens = []
    return .unknown
  }

  // MARK: - Operators

  private static let levels: [[StaticString]] = [
    ["or"], ["and"], ["in", "is", "<", ">", "<=", ">=", "==", "!=", "<>"], ["|"], ["^"], ["&"],
    ["<<", ">>"], ["+", "-"], ["*", "/", "%", "@"],
  ]
  private static let comparisons = 2

  private mutating func binary(level: Int) -> PythonExpression {
    guard level < Self.levels.count else { return unary() }
    if level == Self.comparisons {
      if depth >= Self.maximumDepth { return giveUp() }
      if take("not") {
        depth += 1
        defer { depth -= 1 }
        return .not(binary(level: level))
      }
    }
    var left = binary(level: level + 1)
    while let symbol = operation(at: level) {
      let right = binary(level: level + 1)
      left = .operation(symbol, left, right)
    }
    return left
  }

  private mutating func operation(at level: Int) -> String? {
    if level == Self.comparisons, at("not") {
      guard tokens.count > 1, text.is(tokens[tokens.startIndex + 1], "in") else { return nil }
      tokens.removeFirst(2)
      return "not in"
    }
    for symbol in Self.levels[level] where take(symbol) {
      let word = symbol.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
      return word == "is" && take("not") ? "is not" : word
    }
    return nil
  }

  private mutating func unary() -> PythonExpression {
    if at("-") || at("+") || at("~") {
      tokens.removeFirst()
      if depth >= Self.maximumDepth { return giveUp() }
      depth += 1
      defer { depth -= 1 }
      _ = unary()
      return .unknown
    }
    _ = take("await")
    var result = atom()
    while let token = tokens.first, token.kind == .symbol {
      if take("(") {
        result = call(result)
      } else if take("[") {
        let index = at(":") ? PythonExpression.unknown : items()
        if !at("]") { skip(to: "]") }
        _ = take("]")
        result = .item(result, index)
      } else if take(".") {
        guard let name = tokens.popFirst(), name.kind == .name else { return .unknown }
        result = .attribute(result, text.text(name))
      } else {
        break
      }
    }
    if take("**") { _ = unary() }
    return result
  }

  // MARK: - Atoms

  private mutating func atom() -> PythonExpression {
    guard let token = tokens.first else { return .unknown }
    switch token.kind {
    case .string: return strings()
    case .number:
      tokens.removeFirst()
      return .number(text.text(token))
    case .name:
      tokens.removeFirst()
      return .name(text.text(token))
    case .symbol:
      if take("(") { return parenthesised() }
      if take("[") {
        let (items, comprehension) = elements(until: "]")
        return comprehension ?? .list(items)
      }
      if take("{") { return braces() }
      tokens.removeFirst()
      return .unknown
    }
  }

  /// String literals one after the other are one.
  private mutating func strings() -> PythonExpression {
    var value: PythonExpression?
    while let token = tokens.popFirst(), token.kind == .string {
      let part = text.value(of: token).map(PythonExpression.string) ?? formatted(token)
      switch (value, part) {
      case (nil, _): value = part
      case (.string(let left)?, .string(let right)): value = .string(left + right)
      case (let left?, _): value = .operation("+", left, part)
      }
      guard tokens.first?.kind == .string else { break }
    }
    return value ?? .unknown
  }

  /// The sum that an f-string is whose fields are names: `f"{name}.txt"` is `name + ".txt"`.
  private func formatted(_ token: PythonToken) -> PythonExpression {
    guard let parts = text.parts(ofFormatted: token) else { return .unknown }
    let values = parts.map { $0.isField ? PythonExpression.name($0.text) : .string($0.text) }
    return values.dropFirst().reduce(values.first ?? .string("")) { .operation("+", $0, $1) }
  }

  private mutating func parenthesised() -> PythonExpression {
    let isEmpty = at(")")
    let (items, comprehension) = elements(until: ")")
    if let comprehension { return comprehension }
    if !isEmpty, items.count == 1, !endedWithComma { return items[0] }
    return .tuple(items)
  }

  private var endedWithComma = false

  /// The elements of a display, or the comprehension that it is.
  private mutating func elements(
    until end: StaticString
  ) -> ([PythonExpression], PythonExpression?) {
    var items: [PythonExpression] = []
    endedWithComma = false
    while !tokens.isEmpty, !at(end) {
      let before = tokens.count
      let item = full()
      if at("for") || at("async") {
        let comprehension = comprehension(of: item)
        if !at(end) { skip(to: end) }
        _ = take(end)
        return ([], comprehension)
      }
      items.append(item)
      let hasComma = take(",")
      if at(end) { endedWithComma = hasComma }
      // What cannot be read is skipped, so that the loop ends.
      if tokens.count == before { tokens.removeFirst() }
    }
    let comma = endedWithComma
    _ = take(end)
    endedWithComma = comma
    return (items, nil)
  }

  private mutating func comprehension(of element: PythonExpression) -> PythonExpression {
    _ = take("async")
    guard take("for"), let variable = tokens.popFirst(), take("in") else { return .unknown }
    let sequence = binary(level: 0)
    var conditions: [PythonExpression] = []
    while take("if") { conditions.append(binary(level: 0)) }
    if at("for") { return .unknown }
    return .comprehension(
      element: element, variable: text.text(variable), sequence: sequence, conditions: conditions)
  }

  private mutating func braces() -> PythonExpression {
    var keys: [PythonExpression] = []
    var values: [PythonExpression] = []
    var isDictionary = true
    while !tokens.isEmpty, !at("}") {
      let before = tokens.count
      let isMerged = at("**")
      let key = full()
      if isMerged {
        keys.append(key)
        values.append(.unknown)
      } else if take(":") {
        keys.append(key)
        values.append(full())
      } else {
        isDictionary = false
        keys.append(key)
      }
      if at("for") || at("async") {
        skip(to: "}")
        _ = take("}")
        return .unknown
      }
      _ = take(",")
      if tokens.count == before { tokens.removeFirst() }
    }
    _ = take("}")
    return isDictionary ? .dictionary(keys, values) : .list(keys)
  }

  private mutating func call(_ function: PythonExpression) -> PythonExpression {
    var arguments: [PythonExpression] = []
    var named: [String: PythonExpression] = [:]
    while !tokens.isEmpty, !at(")") {
      let before = tokens.count
      if let name = tokens.first, name.kind == .name, tokens.count > 1,
        text.is(tokens[tokens.startIndex + 1], "="),
        tokens[tokens.startIndex + 1].kind == .symbol
      {
        tokens.removeFirst(2)
        named[text.text(name)] = full()
      } else {
        let argument = full()
        if at("for") {
          arguments.append(comprehension(of: argument))
          if !at(")") { skip(to: ")") }
        } else {
          arguments.append(argument)
        }
      }
      _ = take(",")
      if tokens.count == before { tokens.removeFirst() }
    }
    _ = take(")")
    return .call(function, arguments, named)
  }

  /// Skips to the closing bracket of the one that is open.
  private mutating func skip(to end: StaticString) {
    var open = 0
    while let token = tokens.first {
      if token.kind == .symbol {
        switch text.bytes[token.start] {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
          if open == 0 { return }
          open -= 1
        default: break
        }
      }
      tokens.removeFirst()
    }
  }
}
