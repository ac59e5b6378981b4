import Basics
import Operations
import Synchronization

/// The last line of the terminal, which says what is going on and for how long; rewritten in place,
/// and gone at the end.
final class ProgressDisplay: Sendable {
  private struct State {
    var activity = ProgressActivity()
    var isShown = false
    var isEnded = false
    var frame = 0
    var lastDrawn: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let ticker = Mutex<Task<Void, Never>?>(nil)

  /// Between two drawings.
  private static let interval = Duration.milliseconds(100)
  private static let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

  /// Takes note of progress; the line is drawn at most every tenth of a second, and goes on by itself
  /// where nothing is heard.
  func note(_ progress: WorkProgress) {
    let now = ContinuousClock.now
    state.withLock { state in
      state.activity.note(progress, at: now)
      state.isEnded = false
      if let last = state.lastDrawn, now - last < Self.interval { return }
      Self.draw(&state, at: now)
    }
    ticker.withLock { task in
      if task == nil {
        task = Task.detached(executorPreference: TaskPool.current) { [weak self] in
          await self?.tick()
        }
      }
    }
  }

  private func tick() async {
    while (try? await TaskPool.sleep(for: Self.interval)) != nil {
      state.withLock { state in
        let now = ContinuousClock.now
        guard !state.isEnded, let last = state.lastDrawn, now - last >= Self.interval else {
          return
        }
        Self.draw(&state, at: now)
      }
    }
  }

  /// Clears the line until more is noted.
  func finish() {
    state.withLock { state in
      if state.isShown { StandardStream.error.write("\r\u{1B}[2K") }
      state.isShown = false
      state.isEnded = true
      state.lastDrawn = nil
    }
  }

  private static func draw(_ state: inout State, at now: ContinuousClock.Instant) {
    guard let text = state.activity.text(at: now) else { return }
    state.lastDrawn = now
    state.isShown = true
    state.frame = (state.frame + 1) % frames.count
    let line = "\(frames[state.frame]) \(Line(text).text)"
    // A character in the last column would make some terminals begin a new line.
    let columns = (StandardStream.error.columns ?? 80) - 1
    StandardStream.error.write("\r\u{1B}[2K" + TextWidth.prefix(of: line, columns: columns))
  }
}

/// What is going on, put together from what was heard.
struct ProgressActivity {
  private enum Latest {
    case step(String)
    case reading(done: Int, count: Int)
    case transfers
  }

  private var latest: Latest?
  /// When the step that is shown began.
  private var since: ContinuousClock.Instant?
  private var started = 0
  private var finished = 0

  /// Steps that last longer than this are shown with their time.
  private static let patience = Duration.seconds(3)

  mutating func note(_ progress: WorkProgress, at now: ContinuousClock.Instant) {
    switch progress {
    case .step(let text): begin(.step(text), at: now)
    case .reading(let done, let count):
      if case .reading = latest {
        latest = .reading(done: done, count: count)
      } else {
        begin(.reading(done: done, count: count), at: now)
      }
    case .fetching:
      started += 1
      if case .transfers = latest {} else { begin(.transfers, at: now) }
    case .fetched: finished += 1
    // It is said on a line of its own.
    case .trouble: break
    }
  }

  private mutating func begin(_ activity: Latest, at now: ContinuousClock.Instant) {
    latest = activity
    since = now
  }

  /// The line; `nil` if nothing was heard.
  func text(at now: ContinuousClock.Instant) -> String? {
    guard let latest, let since else { return nil }
    let seconds = (now - since).components.seconds
    let time = now - since >= Self.patience ? " (\(Self.duration(seconds)))" : ""
    switch latest {
    case .step(let text): return text + time
    case .reading(let done, let count):
      return count > 0
        ? "reading nixpkgs: \(PlanText.grouped(done)) of about \(PlanText.grouped(count)) packages"
        : "reading nixpkgs: \(PlanText.grouped(done)) packages"
    case .transfers:
      return finished < started
        ? "downloading metadata \(finished) of \(started)" : "planning\(time)"
    }
  }

  private static func duration(_ seconds: Int64) -> String {
    seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }
}
