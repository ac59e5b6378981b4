import Basics
import Operations
import Synchronization

/// One line on the terminal that counts what was fetched, rewritten in place.
final class ProgressDisplay: Sendable {
  private struct State {
    var started = 0
    var finished = 0
    var step: String?
    var isShown = false
    var frame = 0
    var lastDrawn: ContinuousClock.Instant?
  }

  private let state = Mutex(State())

  /// Between two drawings.
  private static let interval = Duration.milliseconds(80)
  /// Characters of a step that are shown, so that the line does not break.
  private static let width = 76
  private static let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

  func note(_ progress: WorkProgress) {
    state.withLock { state in
      switch progress {
      case .fetching: state.started += 1
      case .fetched: state.finished += 1
      case .step(let text): state.step = text
      // It is said on a line of its own.
      case .trouble: break
      }
      let now = ContinuousClock.now
      // A step may last, so that it must be seen at once.
      var isStep = false
      if case .step = progress { isStep = true }
      if !isStep, let last = state.lastDrawn, now - last <= Self.interval { return }
      state.lastDrawn = now
      state.isShown = true
      state.frame = (state.frame + 1) % Self.frames.count
      let frame = Self.frames[state.frame]
      let text =
        state.step.map { String(Line($0).text.prefix(Self.width)) }
        ?? "\(state.finished) of \(state.started) files"
      Self.draw("\r\u{1B}[2K\(frame) \(text)")
    }
  }

  func finish() {
    state.withLock { state in
      if state.isShown { Self.draw("\r\u{1B}[2K") }
      state.isShown = false
    }
  }

  private static func draw(_ text: String) { StandardStream.error.write(text) }
}
