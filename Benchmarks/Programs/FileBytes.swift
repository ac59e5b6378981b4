import SystemPackage

/// Whole files.
enum FileBytes {
  /// The bytes of the file at `path`.
  static func read(_ path: String) throws -> [UInt8] {
    let descriptor = try FileDescriptor.open(FilePath(path), .readOnly)
    return try descriptor.closeAfter {
      let size = Int(try descriptor.seek(offset: 0, from: .end))
      try descriptor.seek(offset: 0, from: .start)
      return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        while count < size {
          let rest = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
          let read = try descriptor.read(into: rest)
          if read == 0 { return }
          count += read
        }
      }
    }
  }

  /// The lines of the text file at `path`, each cut at its tabulators.
  static func rows(_ path: String) throws -> [[String]] {
    String(decoding: try read(path), as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
