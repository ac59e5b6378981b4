import SystemPackage

/// An open directory: what is in it is reached by name, wherever its path leads meanwhile.
///
/// Names are relative paths, as text or as the bytes of a C string; no link is followed unless
/// that is said. The errors' path is the name alone.
package final class Directory: Sendable {
  private let descriptor: CInt

  package init(_ path: String) throws(FileError) {
    descriptor = try withPath(path) { () throws(Errno) in
      try SystemCall.open(path, in: nil, for: .listing)
    }
  }

  /// Opens what is not a link: `nil` stands for the working directory, or an absolute path's root.
  package init(_ name: UnsafePointer<CChar>, in parent: Directory?) throws(FileError) {
    descriptor = try withPath(String(cString: name)) { () throws(Errno) in
      try SystemCall.open(name, in: parent?.descriptor, for: .listingNoLink)
    }
  }

  deinit { try? SystemCall.close(descriptor) }

  /// Claims the directory at `path` for as long as the value lives, against other runs that would remove it.
  ///
  /// - Returns: Whether it could; false where another run claims it, or has removed it.
  func claim(_ path: String) throws(FileError) -> Bool {
    try withPath(path) { () throws(Errno) in
      try SystemCall.lock(descriptor) && SystemCall.isOpen(descriptor, at: path)
    }
  }

  /// What is in it, without `.` and `..`, in no order.
  package func entries() throws(FileError) -> [DirectoryEntry] {
    try withPath(".") { () throws(Errno) in try SystemCall.entries(of: descriptor) }
  }

  /// The status of something in it.
  package func status(
    of name: UnsafePointer<CChar>, followsLinks: Bool = false
  ) throws(FileError) -> FileStatus {
    try Self.status(of: name, in: self, followsLinks: followsLinks)
  }

  /// The status of something in `directory`, or in the working directory.
  package static func status(
    of name: UnsafePointer<CChar>, in directory: Directory?, followsLinks: Bool = false
  ) throws(FileError) -> FileStatus {
    try withPath(String(cString: name)) { () throws(Errno) in
      try SystemCall.status(of: name, in: directory?.descriptor, followsLinks: followsLinks)
    }
  }

  /// Opens a file in `directory`, or in the working directory.
  package static func open(_ name: UnsafePointer<CChar>, in directory: Directory?) throws(FileError)
    -> OpenFile
  {
    let descriptor = try withPath(String(cString: name)) { () throws(Errno) in
      try SystemCall.open(name, in: directory?.descriptor, for: .readingNoLink)
    }
    return OpenFile(path: String(cString: name), descriptor: descriptor)
  }

  /// The bytes that a symbolic link in `directory`, or in the working directory, holds.
  package static func linkTarget(
    of name: UnsafePointer<CChar>, in directory: Directory?
  ) throws(FileError) -> [UInt8] {
    try withPath(String(cString: name)) { () throws(Errno) in
      try SystemCall.linkTarget(of: name, in: directory?.descriptor)
    }
  }
}
