import ArgumentParser
import Basics

/// Work that a signal ends cleanly: its children are ended first.
enum Interruption {
  /// How long work that was cancelled may take to end: its programs are killed before that.
  private static let patience = Duration.seconds(15)

  /// Runs work; SIGINT, SIGTERM and SIGHUP cancel it, and a second one ends the program.
  ///
  /// - Throws: What the work throws, or the exit code 128 + signal once it was cancelled.
  static func guarding(_ work: @escaping @Sendable () async throws -> Void) async throws {
    EndingSignal.watch()
    let task = Task(executorPreference: TaskPool.current) { try await work() }
    let watch = Task(executorPreference: TaskPool.current) {
      while EndingSignal.received == 0 {
        guard (try? await TaskPool.sleep(for: .milliseconds(50))) != nil else { return }
      }
      task.cancel()
      // What computes without a break does not see that.
      guard (try? await TaskPool.sleep(for: patience)) != nil else { return }
      Host.exit(128 + EndingSignal.received)
    }
    let result = await task.result
    watch.cancel()
    let number = EndingSignal.received
    if number != 0 { throw ExitCode(128 + number) }
    try result.get()
  }
}
