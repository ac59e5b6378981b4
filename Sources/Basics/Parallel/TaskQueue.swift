/// What the threads of a `TaskPool` have to do, and which of them wait; guarded by the pool's lock.
struct TaskQueue {
  /// What a thread does next.
  enum Step {
    case run(UnownedJob)
    /// The time of these is over.
    case wake([TaskSleep])
    /// Nothing, until it is woken, at the latest at some time.
    case wait(until: ContinuousClock.Instant?)
  }

  /// Who else is to look for work.
  enum Help {
    case none
    /// A thread that waits.
    case waiting
    /// A new one.
    case new
  }

  private struct Timer {
    let deadline: ContinuousClock.Instant
    let sleep: TaskSleep
  }

  private var jobs = JobList()
  /// Those of a low priority, which are run when there are no others.
  private var lowJobs = JobList()
  /// The latest first.
  private var timers: [Timer] = []
  private var waiting = 0
  private var threads: Int
  private var threadLimit: Int
  /// Until when a thread waits that then looks at the timers.
  private var watched: ContinuousClock.Instant?

  init(threads: Int, threadLimit: Int) {
    self.threads = threads
    self.threadLimit = threadLimit
  }

  mutating func add(_ job: UnownedJob, isLow: Bool) -> Help {
    if isLow { lowJobs.append(job) } else { jobs.append(job) }
    // Those that were woken for earlier jobs still count as waiting.
    if jobs.count + lowJobs.count > waiting, threads < threadLimit { return newThread() }
    return waiting > 0 ? .waiting : .none
  }

  mutating func add(_ sleep: TaskSleep, until deadline: ContinuousClock.Instant) -> Help {
    let place = timers.firstIndex { $0.deadline < deadline } ?? timers.count
    timers.insert(Timer(deadline: deadline, sleep: sleep), at: place)
    return watcher()
  }

  /// The system gave no thread.
  mutating func loseThread() {
    threads -= 1
    threadLimit = max(1, threads)
  }

  /// Takes what a thread does next.
  ///
  /// - Parameter waited: Where it has waited: the time it would have waited to, if any.
  /// - Returns: What it does, and who else is to look for work.
  mutating func next(after waited: ContinuousClock.Instant??) -> (Step, Help) {
    if let deadline = waited {
      waiting -= 1
      if let deadline, watched == deadline { watched = nil }
    }
    if let last = timers.last {
      let now = ContinuousClock.now
      if last.deadline <= now {
        let first = timers.firstIndex { $0.deadline <= now } ?? 0
        let due = timers[first...].reversed().map(\.sleep)
        timers.removeSubrange(first...)
        return (.wake(due), .none)
      }
    }
    if let job = jobs.popFirst() ?? lowJobs.popFirst() { return (.run(job), watcher()) }
    waiting += 1
    guard let last = timers.last, isUnwatched(last) else { return (.wait(until: nil), .none) }
    watched = last.deadline
    return (.wait(until: last.deadline), .none)
  }

  private func isUnwatched(_ timer: Timer) -> Bool {
    watched.map { timer.deadline < $0 } ?? true
  }

  /// Has another thread look at the timers, where none will in time.
  private mutating func watcher() -> Help {
    guard let last = timers.last, isUnwatched(last) else { return .none }
    if waiting > 0 { return .waiting }
    return threads < threadLimit ? newThread() : .none
  }

  private mutating func newThread() -> Help {
    threads += 1
    return .new
  }
}

/// Jobs in the order in which they came.
private struct JobList {
  private var items: [UnownedJob] = []
  private var first = 0

  var count: Int { items.count - first }

  mutating func append(_ job: UnownedJob) { items.append(job) }

  mutating func popFirst() -> UnownedJob? {
    guard first < items.count else { return nil }
    defer {
      first += 1
      if first == items.count {
        items.removeAll(keepingCapacity: true)
        first = 0
      } else if first > 1000, first > items.count / 2 {
        items.removeFirst(first)
        first = 0
      }
    }
    return items[first]
  }
}
