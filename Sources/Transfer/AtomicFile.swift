import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that comes into being whole or not at all.
///
/// It is written under a temporary name in the same file system, then renamed. Several processes
/// may write the same one; the last wins.
final class AtomicFile {
  private static let serial = Atomic<UInt64>(0)
  private let temporaryPath: String
  private let path: String
  private var descriptor: Int32

  /// Begins the file at `path`, with its temporary name in `folder`; creates both folders.
  init(path: String, temporaryFolder folder: String) throws(LocalFile.Failure) {
    // The process and a running number make a name that no other writer has; O_EXCL makes sure.
    let number = Self.serial.add(1, ordering: .relaxed).newValue
    temporaryPath = "\(folder)/\(getpid())-\(number)-\(UInt32.random(in: 0...UInt32.max))"
    self.path = path
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    var opened = open(temporaryPath, flags, 0o644)
    if opened < 0, errno == ENOENT {
      try LocalFile.createFolder(folder)
      opened = open(temporaryPath, flags, 0o644)
    }
    guard opened >= 0 else { throw .last }
    descriptor = opened
  }

  /// Takes a file that is open already.
  init(path: String, temporaryPath: String, descriptor: Int32) {
    self.path = path
    self.temporaryPath = temporaryPath
    self.descriptor = descriptor
  }

  deinit {
    abandon()
  }

  /// Adds bytes at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws(LocalFile.Failure) {
    try LocalFile.write(bytes, to: descriptor)
  }

  /// Adds bytes at the end.
  func append(_ bytes: [UInt8]) throws(LocalFile.Failure) {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(LocalFile.Failure) in try append(bytes) }
    }
    try result.get()
  }

  /// Gives the file its name.
  func commit() throws(LocalFile.Failure) {
    guard descriptor >= 0 else { return }
    // close() tells of a full disk that write() didn't notice, as on NFS.
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw removingTemporary(.last) }
    if rename(temporaryPath, path) == 0 { return }
    guard errno == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      throw removingTemporary(.last)
    }
    do {
      try LocalFile.createFolder(String(path[..<slash]))
    } catch {
      throw removingTemporary(error)
    }
    guard rename(temporaryPath, path) == 0 else { throw removingTemporary(.last) }
  }

  /// Drops what was written.
  func abandon() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    unlink(temporaryPath)
  }

  private func removingTemporary(_ failure: LocalFile.Failure) -> LocalFile.Failure {
    unlink(temporaryPath)
    return failure
  }
}
