#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The few file operations that the cache and `file:` URLs need, straight on system calls: a warm
/// run is hundreds of small reads, and each costs one `open`, one `fstat` and one `read`.
enum LocalFile {
  /// A system call's error number.
  struct Failure: Error, Hashable, CustomStringConvertible {
    let code: Int32

    /// The failure of the last system call.
    static var last: Failure { Failure(code: errno) }

    /// The system's words for the number.
    var description: String { String(cString: strerror(code)).lowercased() }
  }

  /// A point in time since 1970.
  struct Time: Hashable {
    let seconds: Int
    let nanoseconds: Int
  }

  /// Reads the bytes at `offsets` of the file at `path`, or all of them.
  ///
  /// - Returns: The bytes; fewer than asked for when the file is shorter.
  static func read(_ path: String, offsets: Range<Int>? = nil) throws(Failure) -> [UInt8] {
    try readWithStatus(path, offsets: offsets).bytes
  }

  /// Reads as ``read(_:offsets:)`` does, and gives the time the file was last written.
  static func readWithStatus(
    _ path: String, offsets: Range<Int>? = nil
  ) throws(Failure) -> (bytes: [UInt8], modified: Time) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(code: EISDIR) }
    let wanted = offsets ?? 0..<Int(status.st_size)
    var failure: Failure?
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted.count) { buffer, count in
      while count < wanted.count {
        let place = UnsafeMutableBufferPointer(rebasing: buffer[count...])
        let amount = pread(
          descriptor, place.baseAddress, wanted.count - count, off_t(wanted.lowerBound + count))
        if amount == 0 { break }
        if amount < 0 {
          if errno == EINTR { continue }
          failure = .last
          break
        }
        count += amount
      }
    }
    if let failure { throw failure }
    return (bytes, modificationTime(status))
  }

  /// Writes all of `bytes` at the end of an open file.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(Failure) {
    var rest = bytes
    while !rest.isEmpty {
      #if canImport(Glibc)
        let amount = Glibc.write(descriptor, rest.baseAddress, rest.count)
      #else
        let amount = Darwin.write(descriptor, rest.baseAddress, rest.count)
      #endif
      if amount < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[amount...])
    }
  }

  /// Creates the folder at `path` and those it lies in, where they don't exist.
  static func createFolder(_ path: String) throws(Failure) {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")),
      slash != path.utf8.startIndex
    else { throw .last }
    try createFolder(String(path[..<slash]))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last }
  }

  /// The sorted names in the folder at `path`, those of folders with a `/` at the end.
  static func names(inFolder path: String) throws(Failure) -> [String] {
    guard let folder = opendir(path) else { throw .last }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let isFolder = Int32(entry.pointee.d_type) == Int32(DT_DIR)
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      // A name that is no UTF-8 can't be asked for by URL.
      guard let name, name != ".", name != ".." else { continue }
      names.append(isFolder ? name + "/" : name)
    }
    return names.sorted()
  }

  /// The time a file was last written.
  static func modificationTime(_ status: stat) -> Time {
    #if canImport(Glibc)
      Time(seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    #else
      Time(seconds: status.st_mtimespec.tv_sec, nanoseconds: status.st_mtimespec.tv_nsec)
    #endif
  }
}
