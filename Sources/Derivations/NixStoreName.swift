import Basics

/// Names of store paths (the Nix manual, "Store Path": letters, digits and `+-._?=`, no dot first).
package enum NixStoreName {
  /// The text with a hyphen for each byte that has no place in a name.
  package static func plain(_ text: String) -> String {
    var bytes = text.utf8.map { byte in
      ASCII.isAlphanumeric(byte) || "+-._?=".utf8.contains(byte) ? byte : UInt8(ascii: "-")
    }
    if bytes.first == UInt8(ascii: ".") { bytes[0] = UInt8(ascii: "-") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
