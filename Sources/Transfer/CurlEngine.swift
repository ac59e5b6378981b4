import Basics
import CCurl
import Synchronization

/// The door to the transfer thread: tasks put commands into a mailbox and wake it up.
///
/// The thread starts with the first job.
final class CurlEngine: Sendable {
  /// Messages to the thread.
  enum Command: Sendable {
    case start(CurlJob)
    case cancel(UInt64)
    case resume(UInt64)
    case stop
  }

  /// What every transfer has in common.
  let settings: CurlSettings

  private struct Mailbox {
    var commands: [Command] = []
    /// The address of libcurl's multi handle while it may be woken up; 0 otherwise.
    var multi: UInt = 0
    var hasStarted = false
    var lastIdentifier: UInt64 = 0
  }
  private let mailbox = Mutex(Mailbox())

  /// Creates an engine at rest.
  init(settings: CurlSettings) {
    self.settings = settings
  }

  /// Makes one attempt at `request` and collects its body.
  func collect(_ request: WireRequest) async -> WireOutcome {
    let identifier = newIdentifier()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let sink = CurlJob.Sink.collect { continuation.resume(returning: $0) }
        start(CurlJob(identifier: identifier, request: request, sink: sink))
      }
    } onCancel: {
      send(.cancel(identifier))
    }
  }

  /// Begins one attempt at `request`, whose body goes through the queue returned.
  func open(_ request: WireRequest) -> ChunkQueue {
    let queue = ChunkQueue(identifier: newIdentifier())
    start(CurlJob(identifier: queue.identifier, request: request, sink: .queue(queue)))
    return queue
  }

  /// Waits for the next item of `queue`; cancelling the task ends the transfer.
  func next(of queue: ChunkQueue) async -> ChunkQueue.Item {
    let (item, resumes) = await withTaskCancellationHandler {
      await queue.next()
    } onCancel: {
      send(.cancel(queue.identifier))
    }
    if resumes { send(.resume(queue.identifier)) }
    return item
  }

  /// Ends the transfer behind `queue` if it still runs.
  func close(_ queue: ChunkQueue) {
    send(.cancel(queue.identifier))
  }

  /// Ends all transfers and the thread.
  func stop() {
    send(.stop)
  }

  /// Takes the commands that have come since the last time.
  func takeCommands() -> [Command] {
    mailbox.withLock { mailbox in
      let commands = mailbox.commands
      mailbox.commands.removeAll(keepingCapacity: true)
      return commands
    }
  }

  /// Tells where to wake the thread; nil before the handle goes away.
  func setHandle(_ multi: UnsafeMutableRawPointer?) {
    // An address crosses threads as a number: the lock, not the type, guards its use.
    mailbox.withLock { $0.multi = UInt(bitPattern: multi) }
  }

  private func newIdentifier() -> UInt64 {
    mailbox.withLock { mailbox in
      mailbox.lastIdentifier += 1
      return mailbox.lastIdentifier
    }
  }

  private func start(_ job: CurlJob) {
    let isFirst = mailbox.withLock { mailbox in
      defer { mailbox.hasStarted = true }
      return !mailbox.hasStarted
    }
    if isFirst, !startThread() {
      mailbox.withLock { $0.hasStarted = false }
      job.finish(.failed(.lasting(reason: "no thread can be started")))
      return
    }
    send(.start(job))
    // A task that was cancelled before the job existed has informed a thread that did not know it. A task of
    // its own, which others wait for, is not cancelled with them: after a signal nobody wants its answer.
    if Task.isCancelled || EndingSignal.received != 0 { send(.cancel(job.identifier)) }
  }

  private func send(_ command: Command) {
    mailbox.withLock { mailbox in
      guard mailbox.hasStarted else { return }
      mailbox.commands.append(command)
      guard let multi = UnsafeMutableRawPointer(bitPattern: mailbox.multi) else { return }
      curl_multi_wakeup(multi)
    }
  }

  private func startThread() -> Bool {
    let thread = SystemThread { [self] in
      // A signal for a closed connection (SIGPIPE) ends nothing here.
      SystemThread.blockSignals()
      CurlLoop(engine: self).run()
    }
    thread?.detach()
    return thread != nil
  }
}
