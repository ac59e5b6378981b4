import Synchronization

/// The hand-over of one streamed body from the transfer thread to the task that reads it.
///
/// Pieces that arrive while the reader is busy are joined, so a slow reader is woken seldom; when
/// too much has gathered the transfer is paused.
final class ChunkQueue: Sendable {
  /// What the reader gets next.
  enum Item: Sendable {
    case head(WireAnswer)
    case bytes([UInt8])
    case end(WireOutcome)
  }

  /// Bytes waiting at which the transfer is paused.
  static let capacity = 4 << 20

  /// The number of the transfer.
  let identifier: UInt64

  private struct State {
    var head: WireAnswer?
    var bytes: [UInt8] = []
    var outcome: WireOutcome?
    var isPaused = false
    var reader: CheckedContinuation<Void, Never>?

    var isEmpty: Bool { head == nil && bytes.isEmpty && outcome == nil }
  }
  private let state = Mutex(State())

  /// Creates an empty queue for the transfer with a number.
  init(identifier: UInt64) {
    self.identifier = identifier
  }

  /// Announces the answer, before its body.
  func put(head: WireAnswer) {
    change { $0.head = head }
  }

  /// Adds a piece of the body; false, with nothing added, when the transfer has to pause.
  func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var isTaken = false
    change { state in
      guard state.bytes.count < Self.capacity else {
        state.isPaused = true
        return
      }
      state.bytes.append(contentsOf: bytes)
      isTaken = true
    }
    return isTaken
  }

  /// Ends the body.
  func put(end outcome: WireOutcome) {
    change { $0.outcome = outcome }
  }

  /// Waits until there is something, and takes it.
  ///
  /// - Returns: The item, and whether the transfer was paused and has to be resumed.
  func next() async -> (item: Item, resumes: Bool) {
    while true {
      if let taken = take() { return taken }
      await withCheckedContinuation { reader in
        let isReady = state.withLock { state in
          if state.isEmpty { state.reader = reader }
          return !state.isEmpty
        }
        if isReady { reader.resume() }
      }
    }
  }

  private func take() -> (item: Item, resumes: Bool)? {
    state.withLock { state in
      if let head = state.head.take() { return (.head(head), false) }
      if !state.bytes.isEmpty {
        let bytes = state.bytes
        state.bytes = []
        defer { state.isPaused = false }
        return (.bytes(bytes), state.isPaused)
      }
      return state.outcome.map { (.end($0), false) }
    }
  }

  private func change(_ body: (inout State) -> Void) {
    let reader = state.withLock { state in
      body(&state)
      return state.isEmpty ? nil : state.reader.take()
    }
    reader?.resume()
  }
}
