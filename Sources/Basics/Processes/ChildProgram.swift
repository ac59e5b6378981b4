package import SystemPackage

/// A program to be started, and how it is followed.
package struct ChildProgram: Sendable {
  /// The path of its file.
  package var path: String
  package var arguments: [String]
  /// Variables to set, or with `nil` to take away; it inherits the rest.
  package var variables: [String: String?] = [:]
  /// The directory it begins in; `nil` for this process's own.
  package var folder: String?
  /// Whether it leads a session of its own, so that what it starts in turn is ended with it.
  package var startsSession = false
  /// After this it is asked to end; `nil` for never.
  package var timeout: Duration?
  /// How long it may take to end once it is asked to; then it is killed.
  package var grace = Duration.seconds(10)
  /// Whether standard error is read some milliseconds late, in larger pieces: a program that writes many
  /// short lines is slowed by a reader that wakes at each of them.
  package var gathersErrors = false
  /// The most bytes of standard output that are taken.
  package var outputLimit = Int.max

  /// Asked after each piece of standard error: whether `run` may return, while the program goes on to its
  /// end by itself; it is killed where it takes longer than `grace`.
  package var isComplete: (@Sendable () -> Bool)?

  package init(_ path: String, _ arguments: [String]) {
    self.path = path
    self.arguments = arguments
  }

  /// The path of a program, the first executable of that name in the directories of a value of `PATH`.
  package static func path(
    of name: String, in path: String? = Host.variable("PATH")
  ) -> String? {
    for folder in (path ?? "").split(separator: ":") {
      let candidate = "\(folder)/\(name)"
      if Files.isAccessible(candidate, for: .executing), !Files.isDirectory(candidate) {
        return candidate
      }
    }
    return nil
  }

  /// Why a program could not be started or followed; it does not run any more.
  package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A call of the system failed.
    case system(Errno)
    /// It wrote more than is taken.
    case outputTooLarge(limit: Int)
    /// The system gave no thread to follow it with.
    case noThread

    /// The reason, to follow a colon: `too many open files`.
    package var description: String {
      switch self {
      case .system(let number): FileError.words(number)
      case .outputTooLarge(let limit): "it printed more than \(limit) bytes"
      case .noThread: FileError.words(.resourceTemporarilyUnavailable)
      }
    }
  }

  /// Runs it to its end.
  ///
  /// A thread of its own starts it, reads what it writes, and waits for it: a parent's death signal
  /// (`PR_SET_PDEATHSIG`) is sent when the *thread* that started the program ends, and no step needs
  /// more descriptors than the two pipes. A cancelled task asks the program to end, and this returns
  /// once it has.
  ///
  /// - Parameter onErrors: Called with each piece of standard error, on that thread.
  /// - Returns: How it ended, and what it printed up to then.
  /// - Throws: `Failure`; the program does not run any more then.
  package func run(
    onErrors: @escaping @Sendable ([UInt8]) -> Void
  ) async throws(Failure) -> ProgramEnding {
    let control = ProgramControl(group: startsSession)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let thread = SystemThread {
          SystemThread.blockSignals()
          var run = ProgramRun(program: self, control: control, onErrors: onErrors)
          run.follow { continuation.resume(returning: $0) }
        }
        if let thread {
          thread.detach()
        } else {
          continuation.resume(returning: Result<ProgramEnding, Failure>.failure(.noThread))
        }
      }
    } onCancel: {
      control.cancel()
    }
    return try result.get()
  }

  /// All variables that it is started with, as `NAME=value`.
  var environment: [String] {
    let inherited = Host.variables.filter { entry in
      !variables.keys.contains(String(entry.prefix { $0 != "=" }))
    }
    let own = variables.compactMap { name, value in value.map { "\(name)=\($0)" } }
    return inherited + own.sorted()
  }
}

/// What a program left behind.
package struct ProgramEnding: Sendable {
  package enum Status: Hashable, Sendable {
    case exited(Int)
    case signalled(Int32)
    /// It had not ended when it was complete.
    case complete
  }

  package let status: Status
  package let output: [UInt8]
  /// Whether its time limit ended it.
  package let isTimeout: Bool
}
