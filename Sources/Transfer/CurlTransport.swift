import Basics

/// The network, with as many attempts as the retry policy allows.
final class CurlTransport: Transport {
  let origin = TransferResponse.Origin.network
  private let engine: CurlEngine
  private let retries: RetryPolicy
  /// For one resource, with all attempts at it.
  private let total: Duration
  private let dead = DeadHosts()
  private let progress: (@Sendable (TransferProgress) -> Void)?

  /// Creates a transport; its thread starts with the first request.
  init(configuration: TransferConfiguration) {
    engine = CurlEngine(settings: CurlSettings(configuration))
    retries = configuration.retries
    total = configuration.timeouts.total
    progress = configuration.progress
  }

  deinit {
    engine.stop()
  }

  func collect(_ request: WireRequest) async throws(TransferError) -> WireAnswer {
    var attempt = 1
    var waiting = Waiting()
    while true {
      if let error = dead.error(for: request) { throw error }
      let outcome = await engine.collect(request)
      if let answer = try await settle(
        outcome, of: request, attempt: attempt, waiting: &waiting)
      {
        return answer
      }
      attempt += 1
    }
  }

  func stream(
    _ request: WireRequest, into receiver: BodyReceiver
  ) async throws(TransferError) -> WireAnswer {
    var attempt = 1
    var waiting = Waiting()
    var resumption = Resumption()
    while true {
      if let error = dead.error(for: request) { throw error }
      let outcome = try await stream(request, into: receiver, resumption: &resumption)
      if let answer = try await settle(
        outcome, of: request, attempt: attempt, waiting: &waiting)
      {
        if answer.isSuccess { try receiver.begin(answer, request: request) }
        guard resumption.isCaughtUp, answer.isSuccess || resumption.delivered.count == 0 else {
          throw .changed(url: request.shownURL)
        }
        return answer
      }
      attempt += 1
      resumption.restart()
    }
  }

  /// Makes one attempt and passes on what earlier ones did not.
  private func stream(
    _ request: WireRequest, into receiver: BodyReceiver, resumption: inout Resumption
  ) async throws(TransferError) -> WireOutcome {
    let queue = engine.open(request)
    var isOver = false
    defer { if !isOver { engine.close(queue) } }
    var head: WireAnswer?
    while true {
      switch await engine.next(of: queue) {
      case .head(let answer):
        head = answer
        try receiver.begin(answer, request: request)
      case .bytes(let bytes):
        guard let fresh = resumption.skip(in: bytes) else {
          throw .changed(url: request.shownURL)
        }
        if fresh.isEmpty { continue }
        let verdict = bytes.withUnsafeBytes { bytes in
          Result { () throws(TransferError) in
            let piece = UnsafeRawBufferPointer(rebasing: bytes[fresh])
            return try receiver.receive(piece, request: request)
          }
        }
        if try verdict.get() == .enough, var answer = head {
          answer.isComplete = false
          return .answered(answer)
        }
      case .end(let outcome):
        isOver = true
        return outcome
      }
    }
  }

  /// How long one resource has been waited for.
  private struct Waiting {
    let start = ContinuousClock.now
    /// How long servers asked to wait, in all.
    var asked = Duration.zero
  }

  /// The answer if there is one to return; nil, after a pause, for another attempt.
  private func settle(
    _ outcome: WireOutcome, of request: WireRequest, attempt: Int, waiting: inout Waiting
  ) async throws(TransferError) -> WireAnswer? {
    let url = request.shownURL
    let reason: String
    let final: TransferError
    var retryAfter: Int?
    var isOfHost = false
    switch outcome {
    case .cancelled:
      throw .cancelled(url: url)
    case .failed(let failure):
      final = failure.error(for: request, attempts: attempt)
      guard let text = failure.passingReason else { throw final }
      reason = text
      isOfHost = failure.isOfHost
      // What never answered, and lets a whole time limit pass, would let all others pass, too.
      if failure.hasTimedOut, !dead.hasLived(request) {
        report(dead: request, reason, attempts: attempt)
        throw final
      }
    case .answered(let answer):
      dead.live(request)
      switch answer.status {
      case 200..<300, 304, 404, 410: return answer
      default: break
      }
      final = .status(url: url, status: answer.status, attempts: attempt)
      guard RetryPolicy.isPassing(status: answer.status) else { throw final }
      reason = "status \(answer.status)"
      retryAfter = answer.retryAfter
    }
    switch retries.decision(afterAttempt: attempt, retryAfter: retryAfter) {
    case .giveUp:
      // One dead host must not cost a pause for each of a lock's packages.
      if isOfHost { report(dead: request, reason, attempts: attempt) }
      throw final
    case .tooLongToWait:
      throw .busy(url: url, status: final.statusCode ?? 0, retryAfter: retryAfter ?? 0)
    case .wait(let delay):
      if waiting.asked + delay > retries.maximumRetryAfter, retryAfter != nil {
        throw .busy(url: url, status: final.statusCode ?? 0, retryAfter: retryAfter ?? 0)
      }
      // All attempts together have the time of one.
      if ContinuousClock.now - waiting.start + delay > total { throw final }
      if retryAfter != nil { waiting.asked += delay }
      // A dead host is reported once, above.
      if !isOfHost {
        progress?(.retrying(url: url, reason: reason, attempt: attempt, delay: delay))
      }
      do { try await TaskPool.sleep(for: delay) } catch { throw .cancelled(url: url) }
      return nil
    }
  }

  private func report(dead request: WireRequest, _ reason: String, attempts: Int) {
    guard let origin = dead.note(request, reason: reason, attempts: attempts) else { return }
    progress?(.dead(origin: origin, reason: reason))
  }
}
