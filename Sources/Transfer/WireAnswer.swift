/// An answer as it came in.
struct WireAnswer: Sendable {
  var status: Int
  var headers = HeaderFields()
  /// The body, when it was to be collected.
  var body: [UInt8] = []
  /// The URL that answered, after redirects.
  var url: String
  var isComplete = true
  /// Seconds the server asks to wait, or nil.
  var retryAfter: Int?

  /// Whether the resource is there.
  var isSuccess: Bool { (200..<300).contains(status) }

  /// The answer for a caller, without the credentials that it was requested with.
  func response(from origin: TransferResponse.Origin, body: [UInt8]) -> TransferResponse {
    TransferResponse(
      status: status, headers: headers, body: body, url: URLText.withoutCredentials(url),
      origin: origin,
      isComplete: isComplete)
  }
}
