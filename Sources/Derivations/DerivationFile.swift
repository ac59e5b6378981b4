import Basics

/// A file that a derivation takes in, written beside the file that holds it.
package struct DerivationFile: Hashable, Sendable {
  /// Its name, without a directory.
  package let name: String
  package let contents: [UInt8]

  package init(name: String, contents: [UInt8]) {
    self.name = name
    self.contents = contents
  }

  /// The end of the names of Cargo's locks.
  package static let lockEnding = ".Cargo.lock"

  /// The name of the lock of one release: letters, digits and `._+-`, which Nix takes in paths.
  package static func lockName(_ name: String, _ version: String) -> String {
    let text = "\(name)-\(version)".utf8.map { byte in
      ASCII.isAlphanumeric(byte) || "._+-".utf8.contains(byte) ? byte : UInt8(ascii: "-")
    }
    return String(decoding: text, as: UTF8.self) + lockEnding
  }
}
