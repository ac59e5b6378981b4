import Transfer

/// What goes on behind a verb, for a display.
package enum WorkProgress: Hashable, Sendable {
  case fetching(url: String)
  case fetched(url: String)
  /// So many packages of a nixpkgs are read, of about so many.
  case reading(done: Int, count: Int)
  /// A step of the work, in words.
  case step(String)
  /// Something that a user should know, though the work goes on; of those of one kind, the first is
  /// enough.
  case trouble(String, kind: String? = nil)

  init?(_ progress: TransferProgress) {
    switch progress {
    case .started(let url): self = .fetching(url: url)
    case .finished(let url, _, _): self = .fetched(url: url)
    case .retrying(let url, let reason, let attempt, let delay):
      let seconds = delay.components.seconds
      guard attempt > 1 || seconds > 1 else { return nil }
      let time = seconds > 1 ? " in \(seconds) seconds" : ""
      self = .trouble(
        "retrying '\(url)'\(time): \(reason)",
        kind: "retried '\(URLText.origin(of: url))': \(reason)")
    case .dead(let origin, let reason):
      self = .trouble("no answer from '\(origin)': \(reason); not retrying")
    case .cacheProblem(let path, let reason):
      self = .trouble("the cache at '\(path)' cannot be written (\(reason)); working without it")
    case .received: return nil
    }
  }
}
