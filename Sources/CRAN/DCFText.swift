/// The decoding of DCF's bytes into text.
enum DCFText {
  /// `bytes` as UTF-8, or else, since every byte is a character there, as Latin-1.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }

  /// A raw field value as text: continuation lines joined by line feeds, white space round each
  /// line dropped, and a lone `.` made a blank line.
  static func unfolded(_ raw: ArraySlice<UInt8>) -> String {
    guard raw.contains(UInt8(ascii: "\n")) else { return decoded(trimmed(raw)) }
    var joined: [UInt8] = []
    joined.reserveCapacity(raw.count)
    for (number, line) in raw.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).enumerated() {
      let line = trimmed(line)
      if number > 0, !joined.isEmpty { joined.append(UInt8(ascii: "\n")) }
      if number > 0, line.count == 1, line.first == UInt8(ascii: ".") { continue }
      joined.append(contentsOf: line)
    }
    return decoded(joined[...])
  }

  /// `bytes` without spaces, tabs and carriage returns at either end.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
    var rest = bytes.drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return rest
  }

  /// `text` with every run of white space made one space, and none at either end.
  static func squeezed(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
      .joined(separator: " ")
  }
}
