import Basics
import Versions

/// The rules for names of Python projects and extras (PEP 503, PEP 508, PEP 685).
package enum PythonName {
  /// The name in lower case, with each run of `-`, `_` and `.` as one `-` (PEP 503).
  package static func normalised(_ name: some StringProtocol) -> String {
    if isNormalised(name.utf8) { return String(name) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    var isRun = false
    for byte in name.utf8 {
      if isSeparator(byte) {
        isRun = true
        continue
      }
      if isRun {
        bytes.append(UInt8(ascii: "-"))
        isRun = false
      }
      bytes.append(ASCII.lowercased(byte))
    }
    if isRun { bytes.append(UInt8(ascii: "-")) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the name is one: letters, digits, `-`, `_` and `.`, a letter or digit at either end
  /// (PEP 508).
  package static func isValid(_ name: some StringProtocol) -> Bool {
    let bytes = Substring(name).utf8
    guard let first = bytes.first, let last = bytes.last, ASCII.isAlphanumeric(first),
      ASCII.isAlphanumeric(last)
    else { return false }
    return bytes.allSatisfy { ASCII.isAlphanumeric($0) || isSeparator($0) }
  }

  /// Whether normalising would leave the name as it is.
  private static func isNormalised(_ bytes: some Collection<UInt8>) -> Bool {
    var wasDash = false
    for byte in bytes {
      if byte == UInt8(ascii: "-") {
        if wasDash { return false }
        wasDash = true
      } else {
        if byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
          || ASCII.lowercased(byte) != byte
        {
          return false
        }
        wasDash = false
      }
    }
    return true
  }

  /// Whether the byte separates the words of a name.
  static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }
}
