// The system calls that start a program and follow it to its end.

internal import CSpawn
import SystemPackage

#if canImport(Glibc)
  @preconcurrency internal import Glibc
#elseif canImport(Musl)
  @preconcurrency internal import Musl
#elseif canImport(Darwin)
  @preconcurrency internal import Darwin
#endif

extension SystemCall {
  /// The two ends of a new pipe, which programs that are started later do not get.
  static func pipe() throws(Errno) -> (reading: CInt, writing: CInt) {
    var ends: [CInt] = [-1, -1]
    #if canImport(Darwin)
      _ = try retrying { openPipe(&ends) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #else
      _ = try retrying { nixgraft_pipe2(&ends, O_CLOEXEC) }
    #endif
    return (ends[0], ends[1])
  }

  /// Which of two descriptors have something to read, or are at their end.
  ///
  /// A negative descriptor is passed over. Returns early, with neither, when a signal comes.
  static func readable(
    _ first: CInt, _ second: CInt, within milliseconds: CInt
  ) throws(Errno) -> (first: Bool, second: Bool) {
    var entries = [first, second].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    if poll(&entries, nfds_t(entries.count), milliseconds) == -1 {
      let number = errno
      if number == EINTR || number == EAGAIN { return (false, false) }
      throw Errno(rawValue: number)
    }
    return (entries[0].revents != 0, entries[1].revents != 0)
  }

  /// Starts a program with nothing to read, writing to two descriptors, and returns its number.
  ///
  /// The arguments begin with its own name, the environment has all of its variables as `NAME=value`.
  /// Without a folder it begins in this process's own.
  static func start(
    _ path: String, _ arguments: [String], environment: [String], in folder: String?,
    output: CInt, errors: CInt, startsSession: Bool
  ) throws(Errno) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    try check(posix_spawn_file_actions_init(&actions))
    defer { posix_spawn_file_actions_destroy(&actions) }
    try check(posix_spawnattr_init(&attributes))
    defer { posix_spawnattr_destroy(&attributes) }

    try check(posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0))
    try check(posix_spawn_file_actions_adddup2(&actions, output, 1))
    try check(posix_spawn_file_actions_adddup2(&actions, errors, 2))
    if let folder {
      #if canImport(Darwin)
        try check(posix_spawn_file_actions_addchdir_np(&actions, folder))
      #else
        try check(nixgraft_spawn_addchdir(&actions, folder))
      #endif
    }

    // Threads of this process block signals, which programs would inherit.
    var none = sigset_t()
    sigemptyset(&none)
    try check(posix_spawnattr_setsigmask(&attributes, &none))
    let session = startsSession ? Self.newSession : 0
    try check(
      posix_spawnattr_setflags(&attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK) | session)))

    let words = try CStrings(arguments)
    let variables = try CStrings(environment)
    var process = pid_t()
    try check(posix_spawn(&process, path, &actions, &attributes, words.list, variables.list))
    return process
  }

  /// `POSIX_SPAWN_SETSID`, which headers show under conditions.
  #if canImport(Darwin)
    private static let newSession: Int32 = 0x400
  #else
    private static let newSession: Int32 = 0x80
  #endif

  private static func check(_ number: CInt) throws(Errno) {
    if number != 0 { throw Errno(rawValue: number) }
  }

  /// Whether a child has ended, without forgetting how.
  static func hasEnded(_ process: pid_t) throws(Errno) -> Bool {
    var information = siginfo_t()
    _ = try retrying {
      waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
    }
    return information.si_signo != 0
  }

  /// How a child ended; waits for it where it has not.
  static func ending(of process: pid_t) throws(Errno) -> ProgramEnding.Status {
    var status: CInt = 0
    _ = try retrying { waitpid(process, &status, 0) }
    let signal = status & 0x7F
    return signal == 0 ? .exited(Int((status >> 8) & 0xFF)) : .signalled(signal)
  }

  /// Sends a signal to a process, or to its group where it leads one.
  static func send(_ signal: CInt, to process: pid_t, group: Bool) {
    _ = kill(group ? -process : process, signal)
  }
}

/// A list of C strings that ends in NULL, as long as it lives.
private final class CStrings {
  let list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ texts: [String]) throws(Errno) {
    count = texts.count
    list = .allocate(capacity: texts.count + 1)
    list.initialize(repeating: nil, count: texts.count + 1)
    for (index, text) in texts.enumerated() {
      guard let copy = strdup(text) else { throw .noMemory }
      list[index] = copy
    }
  }

  deinit {
    for index in 0..<count { free(list[index]) }
    list.deallocate()
  }
}

// The method above would hide the C function of the same name.
#if canImport(Darwin)
  private func openPipe(_ ends: UnsafeMutablePointer<CInt>) -> CInt { pipe(ends) }
#endif

extension Host {
  /// All variables of this process, as `NAME=value`.
  static var variables: [String] {
    var result: [String] = []
    var next = environ
    while let text = next.pointee {
      result.append(String(cString: text))
      next = next.advanced(by: 1)
    }
    return result
  }
}
