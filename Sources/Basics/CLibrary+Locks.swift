// The system calls for locks, for other processes, and for the standard streams of this one.

import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension SystemCall {
  /// Opens a file to be locked; it is made where it is missing.
  static func openLock(_ path: String) throws(Errno) -> CInt {
    let flags = O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    do throws(Errno) {
      return try retrying { openat(AT_FDCWD, path, flags | O_RDWR, mode_t(0o644)) }
    } catch .permissionDenied {
      // That of another user can be locked, but not written into.
      return try retrying {
        openat(AT_FDCWD, path, O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_RDONLY)
      }
    }
  }

  /// Locks an open file for this process alone.
  ///
  /// - Returns: Whether it could; false where another holds the lock.
  static func lock(_ descriptor: CInt) throws(Errno) -> Bool {
    do throws(Errno) {
      _ = try retrying { flock(descriptor, LOCK_EX | LOCK_NB) }
      return true
    } catch .resourceTemporarilyUnavailable {
      return false
    } catch .notSupported, .noLocks, .noFunction {
      // Some network file systems have no locks.
      return true
    }
  }

  /// Whether an open file is the one that a path names.
  static func isOpen(_ descriptor: CInt, at path: String) -> Bool {
    var own = stat()
    var named = stat()
    guard fstat(descriptor, &own) == 0, lstat(path, &named) == 0 else { return false }
    return own.st_ino == named.st_ino && own.st_dev == named.st_dev
  }

  /// Makes `bytes` all that an open file holds.
  static func overwrite(_ descriptor: CInt, with bytes: [UInt8]) {
    guard ftruncate(descriptor, 0) == 0 else { return }
    bytes.withUnsafeBufferPointer { bytes in
      try? write(descriptor, UnsafeRawBufferPointer(bytes), at: 0)
    }
  }
}

extension Host {
  /// Whether a process of that number runs, whoever's it is.
  package static func isRunning(_ process: Int) -> Bool {
    guard let number = pid_t(exactly: process), number > 0 else { return false }
    return kill(number, 0) == 0 || errno == EPERM
  }

  /// Makes standard streams safe to write to whatever they are.
  ///
  /// Keeps the numbers of closed standard streams from being given to files that are opened later:
  /// a warning would be written into them.
  ///
  /// What is opened in their place can be read only, so that writing fails as it should.
  package static func prepareStandardStreams() {
    for number in CInt(0)...2 where fcntl(number, F_GETFD) == -1 {
      // The lowest free number is this one, since those below it are in use.
      _ = open("/dev/null", O_RDONLY)
    }
    // That nobody reads what is written is an error like others, not a signal that ends the program.
    // A handler, unlike `SIG_IGN`, is not passed on to the programs that are started.
    signal(SIGPIPE) { _ in }
  }

  /// Whether this process may have so many further files open, which `ulimit -n` may forbid.
  ///
  /// Libraries trap where they find out half-way that it may not.
  package static func canOpen(_ count: Int) -> Bool {
    var opened: [CInt] = []
    defer { for descriptor in opened { close(descriptor) } }
    while opened.count < count {
      // A copy, for which nothing but the limit can be in the way.
      let descriptor = fcntl(2, F_DUPFD_CLOEXEC, 3)
      guard descriptor >= 0 else { return errno != EMFILE && errno != EINVAL }
      opened.append(descriptor)
    }
    return true
  }

  /// Whether so many bytes of address space are free, which `ulimit -v` may forbid.
  package static func canReserve(_ bytes: Int) -> Bool {
    guard let start = mmap(nil, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0),
      UInt(bitPattern: start) != .max
    else { return false }
    munmap(start, bytes)
    return true
  }
}

/// Standard output or standard error.
package enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  /// `TIOCGWINSZ`.
  #if os(Linux)
    private static let windowSizeRequest: UInt = 0x5413
  #else
    private static let windowSizeRequest = UInt(TIOCGWINSZ)
  #endif

  /// How many columns the terminal has; `nil` if there is none, or it does not tell.
  package var columns: Int? {
    // A `struct winsize`, whose module is not the same in every C library.
    var size: (rows: UInt16, columns: UInt16, width: UInt16, height: UInt16) = (0, 0, 0, 0)
    guard ioctl(rawValue, Self.windowSizeRequest, &size) == 0, size.columns > 0 else { return nil }
    return Int(size.columns)
  }

  /// Whether someone sees it on a terminal.
  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Why a text could not be written.
  package enum Failure: Error, Hashable, Sendable {
    /// Nobody reads the pipe any more, as behind `head`.
    case isClosed
    /// The system's words, to follow a colon.
    case system(String)
  }

  /// Writes all of a text, without the credentials of URLs; a failure where not all of it could be
  /// written.
  @discardableResult package func write(_ text: String) -> Result<Void, Failure> {
    let bytes = Array(URLSecrets.removed(from: text).utf8)
    return bytes.withUnsafeBytes { bytes in
      do throws(Errno) {
        try SystemCall.write(rawValue, bytes)
        return .success(())
      } catch {
        return .failure(error == .brokenPipe ? .isClosed : .system(FileError.words(error)))
      }
    }
  }
}
