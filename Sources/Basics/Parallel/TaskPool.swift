internal import Synchronization

/// The threads that run the program's tasks; the main thread is the first of them.
///
/// Swift runs tasks on libdispatch otherwise, which ends the process where the system refuses it a
/// timer, an event or a descriptor. This needs memory and, where it can have them, threads. See
/// `Documentation/decisions/failing-systems.md`.
///
/// A task that is not a child of another one names the pool (`Task(executorPreference: TaskPool.current)`), and
/// waits with `TaskPool.sleep(for:)`; children are run where their parents are.
package final class TaskPool: TaskExecutor {
  private static let program = TaskPool(threads: 1)
  private static let isRunning = Atomic<Bool>(false)

  /// The pool that runs the program; `nil` where another program, as one of tests, does that itself.
  package static var current: (any TaskExecutor)? { running }

  private static var running: TaskPool? {
    isRunning.load(ordering: .acquiring) ? program : nil
  }

  private let state: Mutex<TaskQueue>
  private let wake = ThreadSignal()

  /// - Parameter threads: How many of the callers' threads run its tasks; it starts others, one for
  ///   each processor, when there is work for them.
  init(threads: Int = 0) {
    state = Mutex(TaskQueue(threads: threads, threadLimit: max(2, Host.processors)))
  }

  /// Runs some work as a task, and all tasks that it starts, on this thread and others; the work ends
  /// the process.
  package static func run(_ work: @escaping @Sendable () async -> Never) -> Never {
    isRunning.store(true, ordering: .releasing)
    Task(executorPreference: program) { await work() }
    program.runTasks()
  }

  /// Waits, on the pool where there is one.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  package static func sleep(for duration: Duration) async throws {
    guard let pool = running else { return try await Task.sleep(for: duration) }
    try await pool.sleep(for: duration)
  }

  func sleep(for duration: Duration) async throws {
    let sleep = TaskSleep()
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if sleep.begin(continuation) { add(sleep, until: .now + duration) }
      }
    } onCancel: {
      sleep.end()
    }
    try Task.checkCancellation()
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let isLow = job.priority.rawValue < TaskPriority.medium.rawValue
    let job = UnownedJob(job)
    help(state.withLock { $0.add(job, isLow: isLow) })
  }

  private func add(_ sleep: TaskSleep, until deadline: ContinuousClock.Instant) {
    help(state.withLock { $0.add(sleep, until: deadline) })
  }

  /// Sees to it that a further thread looks for work.
  private func help(_ help: TaskQueue.Help) {
    switch help {
    case .none: break
    case .waiting: wake.signal()
    case .new:
      let thread = SystemThread { [self] in
        SystemThread.blockSignals()
        runTasks()
      }
      if let thread {
        thread.detach()
      } else {
        // The system gives no more; those that there are do all.
        state.withLock { $0.loseThread() }
      }
    }
  }

  private func runTasks() -> Never {
    var waited: ContinuousClock.Instant??
    while true {
      let (step, help) = state.withLock { $0.next(after: waited) }
      waited = nil
      self.help(help)
      switch step {
      case .run(let job): job.runSynchronously(on: asUnownedTaskExecutor())
      case .wake(let sleeps): for sleep in sleeps { sleep.end() }
      case .wait(let deadline):
        wake.wait(for: deadline.map { ContinuousClock.now.duration(to: $0) })
        waited = .some(deadline)
      }
    }
  }
}

/// A task that waits, until its time is over or it is cancelled.
final class TaskSleep: Sendable {
  private struct State {
    var continuation: CheckedContinuation<Void, Never>?
    var isOver = false
  }
  private let state = Mutex(State())

  /// Takes over a task that waits; false where it is over already, and the task goes on.
  func begin(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
    let isWaiting = state.withLock { state in
      if !state.isOver { state.continuation = continuation }
      return !state.isOver
    }
    if !isWaiting { continuation.resume() }
    return isWaiting
  }

  /// Lets the task go on.
  func end() {
    let continuation = state.withLock { state in
      state.isOver = true
      defer { state.continuation = nil }
      return state.continuation
    }
    continuation?.resume()
  }
}
