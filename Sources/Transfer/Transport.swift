/// A way to get an answer to a request.
///
/// Answers are 2xx, 304, 404 or 410; every other outcome is thrown.
protocol Transport: Sendable {
  /// What an answer's origin is said to be.
  var origin: TransferResponse.Origin { get }

  /// Gets the answer with its whole body.
  func collect(_ request: WireRequest) async throws(TransferError) -> WireAnswer

  /// Gets the answer and passes its body on as it arrives, if it is 2xx.
  func stream(
    _ request: WireRequest, into receiver: BodyReceiver
  ) async throws(TransferError) -> WireAnswer
}

extension Transport {
  func stream(
    _ request: WireRequest, into receiver: BodyReceiver
  ) async throws(TransferError) -> WireAnswer {
    var answer = try await collect(request)
    answer.isComplete = try receiver.deliver(answer, request: request)
    answer.body = []
    return answer
  }
}
