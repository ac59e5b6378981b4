/// A request as it goes out: checked, with validators, and with its URL in two forms.
struct WireRequest: Sendable {
  /// The URL to ask for, with credentials and without fragment.
  var url: String
  /// The URL to show.
  var shownURL: String
  /// Header fields to send.
  var headers: [(String, String)]
  var method: TransferRequest.Method
  var range: ByteRange?
  var maximumBytes: Int
  var decodesBody: Bool

  /// Checks `request`, to be sent with the credentials of its server.
  ///
  /// - Throws: ``TransferError/invalidRequest(url:reason:)``.
  init(
    _ request: TransferRequest, credentials: Credentials = Credentials()
  ) throws(TransferError) {
    let shown = URLText.withoutCredentials(request.url)
    func invalid(_ reason: String) -> TransferError {
      .invalidRequest(url: shown, reason: reason)
    }
    guard let url = URLText.wireForm(credentials.applied(to: request.url)) else {
      throw invalid("it is empty or holds a control character")
    }
    switch URLText.scheme(of: url) {
    case "http", "https", "file": break
    case let scheme?: throw invalid("'\(scheme)' is not http, https or file")
    case nil: throw invalid("it has no scheme")
    }
    for (name, value) in request.headers {
      let isName = !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x3a }
      guard isName, value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
        throw invalid("the header field '\(name)' is malformed")
      }
    }
    if let range = request.range, !range.isValid {
      throw invalid("the range '\(range.text)' is empty")
    }
    self.url = url
    shownURL = shown
    headers = request.headers
    method = request.method
    range = request.range
    maximumBytes = max(0, request.maximumBytes)
    decodesBody = request.decodesBody
  }

  /// The value of the header field called `name` in any case, or nil.
  func header(_ name: String) -> String? {
    headers.first { $0.0.lowercased() == name }?.1
  }

  /// Whether the URL names a local file.
  var isFile: Bool { URLText.scheme(of: url) == "file" }
}
