/// A server's final answer to a request: 2xx, or 404 or 410 for a resource that is not there.
package struct TransferResponse: Sendable {
  /// Where an answer came from.
  package enum Origin: String, Hashable, Sendable {
    /// The server, or the disk for a `file:` URL.
    case network
    /// The disk cache; nothing was asked.
    case cache
    /// The disk cache, after the server said that it is still current.
    case revalidated
    /// A directory of recorded answers.
    case replay
  }

  /// The HTTP status code; 200, 206 or 404 for a `file:` URL.
  package var status: Int
  /// The header fields of the final answer.
  package var headers: HeaderFields
  /// The decoded body; empty for a streamed transfer and for any status but 2xx.
  package var body: [UInt8]
  /// The URL that answered, after redirects; relative links are relative to this one.
  package var url: String
  /// Where the answer came from.
  package var origin: Origin
  /// Whether the body was received to its end, which an early stop prevents.
  package var isComplete: Bool

  /// Creates an answer.
  ///
  /// - Parameters:
  ///   - status: The HTTP status code.
  ///   - headers: The header fields.
  ///   - body: The decoded body.
  ///   - url: The URL that answered.
  ///   - origin: Where the answer came from.
  ///   - isComplete: Whether the body was received to its end.
  package init(
    status: Int,
    headers: HeaderFields = HeaderFields(),
    body: [UInt8] = [],
    url: String,
    origin: Origin,
    isComplete: Bool = true
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
    self.origin = origin
    self.isComplete = isComplete
  }

  /// The value of the first header field called `name` in any case, or nil.
  package func header(_ name: String) -> String? {
    headers[name]
  }

  /// Whether the resource is there (2xx); otherwise the status is 404 or 410.
  package var isSuccess: Bool {
    (200..<300).contains(status)
  }
}
