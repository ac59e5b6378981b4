/// Where the pieces of a streamed body go.
final class BodyReceiver {
  private let begin: (WireAnswer) throws -> Void
  private let receive: (UnsafeRawBufferPointer) throws -> StreamVerdict
  private let receiveWhole: ([UInt8]) throws -> Bool
  private(set) var hasBegun = false

  /// Creates a receiver.
  ///
  /// - Parameters:
  ///   - begin: Told once of a successful answer, before its body.
  ///   - receive: Told of each piece in order.
  ///   - receiveWhole: Offered a body that is in memory already; if it does not take that, which
  ///   the
  ///     result says, the pieces follow.
  init(
    begin: @escaping (WireAnswer) throws -> Void,
    receive: @escaping (UnsafeRawBufferPointer) throws -> StreamVerdict,
    receiveWhole: @escaping ([UInt8]) throws -> Bool = { _ in false }
  ) {
    self.begin = begin
    self.receive = receive
    self.receiveWhole = receiveWhole
  }

  /// Announces the answer; the second time nothing happens.
  func begin(_ answer: WireAnswer, request: WireRequest) throws(TransferError) {
    guard !hasBegun else { return }
    hasBegun = true
    do { try begin(answer) } catch { throw Self.rejection(error, request) }
  }

  /// Passes a piece on.
  func receive(
    _ bytes: UnsafeRawBufferPointer, request: WireRequest
  ) throws(TransferError) -> StreamVerdict {
    do { return try receive(bytes) } catch { throw Self.rejection(error, request) }
  }

  /// Passes a whole body on, at once or in pieces, and says whether it was wanted to its end.
  func deliver(_ answer: WireAnswer, request: WireRequest) throws(TransferError) -> Bool {
    guard answer.isSuccess else { return true }
    try begin(answer, request: request)
    let body = answer.body
    do {
      if try receiveWhole(body) { return true }
    } catch {
      throw Self.rejection(error, request)
    }
    var offset = 0
    while offset < body.count {
      let end = min(offset + 256 << 10, body.count)
      let verdict = body.withUnsafeBytes { bytes in
        Result { () throws(TransferError) in
          try receive(UnsafeRawBufferPointer(rebasing: bytes[offset..<end]), request: request)
        }
      }
      offset = end
      if try verdict.get() == .enough { return offset == body.count }
    }
    return true
  }

  private static func rejection(_ error: any Error, _ request: WireRequest) -> TransferError {
    if let error = error as? TransferError { return error }
    return .rejected(url: request.shownURL, reason: "\(error)")
  }
}
