extension Lexer {
  /// Reads what starts with `/`, `+`, `-` or `~`.
  ///
  /// - Returns: Whether the mode changed.
  mutating func scanPathOrOperator() -> Bool {
    let start = position
    let next = byte(at: start + 1)
    switch bytes[start] {
    case UInt8(ascii: "~"):
      if next == UInt8(ascii: "/"), startsPathText(at: start + 1) { return scanPath(from: start) }
      finish(.unknown, length: 1)
    case UInt8(ascii: "/"):
      if next == UInt8(ascii: "*") {
        scanBlockComment()
      } else if startsPathText(at: start) {
        return scanPath(from: start)
      } else {
        let isUpdate = next == UInt8(ascii: "/")
        finish(isUpdate ? .update : .divide, length: isUpdate ? 2 : 1)
      }
    case UInt8(ascii: "+"):
      if let mode = scanPathOrURI() { return mode }
      let isDouble = next == UInt8(ascii: "+")
      finish(isDouble ? .concatenate : .plus, length: isDouble ? 2 : 1)
    default:
      if let mode = scanPathOrURI() { return mode }
      let isArrow = next == UInt8(ascii: ">")
      finish(isArrow ? .implication : .minus, length: isArrow ? 2 : 1)
    }
    return false
  }

  /// Reads what starts with `<`: a search path or an operator.
  mutating func scanLess() {
    let start = position
    var offset = start + 1
    while isByte(at: offset, .pathCharacter) {
      offset = end(of: .pathCharacter, from: offset)
      if byte(at: offset) == UInt8(ascii: ">") {
        finish(.searchPath, length: offset + 1 - start)
        return
      }
      guard byte(at: offset) == UInt8(ascii: "/") else { break }
      offset += 1
    }
    switch byte(at: start + 1) {
    case UInt8(ascii: "="): finish(.lessOrEqual, length: 2)
    case UInt8(ascii: "|"): finish(.pipeFrom, length: 2)
    default: finish(.less, length: 1)
    }
  }

  /// Whether a slash at an offset goes on as a path: with a component or with an interpolation.
  func startsPathText(at slash: Int) -> Bool {
    isByte(at: slash + 1, .pathCharacter) || startsInterpolation(at: slash + 1)
  }

  /// Whether `${` is at an offset.
  @inline(__always)
  func startsInterpolation(at offset: Int) -> Bool {
    byte(at: offset) == UInt8(ascii: "$") && byte(at: offset + 1) == UInt8(ascii: "{")
  }

  /// Reads a path, which is known to start here.
  ///
  /// - Returns: Whether the mode changed.
  mutating func scanPath(from start: Int) -> Bool {
    var offset = start
    if bytes[offset] == UInt8(ascii: "~") { offset += 1 }
    position = endOfPathText(from: offset)
    append(.path, from: start)
    modes.append(.path)
    scanPathText(endsInSlash: bytes[position - 1] == UInt8(ascii: "/"))
    return modes.last.map { $0 != .code } ?? false
  }

  /// Reads the rest of a path up to its end or to the code of an interpolation.
  mutating func scanPathText(endsInSlash: Bool) {
    var endsInSlash = endsInSlash
    while true {
      if startsInterpolation(at: position) {
        finish(.interpolationStart, length: 2)
        modes.append(.code)
        return
      }
      let end = endOfPathText(from: position)
      guard end > position else { break }
      endsInSlash = bytes[end - 1] == UInt8(ascii: "/")
      finish(.pathText, length: end - position)
    }
    modes.removeLast()
    if endsInSlash {
      problems.append(Problem("path has a trailing slash", position - 1..<position))
    }
  }

  /// The end of path text: components and slashes up to a slash without a component after it.
  private func endOfPathText(from start: Int) -> Int {
    var offset = start
    while true {
      offset = end(of: .pathCharacter, from: offset)
      guard byte(at: offset) == UInt8(ascii: "/") else { return offset }
      offset += 1
      guard isByte(at: offset, .pathCharacter) else { return offset }
    }
  }

  @inline(__always)
  private mutating func finish(_ kind: TokenKind, length: Int) {
    append(kind, from: position)
    position += length
  }
}
