// Threads, and what they wait with.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A thread of its own, for work that blocks.
package struct SystemThread {
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  private let thread: pthread_t

  /// Starts `body` on a new thread; `nil` if the system gives none.
  package init?(_ body: @escaping @Sendable () -> Void) {
    let context = Unmanaged.passRetained(Work(body))
    #if canImport(Darwin)
      var started: pthread_t?
    #else
      var started = pthread_t()
    #endif
    guard pthread_create(&started, nil, SystemThread.run, context.toOpaque()) == 0 else {
      context.release()
      return nil
    }
    #if canImport(Darwin)
      guard let started else { return nil }
    #endif
    thread = started
  }

  #if canImport(Darwin)
    private typealias Context = UnsafeMutableRawPointer
  #else
    private typealias Context = UnsafeMutableRawPointer?
  #endif

  private static let run: @convention(c) (Context) -> UnsafeMutableRawPointer? = { context in
    let context: UnsafeMutableRawPointer? = context
    if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
    return nil
  }

  package func join() { pthread_join(thread, nil) }
  package func detach() { pthread_detach(thread) }

  /// Blocks all signals on the calling thread: they are the main thread's.
  package static func blockSignals() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
  }
}

/// A lock with a condition to wait for, between a thread that must block and those that feed it.
///
/// `Mutex` has no way to wait; see Documentation/decisions/sha256-thread.md.
package final class ThreadCondition {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  package init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
  }

  package func lock() { pthread_mutex_lock(mutex) }
  package func unlock() { pthread_mutex_unlock(mutex) }
  /// Waits for a signal; to be called, and left, with the lock held.
  package func wait() { pthread_cond_wait(condition, mutex) }
  package func signal() { pthread_cond_signal(condition) }
}

/// Wakes threads that wait: one for each signal, sooner or later, and none twice for the same.
package final class ThreadSignal: Sendable {
  private struct Storage {
    var mutex = pthread_mutex_t()
    var condition = pthread_cond_t()
    var permits = 0
  }

  /// The address of the storage, which may cross threads.
  private let address: UInt
  private var storage: UnsafeMutablePointer<Storage>? { UnsafeMutablePointer(bitPattern: address) }

  package init() {
    let storage = UnsafeMutablePointer<Storage>.allocate(capacity: 1)
    storage.initialize(to: Storage())
    pthread_mutex_init(&storage.pointee.mutex, nil)
    #if canImport(Darwin)
      pthread_cond_init(&storage.pointee.condition, nil)
    #else
      // The clock that nobody sets.
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(&storage.pointee.condition, &attributes)
      pthread_condattr_destroy(&attributes)
    #endif
    address = UInt(bitPattern: storage)
  }

  deinit {
    guard let storage else { return }
    pthread_cond_destroy(&storage.pointee.condition)
    pthread_mutex_destroy(&storage.pointee.mutex)
    storage.deallocate()
  }

  /// Lets one thread go on, the next to wait if none does.
  package func signal() {
    guard let storage else { return }
    pthread_mutex_lock(&storage.pointee.mutex)
    storage.pointee.permits += 1
    pthread_cond_signal(&storage.pointee.condition)
    pthread_mutex_unlock(&storage.pointee.mutex)
  }

  /// Waits for a signal, at the longest for as long; `nil` for ever.
  package func wait(for limit: Duration?) {
    guard let storage else { return }
    var end = Self.time(after: limit ?? .zero)
    pthread_mutex_lock(&storage.pointee.mutex)
    while storage.pointee.permits == 0 {
      if limit == nil {
        pthread_cond_wait(&storage.pointee.condition, &storage.pointee.mutex)
      } else if pthread_cond_timedwait(
        &storage.pointee.condition, &storage.pointee.mutex, &end) != 0
      {
        break
      }
    }
    if storage.pointee.permits > 0 { storage.pointee.permits -= 1 }
    pthread_mutex_unlock(&storage.pointee.mutex)
  }

  /// The time after a while, on the clock of the condition.
  private static func time(after limit: Duration) -> timespec {
    #if canImport(Darwin)
      let clock = CLOCK_REALTIME
    #else
      let clock = CLOCK_MONOTONIC
    #endif
    var time = timespec()
    clock_gettime(clock, &time)
    let parts = max(limit, .zero).components
    let nanoseconds = time.tv_nsec + Int(parts.attoseconds / 1_000_000_000)
    time.tv_sec += Int(min(parts.seconds, 1 << 32)) + nanoseconds / 1_000_000_000
    time.tv_nsec = nanoseconds % 1_000_000_000
    return time
  }
}
