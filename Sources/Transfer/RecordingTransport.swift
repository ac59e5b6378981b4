/// The network, with every answer kept in a directory.
struct RecordingTransport: Transport {
  let origin = TransferResponse.Origin.network
  let recorder: Recorder
  let base: CurlTransport

  func collect(_ request: WireRequest) async throws(TransferError) -> WireAnswer {
    // A 304 would record nothing to answer with, so the whole answer is asked for.
    var whole = request
    whole.headers.removeAll { ["if-none-match", "if-modified-since"].contains($0.0.lowercased()) }
    let answer = try await base.collect(whole)
    try recorder.record(answer, to: request)
    return answer
  }
}
