/// Why a transfer failed; URLs are without credentials.
package enum TransferError: Error, Hashable, Sendable {
  /// The request itself is wrong.
  case invalidRequest(url: String, reason: String)
  /// Nothing is stored for the URL, and the network may not be used.
  case offline(url: String)
  /// No answer came: the connection failed, broke or timed out.
  case unreachable(url: String, reason: String, attempts: Int)
  /// The server's certificate or proxy cannot be trusted.
  case untrusted(url: String, reason: String)
  /// The server refused the request or failed.
  case status(url: String, status: Int, attempts: Int)
  /// The server asks to wait longer than this program is willing to.
  case busy(url: String, status: Int, retryAfter: Int)
  /// The server redirects in circles, or to a URL of a less safe kind.
  case redirect(url: String, reason: String)
  /// The body is longer than the request allows.
  case tooLarge(url: String, limit: Int)
  /// The body changed between two attempts to read it.
  case changed(url: String)
  /// A local file cannot be read.
  case unreadable(path: String, reason: String)
  /// No answer to the request is in the directory of recorded answers.
  case unrecorded(url: String, directory: String)
  /// The directory of recorded answers is not as it should be.
  case badRecording(path: String, reason: String)
  /// The receiver of the body threw an error.
  case rejected(url: String, reason: String)
  /// The program `keyring` cannot be asked for a password.
  case keyring(reason: String)
  /// The task was cancelled.
  case cancelled(url: String)

  /// The URL that was asked for; nil for a matter of the disk alone.
  package var url: String? {
    switch self {
    case .invalidRequest(let url, _), .offline(let url), .unreachable(let url, _, _),
      .untrusted(let url, _), .status(let url, _, _), .busy(let url, _, _), .redirect(let url, _),
      .tooLarge(let url, _), .changed(let url), .unrecorded(let url, _), .rejected(let url, _),
      .cancelled(let url):
      url
    case .unreadable, .badRecording, .keyring: nil
    }
  }

  /// The HTTP status that is the cause, or nil.
  package var statusCode: Int? {
    switch self {
    case .status(_, let status, _), .busy(_, let status, _): status
    default: nil
    }
  }
}

extension TransferError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .invalidRequest(let url, let reason):
      "cannot ask for '\(url)': \(reason); correct the URL"
    case .offline(let url):
      "'\(url)' is not in the cache and the network is off; run once with the network"
    case .unreachable(let url, let reason, let attempts):
      "no answer from '\(url)'\(Self.times(attempts)): \(reason); check the network and proxy"
        + " settings, or work offline with what is cached"
    case .untrusted(let url, let reason):
      "the server of '\(url)' cannot be trusted: \(reason); if it is right, set SSL_CERT_FILE to"
        + " its certificate authority"
    case .status(let url, let status, let attempts):
      "'\(url)' answered \(status)\(Self.times(attempts)); \(Self.advice(for: status))"
    case .busy(let url, let status, let retryAfter):
      "'\(url)' answered \(status) and asks to wait \(retryAfter) s; try again then, or with fewer"
        + " transfers at a time"
    case .redirect(let url, let reason):
      "'\(url)' redirects where it must not: \(reason); ask for the final URL"
    case .tooLarge(let url, let limit):
      "the body of '\(url)' is longer than \(limit) bytes; check that the URL is the right one"
    case .changed(let url):
      "'\(url)' changed while it was being read; try again"
    case .unreadable(let path, let reason):
      "cannot read '\(path)': \(reason); check the path and its permissions"
    case .unrecorded(let url, let directory):
      "no answer is recorded for '\(url)' in '\(directory)'; record it first"
    case .badRecording(let path, let reason):
      "cannot use the recording '\(path)': \(reason); record it again"
    case .rejected(let url, let reason):
      "cannot read the answer of '\(url)': \(reason)"
    case .keyring(let reason):
      "cannot ask the program 'keyring' for a password: \(reason); install it, or put the password"
        + " into ~/.netrc"
    case .cancelled(let url):
      "the transfer of '\(url)' was cancelled; run again"
    }
  }

  private static func times(_ attempts: Int) -> String {
    attempts > 1 ? " in \(attempts) attempts" : ""
  }

  private static func advice(for status: Int) -> String {
    switch status {
    case 401, 407: "put the credentials into ~/.netrc or the URL"
    case 403: "check that the credentials allow it"
    case 500...: "the server has a problem, try again later"
    default: "check the URL"
    }
  }
}
