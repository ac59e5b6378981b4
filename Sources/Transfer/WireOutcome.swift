/// What became of one attempt at a request.
enum WireOutcome: Sendable {
  case answered(WireAnswer)
  case failed(WireFailure)
  case cancelled
}

/// Why an attempt gave no answer.
enum WireFailure: Hashable, Sendable {
  /// The connection failed or broke: the same may work later.
  case connection(reason: String)
  /// Anything that stays as it is when tried again.
  case lasting(reason: String)
  case untrusted(reason: String)
  case redirect(reason: String)
  case invalid(reason: String)
  case tooLarge

  /// Whether another attempt may do better.
  var isPassing: Bool {
    if case .connection = self { true } else { false }
  }

  /// The error for a caller after `attempts` attempts.
  func error(for request: WireRequest, attempts: Int) -> TransferError {
    let url = request.shownURL
    return switch self {
    case .connection(let reason), .lasting(let reason):
      .unreachable(url: url, reason: reason, attempts: attempts)
    case .untrusted(let reason): .untrusted(url: url, reason: reason)
    case .redirect(let reason): .redirect(url: url, reason: reason)
    case .invalid(let reason): .invalidRequest(url: url, reason: reason)
    case .tooLarge: .tooLarge(url: url, limit: request.maximumBytes)
    }
  }
}
