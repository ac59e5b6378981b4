import Basics

/// A cursor over JSON (RFC 8259) that reads what it is asked for and skips the rest, without
/// copying.
///
/// The bytes may end anywhere: ``Failure/incomplete`` says that more are needed.
struct JSONScanner {
  /// Why a value cannot be read.
  enum Failure: Error {
    /// The bytes end inside of it.
    case incomplete
    /// What is at this offset has no place there.
    case malformed(Int)
  }

  /// How deep arrays and objects may nest.
  static let maximumDepth = 64

  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int

  /// Passes white space and looks at the byte after it.
  mutating func peek() throws(Failure) -> UInt8 {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return byte }
      position += 1
    }
    throw .incomplete
  }

  /// Where the next byte is that is not white space; `nil` if there is none.
  var next: Int? {
    bytes[position...].firstIndex { $0 != 0x20 && $0 != 0x0a && $0 != 0x0d && $0 != 0x09 }
  }

  /// Passes the comma between two items, or finds the bracket after the last one.
  ///
  /// - Parameters:
  ///   - close: The closing bracket.
  ///   - isFirst: Whether none was read yet; then there is no comma.
  /// - Returns: Whether an item follows.
  /// - Throws: `Failure` if neither is there.
  mutating func item(before close: UInt8, isFirst: Bool) throws(Failure) -> Bool {
    if try peek() == close {
      position += 1
      return false
    }
    if isFirst { return true }
    try expect(UInt8(ascii: ","))
    guard try peek() != close else { throw .malformed(position) }
    return true
  }

  /// Passes `byte`, which must come next.
  mutating func expect(_ byte: UInt8) throws(Failure) {
    guard try peek() == byte else { throw .malformed(position) }
    position += 1
  }

  /// Passes `byte` if it comes next, and says so.
  mutating func take(_ byte: UInt8) throws(Failure) -> Bool {
    guard try peek() == byte else { return false }
    position += 1
    return true
  }

  /// Reads a string: where it is between its quotes.
  mutating func string() throws(Failure) -> IndexEntry.Text {
    try expect(UInt8(ascii: "\""))
    let start = position
    var isEscaped = false
    while true {
      guard let quote = find(UInt8(ascii: "\""), from: position) else { throw .incomplete }
      // A quote is escaped by an odd number of backslashes before it.
      var backslashes = 0
      while quote - 1 - backslashes >= start,
        bytes[quote - 1 - backslashes] == UInt8(ascii: "\\")
      {
        backslashes += 1
      }
      if backslashes.isMultiple(of: 2) {
        if !isEscaped, let escape = find(UInt8(ascii: "\\"), from: start, to: quote) {
          isEscaped = escape < quote
        }
        position = quote + 1
        return IndexEntry.Text(start: start, end: quote, isEscaped: isEscaped)
      }
      isEscaped = true
      position = quote + 1
    }
  }

  /// Reads a string, or nil for `null`.
  mutating func stringOrNull() throws(Failure) -> IndexEntry.Text? {
    if try peek() == UInt8(ascii: "n") {
      try literal("null")
      return nil
    }
    return try string()
  }

  /// Reads `true` or `false`.
  mutating func boolean() throws(Failure) -> Bool {
    let isTrue = try peek() == UInt8(ascii: "t")
    try literal(isTrue ? "true" : "false")
    return isTrue
  }

  /// Reads a number that is a natural one; nil for any other number and for `null`.
  mutating func natural() throws(Failure) -> Int? {
    let first = try peek()
    guard first &- 0x30 < 10 else {
      try skipValue()
      return nil
    }
    var value: Int? = 0
    while position < bytes.count, bytes[position] &- 0x30 < 10 {
      if let known = value {
        let (product, overflow) = known.multipliedReportingOverflow(by: 10)
        value = overflow || product > Int.max - 9 ? nil : product + Int(bytes[position] &- 0x30)
      }
      position += 1
    }
    guard position < bytes.count else { throw .incomplete }
    switch bytes[position] {
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      try skipNumber()
      return nil
    default: return value
    }
  }

  /// Passes a value of any kind.
  mutating func skipValue() throws(Failure) {
    var depth = 0
    repeat {
      switch try peek() {
      case UInt8(ascii: "\""): _ = try string()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        guard depth <= Self.maximumDepth else { throw .malformed(position) }
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw .malformed(position) }
        depth -= 1
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw .malformed(position) }
        position += 1
      case UInt8(ascii: "t"): try literal("true")
      case UInt8(ascii: "f"): try literal("false")
      case UInt8(ascii: "n"): try literal("null")
      default: try skipNumber()
      }
    } while depth > 0
  }

  /// Whether the bytes of `text` are `key`.
  func isKey(_ text: IndexEntry.Text, _ key: StaticString) -> Bool {
    ByteSearch.isSame(UnsafeBufferPointer(rebasing: bytes[text.start..<text.end]), key)
  }

  private mutating func skipNumber() throws(Failure) {
    let start = position
    loop: while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        position += 1
      default: break loop
      }
    }
    guard position > start else { throw .malformed(position) }
    guard position < bytes.count else { throw .incomplete }
  }

  private mutating func literal(_ text: StaticString) throws(Failure) {
    for index in 0..<text.utf8CodeUnitCount {
      guard position + index < bytes.count else { throw .incomplete }
      guard bytes[position + index] == text.utf8Start[index] else { throw .malformed(position) }
    }
    position += text.utf8CodeUnitCount
  }

  private func find(_ byte: UInt8, from start: Int, to end: Int? = nil) -> Int? {
    ByteSearch.first(byte, in: UnsafeRawBufferPointer(bytes), from: start, to: end)
  }
}
