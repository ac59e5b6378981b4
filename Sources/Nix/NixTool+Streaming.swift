internal import Basics
internal import Synchronization

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
    /// Whether its lines are many, and may be handed on some milliseconds late.
    package var gathersLines = false
    /// Asked after each piece of standard error: whether it has succeeded, and its end need not be waited for.
    package var isComplete: (@Sendable () -> Bool)?

    package init(_ program: String, _ arguments: [String], variables: [String: String?] = [:]) {
      self.program = program
      self.arguments = arguments
      self.variables = variables
    }
  }

  /// What a streamed program left behind.
  package struct Ending: Sendable {
    package let succeeded: Bool
    /// The code that it ended with; 0 where a signal ended it.
    package let code: Int32
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
  /// It is run again where another program was just making the store. A cancelled task ends the
  /// program, and what it started, before this throws.
  package func stream(
    _ job: Job, onLine: @escaping @Sendable ([UInt8]) -> Void
  ) async throws(NixError) -> Ending {
    for _ in 1..<Self.attempts {
      let isUnfinished = Mutex(false)
      let ending = try await streamOnce(job) { line in
        if Self.reportsUnfinishedStore(line) {
          isUnfinished.withLock { $0 = true }
        } else {
          onLine(line)
        }
      }
      if ending.succeeded || !isUnfinished.withLock({ $0 }) { return ending }
      do { try await TaskPool.sleep(for: Self.pause) } catch { throw .interrupted }
    }
    return try await streamOnce(job, onLine: onLine)
  }

  /// How often a program is run where each time the store is being made.
  private static let attempts = 5
  private static let pause = Duration.milliseconds(200)

  /// Whether Nix found a store that another program has begun to make: the first program that uses a
  /// store makes its files one by one, and Nix waits for none of them.
  ///
  /// The error comes as text, or as an event where a build tells its steps.
  private static func reportsUnfinishedStore(_ line: [UInt8]) -> Bool {
    guard
      ByteSearch.contains(line[...], " is corrupt") || ByteSearch.contains(line[...], "File exists")
    else { return false }
    var counters: Set<Int> = []
    guard case .error(let text)? = NixBuildEvent(line: line, counters: &counters) else {
      return false
    }
    return text.hasSuffix("/db/schema' is corrupt") || text.hasSuffix("/profiles': File exists")
  }

  private func streamOnce(
    _ job: Job, onLine: @escaping @Sendable ([UInt8]) -> Void
  ) async throws(NixError) -> Ending {
    let isPath = job.program.hasPrefix("/")
    guard let path = isPath ? job.program : path(of: job.program) else {
      throw .missing(program: job.program)
    }
    let command = endedWithThisProcess([path] + job.arguments)
    var child = ChildProgram(command[0], Array(command.dropFirst()))
    child.variables = job.variables
    child.folder = job.folder
    child.startsSession = job.endsItsChildren
    child.gathersErrors = job.gathersLines
    child.timeout = job.timeout
    child.grace = Self.grace
    child.outputLimit = Self.outputLimit
    child.isComplete = job.isComplete
    let lines = LineStream(onLine)
    let ending: ProgramEnding
    do throws(ChildProgram.Failure) {
      ending = try await child.run { lines.take($0) }
    } catch {
      if Task.isCancelled { throw .interrupted }
      throw .unusable(program: job.program, reason: error.description)
    }
    if Task.isCancelled { throw .interrupted }
    lines.end()
    var signal: Int32?
    var code: Int32 = 0
    var succeeded = false
    switch ending.status {
    case .exited(let number):
      code = Int32(number)
      succeeded = number == 0
    case .signalled(let number): signal = number
    case .complete: succeeded = true
    }
    return Ending(
      succeeded: succeeded, code: code, signal: signal, output: ending.output,
      isTimeout: ending.isTimeout)
  }
}

/// The lines of standard error, handed on as they are completed.
private final class LineStream: Sendable {
  private let splitter = Mutex(LineSplitter())
  private let onLine: @Sendable ([UInt8]) -> Void

  init(_ onLine: @escaping @Sendable ([UInt8]) -> Void) { self.onLine = onLine }

  func take(_ piece: [UInt8]) {
    for line in splitter.withLock({ $0.lines(adding: piece) }) { onLine(line) }
  }

  /// Hands on what no line feed ended.
  func end() {
    if let line = splitter.withLock({ $0.rest() }) { onLine(line) }
  }
}
