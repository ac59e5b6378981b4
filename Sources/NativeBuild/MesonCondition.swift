/// A condition of Meson's `if`, as far as it tells of systems and options (Meson's syntax, "If statements").
///
///     host_machine.system() == 'windows'          no
///     get_option('gui') and dep.found()           what the option's default is, and maybe
struct MesonCondition {
  enum Value: Equatable {
    case text(String)
    case list([String])
    case truth(Truth)
    case unknown
  }

  private enum Token: Equatable {
    /// A name with what is called of it, and the string that it is called with.
    case name(String, argument: String?)
    case text(String)
    case symbol(Character)
  }

  private let tokens: [Token]
  private let options: [String: Value]
  private let variables: [String: Value]
  private var position = 0
  private var depth = 0

  static func truth(
    of line: String, options: [String: Value], variables: [String: Value]
  ) -> Truth {
    var condition = MesonCondition(line, options, variables)
    return truth(of: condition.either())
  }

  /// The value of what is assigned.
  static func value(
    of line: String, options: [String: Value], variables: [String: Value]
  ) -> Value {
    var condition = MesonCondition(line, options, variables)
    let value = condition.either()
    return condition.position == condition.tokens.count ? value : .unknown
  }

  /// The value of an option, as its default or the project's settings have it.
  ///
  /// - Parameters:
  ///   - text: What it is set to.
  ///   - kind: Its type; nil if that is not known.
  /// - Returns: The value: `auto` is a word only where words are chosen from, and elsewhere not known.
  static func option(_ text: String?, kind: String?) -> Value {
    switch (text, kind) {
    case (nil, _), (_, "array"): .unknown
    case (let text?, "combo"), (let text?, "string"), (let text?, "integer"): .text(text)
    case ("true", _), ("enabled", _): .truth(.yes)
    case ("false", _), ("disabled", _): .truth(.no)
    case ("auto", _): .unknown
    case (let text?, _): .text(text)
    }
  }

  static func truth(of value: Value) -> Truth {
    if case .truth(let truth) = value { truth } else { .maybe }
  }

  /// Whether a feature is off: one that takes what is there is not.
  private static func disabled(_ value: Value) -> Value {
    .truth(value == .unknown ? .no : !truth(of: value))
  }

  private init(_ line: String, _ options: [String: Value], _ variables: [String: Value]) {
    tokens = Self.tokens(Array(line.utf8))
    self.options = options
    self.variables = variables
  }

  private static func tokens(_ bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    func isName(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    func text() -> String {
      let start = index + 1
      index = start
      while index < bytes.count, bytes[index] != UInt8(ascii: "'") { index += 1 }
      let text = String(decoding: bytes[min(start, bytes.count)..<index], as: UTF8.self)
      index += 1
      return text
    }
    while index < bytes.count, tokens.count < 400 {
      if isName(bytes[index]) {
        var name = ""
        var argument: String?
        // A chain of calls is one thing: `host_machine.system().to_lower()`.
        while index < bytes.count, isName(bytes[index]) {
          let start = index
          while index < bytes.count, isName(bytes[index]) { index += 1 }
          name += String(decoding: bytes[start..<index], as: UTF8.self)
          guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else { break }
          var open = 0
          repeat {
            switch bytes[index] {
            case UInt8(ascii: "'"):
              let found = text()
              argument = argument ?? found
              continue
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"): open -= 1
            default: break
            }
            index += 1
          } while open > 0 && index < bytes.count
          name += "()"
        }
        tokens.append(.name(name, argument: argument))
      } else if bytes[index] == UInt8(ascii: "'") {
        tokens.append(.text(text()))
      } else {
        if bytes[index] > 0x20, bytes[index] < 0x7f {
          tokens.append(.symbol(Character(Unicode.Scalar(bytes[index]))))
        }
        index += 1
      }
    }
    return tokens
  }

  private mutating func take(_ token: Token) -> Bool {
    guard position < tokens.count, tokens[position] == token else { return false }
    position += 1
    return true
  }

  private mutating func takeWord(_ word: String) -> Bool { take(.name(word, argument: nil)) }

  private mutating func either() -> Value {
    var value = both()
    while takeWord("or") {
      value = .truth(max(Self.truth(of: value), Self.truth(of: both())))
    }
    return value
  }

  private mutating func both() -> Value {
    var value = comparison()
    while takeWord("and") {
      value = .truth(min(Self.truth(of: value), Self.truth(of: comparison())))
    }
    return value
  }

  private mutating func comparison() -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth < 60 else { return .unknown }
    if takeWord("not") { return .truth(!Self.truth(of: comparison())) }
    let left = single()
    if take(.symbol("=")) {
      _ = take(.symbol("="))
      return Self.equal(left, single())
    }
    if position + 1 < tokens.count, tokens[position] == .symbol("!"),
      tokens[position + 1] == .symbol("=")
    {
      position += 2
      return .truth(!Self.truth(of: Self.equal(left, single())))
    }
    if takeWord("in") { return Self.contains(left, single()) }
    if position + 1 < tokens.count, tokens[position] == .name("not", argument: nil),
      tokens[position + 1] == .name("in", argument: nil)
    {
      position += 2
      return .truth(!Self.truth(of: Self.contains(left, single())))
    }
    return left
  }

  private static func equal(_ left: Value, _ right: Value) -> Value {
    switch (left, right) {
    case (.text(let left), .text(let right)): .truth(Truth(left == right))
    case (.truth(.yes), .truth(let other)), (.truth(let other), .truth(.yes)): .truth(other)
    case (.truth(.no), .truth(let other)), (.truth(let other), .truth(.no)): .truth(!other)
    default: .unknown
    }
  }

  private static func contains(_ left: Value, _ right: Value) -> Value {
    guard case .text(let text) = left, case .list(let list) = right else { return .unknown }
    return .truth(Truth(list.contains(text)))
  }

  private mutating func single() -> Value {
    guard position < tokens.count else { return .unknown }
    let token = tokens[position]
    position += 1
    switch token {
    case .text(let text): return .text(text)
    case .name(let name, let argument): return value(of: name, argument)
    case .symbol("("):
      let value = either()
      _ = take(.symbol(")"))
      return value
    case .symbol("["):
      var list: [String] = []
      while position < tokens.count, !take(.symbol("]")) {
        if case .text(let text) = tokens[position] { list.append(text) }
        position += 1
      }
      return .list(list)
    case .symbol: return .unknown
    }
  }

  private func value(of name: String, _ argument: String?) -> Value {
    if name == "true" { return .truth(.yes) }
    if name == "false" { return .truth(.no) }
    if ["host_machine", "target_machine", "build_machine"].contains(where: name.hasPrefix) {
      if name.contains(".system()") { return .text("linux") }
      if name.contains(".endian()") { return .text("little") }
      return .unknown
    }
    if name.hasSuffix(".get_id()") { return .text("gcc") }
    if name == "get_option()", let argument { return options[argument] ?? .unknown }
    if name.hasPrefix("get_option()."), let argument {
      let value = options[argument] ?? .unknown
      if name.hasSuffix(".disabled()") { return Self.disabled(value) }
      return name.hasSuffix(".enabled()") || name.hasSuffix(".allowed()") ? value : .unknown
    }
    if name.hasSuffix(".disabled()"),
      let value = variables[String(name.dropLast(".disabled()".utf8.count))]
    {
      return Self.disabled(value)
    }
    if name.hasSuffix(".contains()"), let argument,
      case .list(let list)? = variables[String(name.dropLast(".contains()".utf8.count))]
    {
      return .truth(Truth(list.contains(argument)))
    }
    return variables[name] ?? .unknown
  }
}
