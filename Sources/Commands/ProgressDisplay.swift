import Operations
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One line on the terminal that counts what was fetched, rewritten in place.
final class ProgressDisplay: Sendable {
  private struct State {
    var started = 0
    var finished = 0
    var step: String?
    var isShown = false
    var lastDrawn: UInt64 = 0
  }

  private let state = Mutex(State())

  /// Between two drawings, in nanoseconds.
  private static let interval: UInt64 = 80_000_000
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
      let now = Self.now()
      // A step may last, so that it must be seen at once.
      var isStep = false
      if case .step = progress { isStep = true }
      guard isStep || now - state.lastDrawn > Self.interval else { return }
      state.lastDrawn = now
      state.isShown = true
      let frame = Self.frames[Int(now / Self.interval) % Self.frames.count]
      let text =
        state.step.map { String(Printable.text($0).prefix(Self.width)) }
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

  private static func draw(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
