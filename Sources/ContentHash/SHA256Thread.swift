#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A SHA-256 digest that is made on a thread of its own while further bytes are read.
///
/// Filled buffers go one way, emptied ones come back the other; what is short never sees the
/// thread. To be used from one thread, and ended by `finalize`.
final class SHA256Thread {
  /// The size of each buffer: large enough to make a handover cheap, small enough for the
  /// second-level cache.
  static let bufferSize = 256 << 10
  /// How many buffers there are.
  private static let depth = 6

  private struct Filled {
    let buffer: UnsafeMutableRawBufferPointer
    let count: Int
  }

  #if canImport(Darwin)
    private var thread: pthread_t?
  #else
    private var thread = pthread_t()
  #endif
  private var isStarted = false
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // Guarded by the lock.
  private var filled: [Filled] = []
  private var free: [UnsafeMutableRawBufferPointer] = []
  private var hasEnded = false
  private var bufferCount = 0
  /// Of the thread while there is one.
  private var stream = SHA256Stream()

  init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(change, nil)
  }

  deinit {
    end()
    for buffer in free { buffer.deallocate() }
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(change)
    lock.deallocate()
    change.deallocate()
  }

  /// An empty buffer, which comes back by `take` or is the caller's to deallocate.
  func buffer() -> UnsafeMutableRawBufferPointer {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while free.isEmpty, bufferCount >= Self.depth { pthread_cond_wait(change, lock) }
    if let buffer = free.popLast() { return buffer }
    bufferCount += 1
    return .allocate(byteCount: Self.bufferSize, alignment: 64)
  }

  /// Hashes the first bytes of a buffer that `buffer` gave, sooner or later.
  func take(_ buffer: UnsafeMutableRawBufferPointer, count: Int) {
    if !isStarted { start() }
    guard isStarted else {
      stream.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      free.append(buffer)
      return
    }
    pthread_mutex_lock(lock)
    filled.append(Filled(buffer: buffer, count: count))
    pthread_cond_signal(change)
    pthread_mutex_unlock(lock)
  }

  /// The digest of all that was given, and of some last bytes.
  func finalize(after rest: UnsafeRawBufferPointer) -> ContentHash {
    end()
    stream.update(rest)
    return stream.finalize()
  }

  // MARK: The thread

  private func start() {
    let own = Unmanaged.passUnretained(self).toOpaque()
    // `end` waits for the thread, so that it never outlives this.
    let result = pthread_create(&thread, nil, SHA256Thread.run, own)
    isStarted = result == 0
  }

  private func end() {
    guard isStarted else { return }
    pthread_mutex_lock(lock)
    hasEnded = true
    pthread_cond_signal(change)
    pthread_mutex_unlock(lock)
    #if canImport(Darwin)
      if let thread { pthread_join(thread, nil) }
    #else
      pthread_join(thread, nil)
    #endif
    isStarted = false
    hasEnded = false
  }

  #if canImport(Darwin)
    private static let run: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
      Unmanaged<SHA256Thread>.fromOpaque($0).takeUnretainedValue().work()
      return nil
    }
  #else
    private static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
      {
        if let own = $0 { Unmanaged<SHA256Thread>.fromOpaque(own).takeUnretainedValue().work() }
        return nil
      }
  #endif

  private func work() {
    while true {
      pthread_mutex_lock(lock)
      while filled.isEmpty, !hasEnded { pthread_cond_wait(change, lock) }
      if filled.isEmpty {
        pthread_mutex_unlock(lock)
        return
      }
      let next = filled.removeFirst()
      pthread_mutex_unlock(lock)
      stream.update(UnsafeRawBufferPointer(rebasing: next.buffer[..<next.count]))
      pthread_mutex_lock(lock)
      free.append(next.buffer)
      pthread_cond_signal(change)
      pthread_mutex_unlock(lock)
    }
  }
}
