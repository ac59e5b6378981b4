/// The header fields of an answer, in the order received, with names in lower case.
package struct HeaderFields: Hashable, Sendable {
  /// One field.
  package struct Field: Hashable, Sendable {
    /// The field's name in lower case.
    package let name: String
    /// The field's value without white space at its ends.
    package let value: String
  }

  /// The fields in the order received.
  package private(set) var fields: [Field] = []

  /// Creates a list without fields.
  package init() {}

  /// Creates a list of `fields`, whose names may be in any case.
  package init(_ fields: [(String, String)]) {
    for (name, value) in fields { append(name: name, value: value) }
  }

  /// Adds a field at the end.
  package mutating func append(name: String, value: String) {
    fields.append(Field(name: name.lowercased(), value: value))
  }

  /// The value of the first field called `name` in any case, or nil.
  package subscript(name: String) -> String? {
    let wanted = name.lowercased()
    return fields.first { $0.name == wanted }?.value
  }

  /// Adds the field on one received line; a line without a name and a colon adds nothing.
  mutating func append(line: UnsafeRawBufferPointer) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return }
    let name = line[..<colon]
    var value = line[(colon + 1)...]
    while let last = value.last, last <= 0x20 { value.removeLast() }
    while let first = value.first, first <= 0x20 { value.removeFirst() }
    append(
      name: String(decoding: name, as: UTF8.self), value: String(decoding: value, as: UTF8.self))
  }
}
