import Basics

/// A parser of TOML 1.0 for files that anybody may have written: what it cannot read is an error with
/// a line, and what nests too deeply is one too.
struct TOMLParser {
  /// How deeply arrays, inline tables and dotted keys may nest.
  static let maximumDepth = 64

  let bytes: [UInt8]
  var position = 0

  /// A parser at the start of a document.
  init(_ document: [UInt8]) {
    bytes = document.starts(with: [0xef, 0xbb, 0xbf]) ? Array(document.dropFirst(3)) : document
  }

  /// The byte at the position; nil at the end.
  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// An error at the position.
  func failure(_ reason: String) -> TOMLTable.Failure {
    let before = bytes[..<min(position, bytes.count)]
    let lineStart = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    return TOMLTable.Failure(
      line: before.count { $0 == 0x0a } + 1, column: before.count - lineStart + 1, reason: reason)
  }

  /// Reads the whole document.
  mutating func document() throws(TOMLTable.Failure) -> TOMLTable {
    let root = TOMLTable(.header)
    var table = root
    while true {
      try skipBlank(withLines: true)
      guard let byte = current else { return root }
      if byte == UInt8(ascii: "[") {
        table = try header(in: root)
      } else {
        try assignment(in: table)
      }
      try skipBlank(withLines: false)
      guard current == nil || isLineEnd else { throw failure("expected the end of the line") }
    }
  }

  // MARK: - Statements

  private mutating func header(in root: TOMLTable) throws(TOMLTable.Failure) -> TOMLTable {
    position += 1
    let isArray = current == UInt8(ascii: "[")
    if isArray { position += 1 }
    let keys = try dottedKey()
    for _ in 0..<(isArray ? 2 : 1) {
      guard current == UInt8(ascii: "]") else { throw failure("expected ']'") }
      position += 1
    }
    guard let last = keys.last else { throw failure("expected a name") }
    var table = root
    for key in keys.dropLast() { table = try step(into: key, of: table, making: .implied) }
    let new = TOMLTable(.header)
    switch (table.values[last], isArray) {
    case (nil, false): table.values[last] = .table(new)
    case (.table(let known)?, false) where known.origin == .implied:
      known.origin = .header
      return known
    case (nil, true): table.values[last] = .tables(TOMLTable.List(new))
    case (.tables(let known)?, true): known.tables.append(new)
    default: throw failure("'\(last)' is defined twice")
    }
    return new
  }

  /// Reads `key = value` into `table`.
  mutating func assignment(
    in table: TOMLTable, depth: Int = 0
  ) throws(TOMLTable.Failure) {
    let keys = try dottedKey()
    guard current == UInt8(ascii: "=") else { throw failure("expected '='") }
    position += 1
    guard let last = keys.last else { throw failure("expected a key") }
    var table = table
    for key in keys.dropLast() { table = try step(into: key, of: table, making: .dotted) }
    guard table.values[last] == nil else { throw failure("'\(last)' is defined twice") }
    table.values[last] = try value(depth: depth)
  }

  private func step(
    into key: String, of table: TOMLTable, making origin: TOMLTable.Origin
  ) throws(TOMLTable.Failure) -> TOMLTable {
    switch table.values[key] {
    case nil:
      let new = TOMLTable(origin)
      table.values[key] = .table(new)
      return new
    case .table(let known)?
    where known.origin != .inline && (origin == .implied || known.origin != .header):
      return known
    case .tables(let known)?:
      guard origin == .implied, let last = known.tables.last else { fallthrough }
      return last
    default: throw failure("'\(key)' is not a table that can be added to")
    }
  }

  /// Reads a key with dots, up to what follows it.
  private mutating func dottedKey() throws(TOMLTable.Failure) -> [String] {
    var keys: [String] = []
    while true {
      try skipBlank(withLines: false)
      keys.append(try key())
      guard keys.count <= Self.maximumDepth else { throw failure("a key nests too deeply") }
      try skipBlank(withLines: false)
      guard current == UInt8(ascii: ".") else { return keys }
      position += 1
    }
  }

  private mutating func key() throws(TOMLTable.Failure) -> String {
    if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") {
      return try string(mayBeLong: false)
    }
    let start = position
    while let byte = current, Self.isBare(byte) { position += 1 }
    guard position > start else { throw failure("expected a key") }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  // MARK: - Blanks

  /// Whether a line ends here.
  private var isLineEnd: Bool {
    current == 0x0a
      || (current == 0x0d && position + 1 < bytes.count && bytes[position + 1] == 0x0a)
  }

  /// Passes blanks, and comments up to the end of their line.
  mutating func skipBlank(withLines: Bool) throws(TOMLTable.Failure) {
    while let byte = current {
      switch byte {
      case 0x20, 0x09: position += 1
      case 0x0a, 0x0d:
        guard withLines, isLineEnd else { return }
        position += 1
      case UInt8(ascii: "#"):
        while let byte = current, byte != 0x0a {
          guard byte >= 0x20 || byte == 0x09 || byte == 0x0d else {
            throw failure("a comment contains a control character")
          }
          position += 1
        }
      default: return
      }
    }
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
