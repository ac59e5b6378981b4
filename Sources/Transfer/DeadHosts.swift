import Synchronization

/// What is known in this run of the servers that were asked: which of them no connection comes about
/// with, so that they are not asked again, and which have answered.
final class DeadHosts: Sendable {
  private struct State {
    /// What the last attempt at each origin failed with, and how many there were.
    var failures: [String: (reason: String, attempts: Int)] = [:]
    var living: Set<String> = []
  }

  private let state = Mutex(State())

  /// The error of a request to an origin that is known to be dead; nil for any other.
  func error(for request: WireRequest) -> TransferError? {
    let origin = URLText.origin(of: request.url)
    return state.withLock { $0.failures[origin] }.map { failure in
      .unreachable(url: request.shownURL, reason: failure.reason, attempts: failure.attempts)
    }
  }

  /// Notes that all attempts at a request failed for its host; nil where that was known.
  func note(_ request: WireRequest, reason: String, attempts: Int) -> String? {
    let origin = URLText.origin(of: request.url)
    return state.withLock { state in
      guard state.failures[origin] == nil else { return nil }
      state.failures[origin] = (reason, attempts)
      return origin
    }
  }

  /// Notes that an origin has answered.
  func live(_ request: WireRequest) {
    let origin = URLText.origin(of: request.url)
    state.withLock { _ = $0.living.insert(origin) }
  }

  /// Whether an origin has answered in this run.
  func hasLived(_ request: WireRequest) -> Bool {
    let origin = URLText.origin(of: request.url)
    return state.withLock { $0.living.contains(origin) }
  }
}
