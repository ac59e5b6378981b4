import Basics

/// The bytes of a file.
enum FileBytes {
  static func read(_ path: String) throws -> [UInt8] { try Files.read(path) }
}

/// A new directory, removed with all in it when nobody holds it any more.
final class ScratchFolder: Sendable {
  let path: String

  init() throws { path = try TemporaryDirectory(for: "pypi").path }

  deinit { Files.removeTree(path) }
}
