import Testing

@testable import Transfer

@Suite(.timeLimit(.minutes(10)))
struct CancellationTests {
  @Test func endsARunningTransfer() async throws {
    let server = try LoopbackServer(.head(200, "Content-Length: 9"), .text("x"), .stall)
    let client = TransferClient(configuration: .forTests())
    let request = TransferRequest(url: server.url())
    let task = Task { try await client.fetch(request) }
    while server.requests.isEmpty { await Task.yield() }
    task.cancel()
    await #expect(throws: TransferError.cancelled(url: server.url())) { try await task.value }
  }

  @Test func endsARunningStream() async throws {
    let server = try LoopbackServer(.head(200, "Content-Length: 9"), .text("x"), .stall)
    let client = TransferClient(configuration: .forTests())
    let request = TransferRequest(url: server.url())
    let task = Task { try await client.stream(request) { _ in .more } }
    while server.requests.isEmpty { await Task.yield() }
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
    while server.requests.isEmpty { await Task.yield() }
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
    let client = TransferClient(configuration: .forTests(journal: journal))
    let request = TransferRequest(url: server.url())
    let task = Task { try await client.fetch(request) }
    while !journal.events.contains(where: { if case .retrying = $0 { true } else { false } }) {
      await Task.yield()
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
