import Transfer

extension TransferClient {
  /// The largest body that is held in memory: 1 GiB.
  private static let maximumBytes = 1 << 30

  /// The bytes at a URL as they are.
  ///
  /// - Throws: `TransferError`, also where there is nothing.
  func body(of url: String) async throws(TransferError) -> [UInt8] {
    let response = try await fetch(
      TransferRequest(url: url, maximumBytes: Self.maximumBytes, decodesBody: false))
    try response.requireSuccess(of: url)
    return response.body
  }
}

extension TransferResponse {
  /// - Throws: `TransferError.status` for an answer without what was asked for.
  func requireSuccess(of url: String) throws(TransferError) {
    guard isSuccess else { throw .status(url: url, status: status, attempts: 1) }
  }
}
