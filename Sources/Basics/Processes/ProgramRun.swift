internal import Synchronization
import SystemPackage

/// One run of a program, on the thread that follows it.
struct ProgramRun {
  /// How often the time limit and the task are looked at.
  private static let tick: CInt = 100
  /// For how long standard error is left alone where it is gathered; a pipe holds what comes meanwhile.
  private static let gathering: CInt = 5

  private let program: ChildProgram
  private let control: ProgramControl
  private let onErrors: @Sendable ([UInt8]) -> Void
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
  private let clock = ContinuousClock()
  private let deadline: ContinuousClock.Instant?
  /// When it is killed, once it was asked to end.
  private var end: ContinuousClock.Instant?
  private var isTimeout = false
  /// For how many ticks the program has ended and nothing came.
  private var quietTicks = 0
  private var output: [UInt8] = []
  /// What is told of the result, once.
  private var tell: ((Result<ProgramEnding, ChildProgram.Failure>) -> Void)?

  init(
    program: ChildProgram, control: ProgramControl, onErrors: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.program = program
    self.control = control
    self.onErrors = onErrors
    deadline = program.timeout.map { ContinuousClock().now + $0 }
  }

  /// Starts the program and follows it to its end.
  ///
  /// - Parameter tell: Told of the result once, which may be before the end.
  mutating func follow(
    telling tell: @escaping (Result<ProgramEnding, ChildProgram.Failure>) -> Void
  ) {
    self.tell = tell
    let result = result()
    self.tell?(result)
  }

  private mutating func result() -> Result<ProgramEnding, ChildProgram.Failure> {
    defer { buffer.deallocate() }
    do throws(ChildProgram.Failure) {
      let (process, outputEnd, errorsEnd) = try started()
      defer {
        try? SystemCall.close(outputEnd)
        try? SystemCall.close(errorsEnd)
      }
      control.follow(process)
      do throws(ChildProgram.Failure) {
        try read(outputEnd, errorsEnd, of: process)
        try waitForEnd(of: process)
      } catch {
        control.send(EndingSignal.kill)
        _ = try? control.reap(process)
        throw error
      }
      let status: ProgramEnding.Status
      do {
        status = try control.reap(process)
      } catch {
        throw .system(error)
      }
      return .success(ProgramEnding(status: status, output: output, isTimeout: isTimeout))
    } catch {
      return .failure(error)
    }
  }

  /// Starts the program; again for a moment where its file is still open for writing, as it is to a
  /// child of another thread that was forked meanwhile.
  private func started() throws(ChildProgram.Failure) -> (Int32, output: CInt, errors: CInt) {
    var tries = 0
    while true {
      do throws(Errno) {
        return try startedOnce()
      } catch .textFileBusy where tries < 10 {
        tries += 1
        _ = try? SystemCall.readable(-1, -1, within: 20)
      } catch {
        throw .system(error)
      }
    }
  }

  private func startedOnce() throws(Errno) -> (Int32, output: CInt, errors: CInt) {
    let output = try SystemCall.pipe()
    defer { try? SystemCall.close(output.writing) }
    do throws(Errno) {
      let errors = try SystemCall.pipe()
      defer { try? SystemCall.close(errors.writing) }
      do throws(Errno) {
        let process = try SystemCall.start(
          program.path, [program.path] + program.arguments, environment: program.environment,
          in: program.folder, output: output.writing, errors: errors.writing,
          startsSession: program.startsSession)
        return (process, output.reading, errors.reading)
      } catch {
        try? SystemCall.close(errors.reading)
        throw error
      }
    } catch {
      try? SystemCall.close(output.reading)
      throw error
    }
  }

  /// Reads both pipes to their ends, or until the program has ended after it was asked to.
  private mutating func read(
    _ outputEnd: CInt, _ errorsEnd: CInt, of process: Int32
  ) throws(ChildProgram.Failure) {
    var open = (output: true, errors: true)
    while open.output || open.errors {
      watchTime()
      do throws(Errno) {
        let ready = try SystemCall.readable(
          open.output ? outputEnd : -1, open.errors ? errorsEnd : -1, within: Self.tick)
        if ready.first {
          let count = try SystemCall.read(outputEnd, into: buffer)
          open.output = count > 0
          output += buffer[..<count]
        }
        if ready.second {
          let count = try SystemCall.read(errorsEnd, into: buffer)
          open.errors = count > 0
          if count > 0, let tell {
            onErrors([UInt8](buffer[..<count]))
            if program.isComplete?() == true {
              tell(.success(ProgramEnding(status: .complete, output: output, isTimeout: false)))
              self.tell = nil
              end = clock.now + program.grace
            }
          }
          if program.gathersErrors, count > 0, count < buffer.count {
            _ = try SystemCall.readable(-1, -1, within: Self.gathering)
          }
        }
        if try isOver(process, isQuiet: !ready.first && !ready.second) { return }
      } catch {
        throw .system(error)
      }
      guard output.count <= program.outputLimit else {
        throw .outputTooLarge(limit: program.outputLimit)
      }
    }
  }

  /// Whether nothing is to be expected any more: the program has ended, and nothing came for a while.
  ///
  /// What it started, or an end that could not be closed here, may hold a pipe open for ever.
  private mutating func isOver(_ process: Int32, isQuiet: Bool) throws(Errno) -> Bool {
    guard isQuiet, try SystemCall.hasEnded(process) else {
      quietTicks = 0
      return false
    }
    quietTicks += 1
    return end != nil || quietTicks > 10
  }

  /// Waits for a program that has closed its pipes, mostly because it has just ended.
  private mutating func waitForEnd(of process: Int32) throws(ChildProgram.Failure) {
    var pause: CInt = 1
    do throws(Errno) {
      while try !SystemCall.hasEnded(process) {
        watchTime()
        _ = try SystemCall.readable(-1, -1, within: pause)
        pause = min(pause * 2, Self.tick)
      }
    } catch {
      throw .system(error)
    }
  }

  /// Asks the program to end when its time is over or its task was cancelled, and kills it when it
  /// does not.
  private mutating func watchTime() {
    if let end {
      if clock.now >= end { control.send(EndingSignal.kill) }
      return
    }
    if let deadline, clock.now >= deadline {
      isTimeout = true
      control.send(EndingSignal.terminate)
    } else if !control.isCancelled {
      return
    }
    end = clock.now + program.grace
  }
}

/// What tells a running program to end, from any thread.
final class ProgramControl: Sendable {
  private struct State {
    /// The program's number while it runs, or has ended and still has that number to itself.
    var process: Int32?
    var isCancelled = false
  }

  private let state = Mutex(State())
  private let group: Bool

  /// - Parameter group: Whether the program leads a process group.
  init(group: Bool) { self.group = group }

  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Takes over a program that has just been started.
  func follow(_ process: Int32) {
    state.withLock { state in
      state.process = process
      if state.isCancelled { SystemCall.send(EndingSignal.terminate, to: process, group: group) }
    }
  }

  /// Asks the program to end, now or as soon as it is started.
  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      if let process = state.process {
        SystemCall.send(EndingSignal.terminate, to: process, group: group)
      }
    }
  }

  func send(_ signal: Int32) {
    state.withLock { state in
      if let process = state.process { SystemCall.send(signal, to: process, group: group) }
    }
  }

  /// How the program ended; from then on it gets no signals, since its number may be another's.
  func reap(_ process: Int32) throws(Errno) -> ProgramEnding.Status {
    let result = state.withLock { state -> Result<ProgramEnding.Status, Errno> in
      state.process = nil
      return Result { () throws(Errno) in try SystemCall.ending(of: process) }
    }
    return try result.get()
  }
}
