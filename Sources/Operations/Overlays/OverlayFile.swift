import Basics

/// An overlay on disk: read once, written once, never left half-written.
package struct OverlayFile: Sendable {
  /// The path as the user wrote it.
  package let path: String
  /// The bytes read; `nil` if there was no file.
  package let original: [UInt8]?

  /// Reads the file at `path`, following a link.
  package init(path: String) throws(Failure) {
    self.path = path
    self.original = try TextFile.read(path)
  }

  /// What was read; `nil` also if that is only white space, which counts as no file.
  var contents: [UInt8]? {
    original.flatMap { bytes in
      bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } ? nil : bytes
    }
  }

  /// Whether the file is still as it was read.
  func isCurrent() throws(Failure) -> Bool { try TextFile.read(path) == original }

  /// Puts `bytes` in the file's place, unless somebody changed it since it was read.
  package func replace(with bytes: [UInt8]) throws(Failure) {
    guard try isCurrent() else {
      throw Failure(
        .editClash, "'\(path)' was changed by someone else while nixgraft was running",
        hints: ["run the same command again"])
    }
    try TextFile.write(bytes, to: path)
  }

  /// Puts the file back as it was read.
  func restore() throws(Failure) {
    if let original { try TextFile.write(original, to: path) } else { Files.remove(path) }
  }
}
