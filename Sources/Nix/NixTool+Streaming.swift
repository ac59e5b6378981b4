internal import Basics
internal import Subprocess
internal import Synchronization
internal import SystemPackage

extension NixTool {
  /// How a program is run whose standard error is read as it comes.
  package struct Job: Sendable {
    /// The name of a program on PATH, or a path.
    package var program: String
    package var arguments: [String]
    /// Variables to set, or with `nil` to take away.
    package var variables: [String: String?] = [:]
    package var folder: String?
    /// After this it is ended; `nil` for never.
    package var timeout: Duration?
    /// Whether what it starts in turn is ended with it, even where it does not see to that itself.
    package var endsItsChildren = false

    package init(_ program: String, _ arguments: [String], variables: [String: String?] = [:]) {
      self.program = program
      self.arguments = arguments
      self.variables = variables
    }
  }

  /// What a streamed program left behind.
  package struct Ending: Sendable {
    package let succeeded: Bool
    /// The signal that ended it, if one did.
    package let signal: Int32?
    package let output: [UInt8]
    package let isTimeout: Bool

    /// Throws what a signal or the time limit did.
    package func requireEnd(of job: Job) throws(NixError) {
      if isTimeout {
        let limit = job.timeout?.components.seconds ?? 0
        throw .timedOut(program: job.program, seconds: Int(limit))
      }
      switch signal {
      case nil: return
      case let signal? where EndingSignal.ofUsers.contains(signal): throw .interrupted
      case EndingSignal.kill: throw .killed(program: job.program)
      case .some(let signal): throw .signalled(program: job.program, signal: signal)
      }
    }
  }

  /// More files than it takes to start a program and read what it prints.
  private static let openFiles = 20

  /// How long a program may take to end once it is asked to.
  private static let grace = Duration.seconds(10)

  /// A command that the system asks to end when this process is killed, which can then not ask it
  /// itself; the command as it is where util-linux is missing.
  private func endedWithThisProcess(_ command: [String]) -> [String] {
    #if os(Linux)
      // BusyBox has a program of that name without the option.
      if let program = self.path(of: "setpriv"),
        Files.realPath(program)?.hasSuffix("/setpriv") == true
      {
        return [program, "--pdeathsig", "TERM", "--"] + command
      }
    #endif
    return command
  }

  /// Runs a program to its end, and passes on each line of its standard error.
  ///
  /// A cancelled task ends the program, and what it started, before this throws.
  package func stream(
    _ job: Job, onLine: @escaping @Sendable ([UInt8]) -> Void
  ) async throws(NixError) -> Ending {
    let isPath = job.program.hasPrefix("/")
    guard let path = isPath ? job.program : path(of: job.program) else {
      throw .missing(program: job.program)
    }
    // The library traps where it cannot open the pipes that it needs.
    guard Host.canOpen(Self.openFiles) else {
      throw .unusable(program: job.program, reason: "too many open files")
    }
    var update: [Environment.Key: String?] = [:]
    for (name, value) in job.variables {
      if let key = Environment.Key(rawValue: name) { update.updateValue(value, forKey: key) }
    }
    var options = PlatformOptions()
    options.createSession = job.endsItsChildren
    let ending = [
      TeardownStep.gracefulShutDown(
        toProcessGroup: job.endsItsChildren, allowedDurationToNextStep: Self.grace)
    ]
    options.teardownSequence = ending
    let timeout = job.timeout
    let isTimeout = Flag()
    let guarded = endedWithThisProcess([path] + job.arguments)
    do {
      let result = try await Subprocess.run(
        .path(FilePath(guarded[0])), arguments: Arguments(Array(guarded.dropFirst())),
        environment: .inherit.updating(update), workingDirectory: job.folder.map { FilePath($0) },
        platformOptions: options, input: .none, output: .bytes(limit: Self.outputLimit),
        error: .sequence
      ) { execution in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            var splitter = LineSplitter()
            for try await piece in execution.standardError {
              let bytes = piece.withUnsafeBytes { Array($0) }
              for line in splitter.lines(adding: bytes) { onLine(line) }
            }
            if let line = splitter.rest() { onLine(line) }
          }
          if let timeout {
            group.addTask {
              try await Task.sleep(for: timeout)
              isTimeout.raise()
              await execution.teardown(using: ending)
            }
          }
          // The time limit makes the reading end too.
          try await group.next()
          group.cancelAll()
        }
      }
      if Task.isCancelled { throw NixError.interrupted }
      var signal: Int32?
      if case .signaled(let number) = result.terminationStatus { signal = Int32(number) }
      return Ending(
        succeeded: result.terminationStatus.isSuccess, signal: signal,
        output: result.standardOutput, isTimeout: isTimeout.isRaised)
    } catch let error as NixError {
      throw error
    } catch is CancellationError {
      throw .interrupted
    } catch {
      if Task.isCancelled { throw .interrupted }
      throw .unusable(program: job.program, reason: "\(error)")
    }
  }
}

/// Something that came about in another task.
private final class Flag: Sendable {
  private let state = Mutex(false)

  func raise() { state.withLock { $0 = true } }
  var isRaised: Bool { state.withLock { $0 } }
}
