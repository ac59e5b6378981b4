/// A search for what only Python 2 compiles: one such line keeps the whole file from being imported.
enum ObstacleSearch {
  /// The first obstacle of a line.
  static func obstacle(
    in line: PythonLexer.Line, of text: PythonText
  ) -> PythonModule.Obstacle? {
    guard let kind = kind(in: line.tokens, of: text) else { return nil }
    return PythonModule.Obstacle(kind: kind, line: line.number)
  }

  private static func kind(
    in tokens: ArraySlice<PythonToken>, of text: PythonText
  ) -> PythonModule.Obstacle.Kind? {
    var isStart = true
    var depth = 0
    for index in tokens.indices {
      let token = tokens[index]
      switch token.kind {
      case .string:
        if isOldString(token, text) { return .oldString }
        isStart = false
      case .number:
        if isOldNumber(token, text) { return .oldNumber }
        isStart = false
      case .symbol:
        switch text.bytes[token.start] {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: "<") where text.is(token, "<>"): return .unequal
        default: break
        }
        isStart = depth == 0 && (text.is(token, ";") || text.is(token, ":"))
      case .name:
        let next = index + 1 < tokens.endIndex ? tokens[index + 1] : nil
        if let kind = kind(of: token, next, in: tokens[index...], isStart: isStart, text) {
          return kind
        }
        isStart = false
      }
    }
    return nil
  }

  private static func kind(
    of token: PythonToken, _ next: PythonToken?, in rest: ArraySlice<PythonToken>, isStart: Bool,
    _ text: PythonText
  ) -> PythonModule.Obstacle.Kind? {
    guard let next else { return nil }
    switch token.end - token.start {
    case 4 where isStart && text.is(token, "exec"):
      return next.kind == .string || isOperand(next, text) ? .execStatement : nil
    case 5 where isStart && text.is(token, "print"):
      if next.kind == .string || next.kind == .number || text.is(next, ">>") {
        return .printStatement
      }
      return isOperand(next, text) ? .printStatement : nil
    case 5 where isStart && text.is(token, "raise"):
      return hasComma(rest, text) ? .raiseComma : nil
    case 5 where text.is(token, "async"):
      guard next.kind == .symbol else { return nil }
      return text.is(next, "=") || text.is(next, ")") || text.is(next, ".") || text.is(next, ",")
        ? .asyncName : nil
    case 6 where isStart && text.is(token, "except"):
      return hasComma(rest, text) ? .exceptComma : nil
    case 6 where text.is(token, "lambda"): return text.is(next, "(") ? .tupleParameter : nil
    default: return nil
    }
  }

  /// Whether a token begins an operand that cannot go on from a name: another name that is not an operator.
  private static func isOperand(_ token: PythonToken, _ text: PythonText) -> Bool {
    guard token.kind == .name else { return false }
    let operators: [StaticString] = ["in", "is", "and", "or", "if", "else", "not", "for"]
    return !operators.contains { text.is(token, $0) }
  }

  /// Whether there is a comma outside of brackets before the end of the clause.
  private static func hasComma(_ tokens: ArraySlice<PythonToken>, _ text: PythonText) -> Bool {
    var depth = 0
    for token in tokens where token.kind != .string {
      switch text.bytes[token.start] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ",") where depth == 0: return true
      case UInt8(ascii: ":") where depth == 0, UInt8(ascii: ";") where depth == 0: return false
      default: if depth == 0, text.is(token, "lambda") { return false }
      }
    }
    return false
  }

  /// Whether a number is written as Python 3 does not know it: `0777`, `10L`.
  private static func isOldNumber(_ token: PythonToken, _ text: PythonText) -> Bool {
    let bytes = text.bytes[token.start..<token.end]
    guard let first = bytes.first, let last = bytes.last else { return false }
    // The digits of `.005`, whose dot is a token of its own.
    if token.start > 0, text.bytes[token.start - 1] == UInt8(ascii: ".") { return false }
    let isHexadecimal = bytes.count > 1 && bytes[token.start + 1] | 0x20 == UInt8(ascii: "x")
    if last | 0x20 == UInt8(ascii: "l") {
      return bytes.dropLast().allSatisfy { (0x30...0x39).contains($0) } || isHexadecimal
    }
    return first == 0x30 && bytes.count > 1
      && bytes.allSatisfy { (0x30...0x37).contains($0) } && bytes.contains { $0 != 0x30 }
  }

  private static func isOldString(_ token: PythonToken, _ text: PythonText) -> Bool {
    guard token.end - token.start > 2 else { return false }
    return text.bytes[token.start] | 0x20 == UInt8(ascii: "u")
      && text.bytes[token.start + 1] | 0x20 == UInt8(ascii: "r")
  }
}
