/// One request for a resource at an `http:`, `https:` or `file:` URL.
package struct TransferRequest: Sendable {
  /// What is asked of the resource.
  package enum Method: String, Hashable, Sendable {
    /// Header fields and body.
    case get = "GET"
    /// Header fields only.
    case head = "HEAD"
  }

  /// The resource's absolute URL, which may hold credentials; they are never shown or stored.
  package var url: String
  /// Header fields to send besides those that libcurl writes itself.
  package var headers: [(String, String)]
  /// What is asked of the resource.
  package var method: Method
  /// The part of the body that is wanted; nil for all of it.
  package var range: ByteRange?
  /// How long a stored answer may stand in for the network.
  package var caching: Caching
  /// The size of a decoded body, in bytes, past which the transfer is given up.
  package var maximumBytes: Int
  /// Whether a `Content-Encoding` is asked for and undone.
  package var decodesBody: Bool

  /// Creates a request.
  ///
  /// - Parameters:
  ///   - url: The resource's absolute URL.
  ///   - headers: Further header fields to send.
  ///   - method: What is asked of the resource.
  ///   - range: The part of the body that is wanted; a server may still answer 200 with all of it.
  ///   - caching: How long a stored answer may stand in for the network.
  ///   - maximumBytes: The size of a decoded body past which the transfer is given up.
  ///   - decodesBody: Whether a `Content-Encoding` is asked for and undone. When nil it is, except
  ///     for ranges and for names that end as a compressed file's do: servers label `.tar.gz` files
  ///     as encoded, and undoing that would change the bytes that get hashed.
  package init(
    url: String,
    headers: [(String, String)] = [],
    method: Method = .get,
    range: ByteRange? = nil,
    caching: Caching = .none,
    maximumBytes: Int = 512 << 20,
    decodesBody: Bool? = nil
  ) {
    self.url = url
    self.headers = headers
    self.method = method
    self.range = range
    self.caching = caching
    self.maximumBytes = maximumBytes
    self.decodesBody = decodesBody ?? (range == nil && !URLText.namesCompressedFile(url))
  }
}
