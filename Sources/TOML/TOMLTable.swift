/// A table of a TOML document (TOML 1.0).
///
/// Numbers, dates and booleans stay text: nothing here asks for their values.
package final class TOMLTable {
  /// A value of a key.
  package enum Value {
    case string(String)
    case array([Value])
    case table(TOMLTable)
    /// Tables under `[[headers]]`.
    case tables(List)
    /// A number, a date or time, or a boolean, as written.
    case scalar(String)
  }

  /// Tables of one name, in a class so that adding to thousands never copies them.
  package final class List {
    package internal(set) var tables: [TOMLTable]

    init(_ first: TOMLTable) { tables = [first] }
  }

  /// How a table was made, which decides what may be added to it later.
  enum Origin {
    /// On the way to another: it may get a header of its own.
    case implied
    /// By a header.
    case header
    /// By dotted keys.
    case dotted
    /// Between braces: it is complete.
    case inline
  }

  var origin: Origin
  package internal(set) var values: [String: Value] = [:]

  /// An empty table.
  init(_ origin: Origin) {
    self.origin = origin
  }

  /// Why a document cannot be read, and where.
  package struct Failure: Error, Hashable, Sendable {
    /// Counted from 1.
    package let line: Int
    /// In bytes, counted from 1.
    package let column: Int
    package let reason: String
  }

  /// Reads a document.
  package static func parse(_ document: [UInt8]) throws(Failure) -> TOMLTable {
    var parser = TOMLParser(document)
    return try parser.document()
  }

  /// The table under a key; nil if there is none.
  package func table(_ key: String) -> TOMLTable? {
    if case .table(let table)? = values[key] { table } else { nil }
  }

  /// The text under a key; nil if there is none.
  package func string(_ key: String) -> String? {
    if case .string(let text)? = values[key] { text } else { nil }
  }

  /// The texts in the array under a key, without what else is in it; empty where there is none.
  package func strings(_ key: String) -> [String] {
    guard case .array(let items)? = values[key] else { return [] }
    return items.compactMap { item in
      if case .string(let text) = item { text } else { nil }
    }
  }

  /// The tables under a key, which may be `[[headers]]` or an array of inline tables; without what
  /// else is in it, and empty where there is none.
  package func tables(_ key: String) -> [TOMLTable] {
    switch values[key] {
    case .tables(let list)?: return list.tables
    case .array(let items)?:
      return items.compactMap { item in
        if case .table(let table) = item { table } else { nil }
      }
    default: return []
    }
  }

  /// The boolean under a key; nil if there is none.
  package func boolean(_ key: String) -> Bool? {
    guard case .scalar(let text)? = values[key] else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default: return nil
    }
  }

  /// The keys, sorted.
  package var keys: [String] { values.keys.sorted() }
}
