import Synchronization
import SystemPackage

/// A file that comes into being whole or not at all.
///
/// It is written under a temporary name in the same file system, then renamed: readers see the old
/// file or the whole new one. Several processes may write the same one; the last wins.
package final class AtomicFile {
  private static let serial = Atomic<UInt64>(0)
  private let temporaryPath: String
  private let path: String
  private var descriptor: CInt

  /// Begins the file at `path`, with its temporary name in a directory, which is made if it is
  /// missing; `nil` for the one that the file is in.
  package init(path: String, temporaryDirectory: String? = nil) throws(FileError) {
    // The process and a running number make a name that no other writer has; O_EXCL makes sure.
    let number = Self.serial.add(1, ordering: .relaxed).newValue
    let directory = temporaryDirectory ?? Files.parent(of: path)
    let name = "\(Host.process)-\(number)-\(UInt32.random(in: 0...UInt32.max))"
    let temporary = "\(directory)/\(name)"
    self.path = path
    temporaryPath = temporary
    let purpose = SystemCall.Purpose.creating(mode: 0o644)
    do {
      descriptor = try SystemCall.open(temporary, in: nil, for: purpose)
    } catch {
      guard error == .noSuchFileOrDirectory else { throw FileError(temporary, error) }
      try Files.makeDirectories(directory)
      descriptor = try withPath(temporary) { () throws(Errno) in
        try SystemCall.open(temporary, in: nil, for: purpose)
      }
    }
  }

  /// Takes a file that is open already.
  package init(path: String, temporaryPath: String, descriptor: CInt) {
    self.path = path
    self.temporaryPath = temporaryPath
    self.descriptor = descriptor
  }

  deinit { abandon() }

  /// Adds bytes at the end.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try withPath(temporaryPath) { () throws(Errno) in try SystemCall.write(descriptor, bytes) }
  }

  /// Adds bytes at the end.
  package func append(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(FileError) in
      try append(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Gives the file its name, in a directory that is made if it is missing.
  package func commit() throws(FileError) {
    guard descriptor >= 0 else { return }
    let open = descriptor
    descriptor = -1
    do throws(FileError) {
      // close() reports a full disk that write() did not notice, as on NFS.
      try withPath(temporaryPath) { () throws(Errno) in try SystemCall.close(open) }
      do throws(Errno) {
        try SystemCall.rename(temporaryPath, to: path)
      } catch .noSuchFileOrDirectory {
        try Files.makeDirectories(Files.parent(of: path))
        try withPath(path) { () throws(Errno) in try SystemCall.rename(temporaryPath, to: path) }
      } catch {
        throw FileError(path, error)
      }
    } catch {
      try? SystemCall.remove(temporaryPath)
      throw error
    }
  }

  /// Drops what was written.
  package func abandon() {
    guard descriptor >= 0 else { return }
    try? SystemCall.close(descriptor)
    descriptor = -1
    try? SystemCall.remove(temporaryPath)
  }
}
