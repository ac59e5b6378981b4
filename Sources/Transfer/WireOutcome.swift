/// What happened to one attempt at a request.
enum WireOutcome: Sendable {
  case answered(WireAnswer)
  case failed(WireFailure)
  case cancelled
}

/// Why an attempt gave no answer.
enum WireFailure: Hashable, Sendable {
  /// The connection broke: the same may work later.
  case connection(reason: String)
  /// No connection came about: the name was not resolved, or nobody listens.
  case unconnected(reason: String, hasTimedOut: Bool)
  /// Anything that stays as it is when tried again.
  case lasting(reason: String)
  case untrusted(reason: String)
  case redirect(reason: String)
  case invalid(reason: String)
  case tooLarge

  /// What went wrong where another attempt may do better; nil where it will not.
  var passingReason: String? {
    switch self {
    case .connection(let reason), .unconnected(let reason, _): reason
    default: nil
    }
  }

  /// Whether it says of the host that nothing can be asked of it.
  var isOfHost: Bool {
    if case .unconnected = self { true } else { false }
  }

  /// Whether no connection came about in all the time that there is for it.
  var hasTimedOut: Bool {
    if case .unconnected(_, hasTimedOut: true) = self { true } else { false }
  }

  /// The error for a caller after `attempts` attempts.
  func error(for request: WireRequest, attempts: Int) -> TransferError {
    let url = request.shownURL
    return switch self {
    case .connection(let reason), .unconnected(let reason, _), .lasting(let reason):
      .unreachable(url: url, reason: reason, attempts: attempts)
    case .untrusted(let reason): .untrusted(url: url, reason: reason)
    case .redirect(let reason): .redirect(url: url, reason: reason)
    case .invalid(let reason): .invalidRequest(url: url, reason: reason)
    case .tooLarge: .tooLarge(url: url, limit: request.maximumBytes)
    }
  }
}
