import Synchronization
import Testing

@testable import Transfer

@Suite(.timeLimit(.minutes(10)))
struct CancellationTests {
  /// Waits until something is so, or the task has ended, after which it never will be.
  private func wait<Success>(
    for task: Task<Success, any Error>, until isSo: () -> Bool
  ) async {
    let end = Flag()
    let watch = Task {
      _ = await task.result
      end.isSet.store(true, ordering: .relaxed)
    }
    while !isSo(), !end.isSet.load(ordering: .relaxed), !Task.isCancelled { await Task.yield() }
    watch.cancel()
  }

  private final class Flag: Sendable {
    let isSet = Atomic(false)
  }

  @Test func endsARunningTransfer() async throws {
    let server = try LoopbackServer(.head(200, "Content-Length: 9"), .text("x"), .stall)
    let client = TransferClient(configuration: .forTests())
    let request = TransferRequest(url: server.url())
    let task = Task { try await client.fetch(request) }
    await wait(for: task) { !server.requests.isEmpty }
    task.cancel()
    await #expect(throws: TransferError.cancelled(url: server.url())) { try await task.value }
  }

  @Test func endsARunningStream() async throws {
    let server = try LoopbackServer(.head(200, "Content-Length: 9"), .text("x"), .stall)
    let client = TransferClient(configuration: .forTests())
    let request = TransferRequest(url: server.url())
    let task = Task { try await client.stream(request) { _ in .more } }
    await wait(for: task) { !server.requests.isEmpty }
    task.cancel()
    await #expect(throws: TransferError.cancelled(url: server.url())) { try await task.value }
  }

  @Test func endsATransferThatWaitsForItsTurn() async throws {
    let server = try LoopbackServer(.stall)
    var configuration = TransferConfiguration.forTests()
    configuration.maximumConcurrent = 1
    let client = TransferClient(configuration: configuration)
    let request = TransferRequest(url: server.url())
    let first = Task { try await client.fetch(request) }
    await wait(for: first) { !server.requests.isEmpty }
    let second = Task { try await client.fetch(request) }
    second.cancel()
    await #expect(throws: TransferError.cancelled(url: server.url())) { try await second.value }
    first.cancel()
    await #expect(throws: TransferError.cancelled(url: server.url())) { try await first.value }
    #expect(server.requests.count == 1)
  }

  @Test func endsAPauseBetweenAttempts() async throws {
    let server = try LoopbackServer(.answer(503, ["Retry-After: 30"], text: ""))
    let journal = Journal()
    // On a busy machine pauses may pass before this is seen; it must not give up meanwhile.
    let client = TransferClient(configuration: .forTests(attempts: 1_000, journal: journal))
    let request = TransferRequest(url: server.url())
    let task = Task { try await client.fetch(request) }
    await wait(for: task) {
      journal.events.contains { if case .retrying = $0 { true } else { false } }
    }
    task.cancel()
    await #expect(throws: TransferError.cancelled(url: server.url())) { try await task.value }
  }

  @Test func startsNothingInACancelledTask() async throws {
    let server = try LoopbackServer(.stall)
    let client = TransferClient(configuration: .forTests())
    let request = TransferRequest(url: server.url())
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await client.fetch(request)
    }
    task.cancel()
    await #expect(throws: TransferError.cancelled(url: server.url())) { try await task.value }
  }
}
