#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder that a step of a run has for itself, below the one that `TMPDIR` names or else `/tmp`.
struct TemporaryFolder: Sendable {
  /// The absolute path of the folder; what it is for and a random ending are its name.
  let path: String

  /// Makes the folder, which only its owner may read.
  ///
  /// - Throws: `Failure` that names the folder above it, which `TMPDIR` can change.
  init(
    for purpose: String, parent: String? = getenv("TMPDIR").map { String(cString: $0) }
  ) throws(Failure) {
    var parent = parent.flatMap { $0.isEmpty ? nil : TextFile.absolute($0) } ?? "/tmp"
    while parent.utf8.count > 1, parent.hasSuffix("/") { parent.removeLast() }
    // mkdtemp puts a free name in the place of the X.
    var template = Array("\(parent)/nixgraft-\(purpose)-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    guard let made else {
      let reason = String(cString: strerror(errno))
      throw Failure(
        .file, "cannot make a temporary directory in '\(parent)': \(reason)",
        hints: ["set TMPDIR to a directory that you can write to"])
    }
    path = made
  }

  /// Removes it with all that it holds; links in it are removed, not followed.
  func remove() { Self.remove(path) }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    // A folder that its maker has closed is still its owner's to empty.
    if status.st_mode & 0o700 != 0o700 { chmod(path, 0o700) }
    for name in (try? TextFile.names(in: path)) ?? [] { remove("\(path)/\(name)") }
    rmdir(path)
  }
}
