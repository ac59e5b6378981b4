// This file and its extensions are the only ones that import the C library: system calls are made here, for
// `Files` and its like.

import Synchronization
import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// System calls with typed errors; one that a signal interrupts is made again.
enum SystemCall {
  /// Makes a call until a signal does not interrupt it.
  static func retrying<Value: FixedWidthInteger>(_ call: () -> Value) throws(Errno) -> Value {
    while true {
      let value = call()
      if value != -1 { return value }
      let number = errno
      if number != EINTR { throw Errno(rawValue: number) }
    }
  }

  /// What a file is opened for.
  enum Purpose {
    case reading
    /// A file that is not a link, without waiting for the other end of a pipe.
    case readingNoLink
    case listing
    /// A directory that is not reached through a link.
    case listingNoLink
    /// A new file for its owner (0o600) or for all to read (0o644, less the umask).
    case creating(mode: Int)
  }

  static func open(
    _ path: UnsafePointer<CChar>, in directory: CInt?, for purpose: Purpose
  ) throws(Errno) -> CInt {
    let base = directory ?? AT_FDCWD
    var mode = 0
    let flags: CInt
    switch purpose {
    case .reading: flags = O_RDONLY
    case .readingNoLink: flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK
    case .listing: flags = O_RDONLY | O_DIRECTORY
    case .listingNoLink: flags = O_RDONLY | O_NOFOLLOW | O_DIRECTORY
    case .creating(let permissions):
      mode = permissions
      flags = O_WRONLY | O_CREAT | O_EXCL
    }
    return try retrying { openat(base, path, flags | O_CLOEXEC, mode_t(mode)) }
  }

  static func close(_ descriptor: CInt) throws(Errno) {
    // After EINTR the descriptor is closed all the same.
    if closeFile(descriptor) != 0, errno != EINTR { throw Errno(rawValue: errno) }
  }

  static func read(
    _ descriptor: CInt, into buffer: UnsafeMutableRawBufferPointer, at offset: Int? = nil
  ) throws(Errno) -> Int {
    if let offset {
      return try retrying { pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
    }
    return try retrying { readSome(descriptor, buffer) }
  }

  /// Writes all of `bytes`, at the end or at an offset.
  static func write(
    _ descriptor: CInt, _ bytes: UnsafeRawBufferPointer, at offset: Int? = nil
  ) throws(Errno) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count: Int
      if let offset {
        count = try retrying {
          pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
        }
      } else {
        count = try retrying { writeSome(descriptor, rest) }
      }
      guard count > 0 else { throw .ioError }
      done += count
    }
  }

  static func synchronise(_ descriptor: CInt) throws(Errno) {
    _ = try retrying { fsync(descriptor) }
  }

  static func setOwner(_ owner: Int, group: Int, of descriptor: CInt) throws(Errno) {
    _ = try retrying { fchown(descriptor, uid_t(owner), gid_t(group)) }
  }

  static func setPermissions(_ permissions: Int, of descriptor: CInt) throws(Errno) {
    _ = try retrying { fchmod(descriptor, mode_t(permissions)) }
  }
  static func setPermissions(_ permissions: Int, of path: String) throws(Errno) {
    _ = try retrying { chmod(path, mode_t(permissions)) }
  }

  static func status(of descriptor: CInt) throws(Errno) -> FileStatus {
    var status = stat()
    _ = try retrying { fstat(descriptor, &status) }
    return FileStatus(status)
  }

  static func status(
    of path: UnsafePointer<CChar>, in directory: CInt?, followsLinks: Bool
  ) throws(Errno) -> FileStatus {
    var status = stat()
    let flags = followsLinks ? 0 : AT_SYMLINK_NOFOLLOW
    _ = try retrying { fstatat(directory ?? AT_FDCWD, path, &status, flags) }
    return FileStatus(status)
  }

  /// What is in an open directory, without `.` and `..`, in the system's order.
  static func entries(of directory: CInt) throws(Errno) -> [DirectoryEntry] {
    // A stream closes its descriptor, so that it gets one of its own.
    let descriptor = try open(".", in: directory, for: .listing)
    guard let stream = fdopendir(descriptor) else {
      let failure = Errno(rawValue: errno)
      try? close(descriptor)
      throw failure
    }
    defer { closedir(stream) }
    var entries: [DirectoryEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      if let found = Self.entry(entry) { entries.append(found) }
    }
    guard errno == 0 else { throw Errno(rawValue: errno) }
    return entries
  }

  private static func entry(_ entry: UnsafeMutablePointer<dirent>) -> DirectoryEntry? {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    // The record may be shorter than the struct says: never load all of it.
    let start = UnsafeRawPointer(entry) + offset
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    let name = [UInt8](UnsafeRawBufferPointer(start: start, count: length))
    if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return nil }
    let kind: FileStatus.Kind? =
      switch Int(entry.pointee.d_type) {
      case Int(DT_REG): .file
      case Int(DT_DIR): .directory
      case Int(DT_LNK): .symbolicLink
      case Int(DT_UNKNOWN): nil
      default: .other
      }
    return DirectoryEntry(nameBytes: name, kind: kind)
  }

  /// The bytes that a symbolic link holds.
  static func linkTarget(
    of path: UnsafePointer<CChar>, in directory: CInt?
  ) throws(Errno) -> [UInt8] {
    var capacity = 1024
    while true {
      var target = [CChar](repeating: 0, count: capacity)
      let count = try retrying { readlinkat(directory ?? AT_FDCWD, path, &target, capacity) }
      if count < capacity { return target[..<count].map { UInt8(bitPattern: $0) } }
      capacity *= 2
    }
  }

  static func makeLink(at path: String, to target: String) throws(Errno) {
    _ = try retrying { symlink(target, path) }
  }
  static func makeDirectory(_ path: String, mode: Int) throws(Errno) {
    _ = try retrying { mkdir(path, mode_t(mode)) }
  }
  static func rename(_ path: String, to target: String) throws(Errno) {
    _ = try retrying { renameFile(path, target) }
  }

  static func remove(_ path: String) throws(Errno) { _ = try retrying { unlink(path) } }

  static func removeDirectory(_ path: String) throws(Errno) { _ = try retrying { rmdir(path) } }

  /// Makes a directory for its owner alone; the X at the template's end become a free name.
  static func makeTemporaryDirectory(_ template: String) throws(Errno) -> String {
    var name = Array(template.utf8CString)
    guard mkdtemp(&name) != nil else { throw Errno(rawValue: errno) }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Opens a file for its owner alone that has no name any more, and goes when it is closed.
  static func openNamelessFile(_ template: String) throws(Errno) -> CInt {
    var name = Array(template.utf8CString)
    let descriptor = try retrying { mkstemp(&name) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(name)
    return descriptor
  }

  static func realPath(_ path: String) throws(Errno) -> String {
    guard let resolved = realpath(path, nil) else { throw Errno(rawValue: errno) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func isAccessible(_ path: String, for uses: FileAccess) -> Bool {
    let reading = uses.contains(.reading) ? R_OK : 0
    let writing = uses.contains(.writing) ? W_OK : 0
    return access(path, reading | writing | (uses.contains(.executing) ? X_OK : 0)) == 0
  }

  /// Sets a file's times to now.
  static func touch(_ path: String) { _ = utimensat(AT_FDCWD, path, nil, 0) }

  static func announceSequentialReading(of descriptor: CInt) {
    #if !canImport(Darwin)
      _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    #endif
  }
}

// The methods above would hide the C functions of the same names.

private func closeFile(_ descriptor: CInt) -> CInt { close(descriptor) }
private func renameFile(_ path: String, _ target: String) -> CInt { rename(path, target) }

private func readSome(_ descriptor: CInt, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

private func writeSome(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    size = Int(status.st_size)
    permissions = Int(status.st_mode & 0o7777)
    owner = Int(status.st_uid)
    group = Int(status.st_gid)
    links = Int(status.st_nlink)
    #if canImport(Darwin)
      seconds = status.st_mtimespec.tv_sec
      nanoseconds = status.st_mtimespec.tv_nsec
    #else
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    #endif
  }
}

/// What is known about the machine and of this process.
package enum Host {
  /// The value of an environment variable; `nil` if it is not set.
  package static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The number of processors, at least one.
  package static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Bytes of memory; 0 where that is not known.
  package static var memory: Int {
    let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
    let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && pageSize > 0 ? pages * pageSize : 0
  }

  /// The number of the user in force.
  package static var user: Int { Int(geteuid()) }

  /// The number of this process.
  package static var process: Int { Int(getpid()) }

  /// The directory that relative paths begin at; `nil` if it was removed.
  package static var workingDirectory: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// Seconds since 1970.
  ///
  /// `time` reads a coarse clock on Linux, which a file's new time may be ahead of.
  package static var now: Int {
    var now = timespec()
    return clock_gettime(CLOCK_REALTIME, &now) == 0 ? now.tv_sec : time(nil)
  }

  /// Ends the process at once, without the clean-up of libraries, which threads may still use.
  package static func exit(_ code: Int32) -> Never {
    fflush(nil)
    _exit(code)
  }
}

/// The signals that ask a program to end.
package enum EndingSignal {
  /// Those that a user sends.
  package static let ofUsers = [SIGINT, SIGTERM, SIGHUP]
  package static let kill = SIGKILL
  package static let terminate = SIGTERM

  /// The signal that came; zero for none.
  private static let arrived = Atomic<Int32>(0)

  /// The signal that a user sent since `watch` was called; zero for none.
  package static var received: Int32 { arrived.load(ordering: .relaxed) }

  /// Takes note of SIGINT, SIGTERM and SIGHUP, the first one; a second one ends the program.
  package static func watch() {
    // Initialise the static now; a signal handler must not.
    _ = received
    for number in ofUsers {
      signal(number) { number in
        EndingSignal.arrived.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }
}

extension ByteSearch {
  /// The offset of the first `byte` in `bytes[start..<end]`.
  package static func first(
    _ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int = 0, to end: Int? = nil
  ) -> Int? {
    let end = end ?? bytes.count
    guard start < end, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), end - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// Whether both are the same bytes.
  package static func isSame(
    _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard first.count == second.count else { return false }
    guard let left = first.baseAddress, let right = second.baseAddress else { return true }
    return memcmp(left, right, first.count) == 0
  }

  /// Whether `first` comes before `second` in the order of their bytes; what is shorter, first.
  package static func isOrdered(_ first: [UInt8], before second: [UInt8]) -> Bool {
    let order = first.withUnsafeBytes { first in
      second.withUnsafeBytes { second in
        guard let left = first.baseAddress, let right = second.baseAddress else { return CInt(0) }
        return memcmp(left, right, min(first.count, second.count))
      }
    }
    return order == 0 ? first.count < second.count : order < 0
  }
}

/// A locale of UTF-8 for C libraries that turn names into the calling thread's character set.
///
/// In the "C" locale, in which a Swift program runs, names in a zip would lose what is not ASCII.
/// The process's own locale stays as it is.
package enum UTF8Locale {
  /// The locale's address, or 0 where the system has none of UTF-8.
  private static let address: UInt = {
    for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] {
      if let locale = newlocale(LC_CTYPE_MASK, name, nil) { return UInt(bitPattern: locale) }
    }
    return 0
  }()

  /// Calls `body` with the locale in force on this thread, and with no error number left over.
  ///
  /// libarchive ends the process when a name cannot be turned and `errno` says ENOMEM, whoever left
  /// that there.
  package static func with<Result>(_ body: () -> Result) -> Result {
    errno = 0
    guard let locale = locale_t(bitPattern: address) else { return body() }
    let previous = uselocale(locale)
    defer { uselocale(previous) }
    return body()
  }

  /// Clears the thread's error number, for callbacks of a library that looks at it.
  package static func clearErrorNumber() { errno = 0 }
}
