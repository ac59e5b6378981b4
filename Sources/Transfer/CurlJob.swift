/// One attempt at a request, as the transfer thread is given it.
struct CurlJob: Sendable {
  /// Where the answer goes.
  enum Sink: Sendable {
    /// All at once.
    case collect(@Sendable (WireOutcome) -> Void)
    /// Piece by piece.
    case queue(ChunkQueue)
  }

  let identifier: UInt64
  let request: WireRequest
  let sink: Sink
  /// The scheme, host and port, by which transfers are counted.
  let host: String

  /// Creates a job.
  init(identifier: UInt64, request: WireRequest, sink: Sink) {
    self.identifier = identifier
    self.request = request
    self.sink = sink
    host = URLText.origin(of: request.url)
  }

  /// Says what happened to the attempt; to be called once.
  func finish(_ outcome: WireOutcome) {
    switch sink {
    case .collect(let resume): resume(outcome)
    case .queue(let queue): queue.put(end: outcome)
    }
  }
}
