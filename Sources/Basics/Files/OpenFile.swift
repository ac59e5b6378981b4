import SystemPackage

/// An open file, closed when nobody holds it any more.
package final class OpenFile: Sendable {
  /// The path it was opened by, for errors.
  package let path: String
  private let descriptor: CInt

  /// Opens a file, or whatever else can be read, such as a pipe.
  package init(reading path: String) throws(FileError) {
    descriptor = try withPath(path) { () throws(Errno) in
      try SystemCall.open(path, in: nil, for: .reading)
    }
    self.path = path
  }

  init(path: String, descriptor: CInt) {
    self.path = path
    self.descriptor = descriptor
  }

  /// A file for reading and writing in `directory` that has no name and goes when it is closed.
  package init(namelessIn directory: String) throws(FileError) {
    let template = directory + "/nixgraft-XXXXXX"
    descriptor = try withPath(template) { () throws(Errno) in
      try SystemCall.openNamelessFile(template)
    }
    path = template
  }

  deinit { try? SystemCall.close(descriptor) }

  package func status() throws(FileError) -> FileStatus {
    try withPath(path) { () throws(Errno) in try SystemCall.status(of: descriptor) }
  }

  /// Reads what a single call gives, at an offset or where the last call ended; none at the end.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int? = nil
  ) throws(FileError) -> Int {
    try withPath(path) { () throws(Errno) in
      try SystemCall.read(descriptor, into: buffer, at: offset)
    }
  }

  /// Writes all of `bytes` at an offset.
  package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
    try withPath(path) { () throws(Errno) in try SystemCall.write(descriptor, bytes, at: offset) }
  }

  /// Tells the system that the file will be read from its start to its end.
  package func announceSequentialReading() {
    SystemCall.announceSequentialReading(of: descriptor)
  }
}
