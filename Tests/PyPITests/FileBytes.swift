#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a file.
enum FileBytes {
  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw Absent(what: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}

/// A new folder, removed with all in it when nobody holds it any more.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/nixgraft-pypi-XXXXXX".utf8CString)
    guard let path = mkdtemp(&template) else { throw Absent(what: "a folder in /tmp") }
    self.path = String(cString: path)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    // A file is no folder to open; a link is removed, not followed.
    if unlink(path) == 0 { return }
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { remove(path + "/" + name) }
      }
      closedir(folder)
    }
    rmdir(path)
  }
}
