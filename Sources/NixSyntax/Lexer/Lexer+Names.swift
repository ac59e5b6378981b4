extension Lexer {
  /// Reads a name, a keyword, a URI or a path that starts like a name.
  ///
  /// - Returns: Whether the mode changed.
  mutating func scanName() -> Bool {
    let start = position
    let nameEnd = end(of: .identifierPart, from: start + 1)
    switch byte(at: nameEnd) {
    case UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "+"):
      if let mode = scanPathOrURI() { return mode }
    default: break
    }
    position = nameEnd
    append(keyword(start, nameEnd) ?? .identifier, from: start)
    return false
  }

  /// Reads a number or a path that starts like one.
  ///
  /// - Returns: Whether the mode changed.
  mutating func scanNumber() -> Bool {
    let start = position
    if let mode = scanPathOrURI() { return mode }
    let integerEnd = end(of: .digit, from: start)
    let isZero = bytes[start] == UInt8(ascii: "0")
    if byte(at: integerEnd) == UInt8(ascii: ".") {
      let isFloat =
        isZero
        ? integerEnd == start + 1 && isByte(at: integerEnd + 1, .digit)
        : true
      if isFloat {
        position = endOfExponent(at: end(of: .digit, from: integerEnd + 1))
        append(.float, from: start)
        return false
      }
    }
    position = integerEnd
    append(.integer, from: start)
    return false
  }

  /// Reads what starts with a dot: a path, a float, an ellipsis or the dot alone.
  ///
  /// - Returns: Whether the mode changed.
  mutating func scanDot() -> Bool {
    let start = position
    if let mode = scanPathOrURI() { return mode }
    if isByte(at: start + 1, .digit) {
      position = endOfExponent(at: end(of: .digit, from: start + 1))
      append(.float, from: start)
    } else if byte(at: start + 1) == UInt8(ascii: "."), byte(at: start + 2) == UInt8(ascii: ".") {
      position = start + 3
      append(.ellipsis, from: start)
    } else {
      position = start + 1
      append(.dot, from: start)
    }
    return false
  }

  /// The end of a float whose digits end at an offset, after an exponent if there is one.
  private func endOfExponent(at offset: Int) -> Int {
    guard byte(at: offset) | 0x20 == UInt8(ascii: "e") else { return offset }
    let sign = byte(at: offset + 1)
    let digits = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? offset + 2 : offset + 1
    guard isByte(at: digits, .digit) else { return offset }
    return end(of: .digit, from: digits)
  }

  /// Reads a path or a URI, if one starts here.
  ///
  /// - Returns: Whether the mode changed; nil if neither starts here.
  mutating func scanPathOrURI() -> Bool? {
    let start = position
    let runEnd = endOfPathRun(from: start)
    switch byte(at: runEnd) {
    case UInt8(ascii: "/"):
      guard startsPathText(at: runEnd) else { return nil }
      return scanPath(from: start)
    case UInt8(ascii: ":"):
      let isLetter = isByte(at: start, .identifierStart)
      guard isLetter, lastOutsideScheme < start, isByte(at: runEnd + 1, .uriPart) else {
        return nil
      }
      position = end(of: .uriPart, from: runEnd + 1)
      append(.uri, from: start)
      return false
    default:
      return nil
    }
  }

  /// The end of the run of path characters an offset lies in.
  private mutating func endOfPathRun(from start: Int) -> Int {
    if start < pathRunEnd { return pathRunEnd }
    var offset = start
    while isByte(at: offset, .pathCharacter) {
      if bytes[offset] == UInt8(ascii: "_") { lastOutsideScheme = offset }
      offset += 1
    }
    pathRunEnd = offset
    return offset
  }

  /// The keyword a range of bytes spells, if any.
  @inline(__always)
  private func keyword(_ start: Int, _ end: Int) -> TokenKind? {
    switch end - start {
    case 2:
      if spells("if", start) { return .if }
      if spells("in", start) { return .in }
      if spells("or", start) { return .or }
    case 3:
      if spells("let", start) { return .let }
      if spells("rec", start) { return .rec }
    case 4:
      if spells("then", start) { return .then }
      if spells("else", start) { return .else }
      if spells("with", start) { return .with }
    case 6:
      if spells("assert", start) { return .assert }
    case 7:
      if spells("inherit", start) { return .inherit }
    default: break
    }
    return nil
  }

  /// Whether the bytes at an offset, known to reach far enough, spell a word.
  @inline(__always)
  private func spells(_ word: StaticString, _ start: Int) -> Bool {
    for index in 0..<word.utf8CodeUnitCount where word.utf8Start[index] != bytes[start + index] {
      return false
    }
    return true
  }
}
