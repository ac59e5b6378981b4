/// When a request that failed in a way that may pass is sent again.
///
/// The delay doubles each time and has nothing random, so that two runs behave alike.
package struct RetryPolicy: Hashable, Sendable {
  /// How many times a request is sent at most.
  package var attempts: Int
  /// The delay after the first failure; each later one is twice the last.
  package var firstDelay: Duration
  /// The longest delay of our own choice.
  package var maximumDelay: Duration
  /// The longest `Retry-After` that is waited for; a longer one is an error.
  package var maximumRetryAfter: Duration

  /// Creates a policy.
  package init(
    attempts: Int = 4,
    firstDelay: Duration = .milliseconds(200),
    maximumDelay: Duration = .seconds(5),
    maximumRetryAfter: Duration = .seconds(60)
  ) {
    self.attempts = max(1, attempts)
    self.firstDelay = firstDelay
    self.maximumDelay = maximumDelay
    self.maximumRetryAfter = maximumRetryAfter
  }

  /// What follows a failed attempt.
  enum Decision: Hashable {
    case wait(Duration)
    case giveUp
    case tooLongToWait
  }

  /// Decides what follows failed attempt number `attempt`, counted from 1.
  ///
  /// - Parameters:
  ///   - attempt: The number of attempts so far.
  ///   - retryAfter: Seconds the server asks to wait, or nil.
  /// - Returns: Whether and how long to wait before the next attempt.
  func decision(afterAttempt attempt: Int, retryAfter: Int?) -> Decision {
    guard attempt < attempts else { return .giveUp }
    if let retryAfter, retryAfter > 0 {
      let asked = Duration.seconds(retryAfter)
      return asked <= maximumRetryAfter ? .wait(asked) : .tooLongToWait
    }
    let doublings = min(max(attempt - 1, 0), 20)
    return .wait(min(firstDelay * (1 << doublings), maximumDelay))
  }

  /// Whether `status` says that the same request may do better later.
  static func isPassing(status: Int) -> Bool {
    switch status {
    case 408, 425, 429, 500, 502, 503, 504: true
    default: false
    }
  }
}
