import ArgumentParser
import Basics
import Synchronization

/// Work that a signal ends cleanly: its children are ended first.
enum Interruption {
  /// The signal that came; zero for none.
  private static let received = Atomic<Int32>(0)

  /// Runs work; SIGINT, SIGTERM and SIGHUP cancel it, and a second one ends the program.
  ///
  /// - Throws: What the work throws, or the exit code 128 + signal once it was cancelled.
  static func guarding(_ work: @escaping @Sendable () async throws -> Void) async throws {
    // Initialise the static now; a signal handler must not.
    _ = received.load(ordering: .relaxed)
    EndingSignal.handle { number in
      Interruption.received.store(number, ordering: .relaxed)
      // A second one ends the program at once.
      EndingSignal.restoreDefault(number)
    }
    let task = Task(executorPreference: TaskPool.current) { try await work() }
    let watch = Task(executorPreference: TaskPool.current) {
      while received.load(ordering: .relaxed) == 0 {
        guard (try? await TaskPool.sleep(for: .milliseconds(50))) != nil else { return }
      }
      task.cancel()
    }
    let result = await task.result
    watch.cancel()
    let number = received.load(ordering: .relaxed)
    if number != 0 { throw ExitCode(128 + number) }
    try result.get()
  }
}
