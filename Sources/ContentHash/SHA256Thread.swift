import Basics

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

  private var thread: SystemThread?
  private let condition = ThreadCondition()
  // Guarded by the lock.
  private var filled: [Filled] = []
  private var free: [UnsafeMutableRawBufferPointer] = []
  private var hasEnded = false
  private var bufferCount = 0
  /// Of the thread while there is one.
  private var stream = SHA256Stream()

  deinit {
    end()
    for buffer in free { buffer.deallocate() }
  }

  /// An empty buffer, which comes back by `take` or is the caller's to deallocate.
  func buffer() -> UnsafeMutableRawBufferPointer {
    condition.lock()
    defer { condition.unlock() }
    while free.isEmpty, bufferCount >= Self.depth { condition.wait() }
    if let buffer = free.popLast() { return buffer }
    bufferCount += 1
    return .allocate(byteCount: Self.bufferSize, alignment: 64)
  }

  /// Hashes the first bytes of a buffer that `buffer` gave, sooner or later.
  func take(_ buffer: UnsafeMutableRawBufferPointer, count: Int) {
    if thread == nil { start() }
    guard thread != nil else {
      stream.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      free.append(buffer)
      return
    }
    condition.lock()
    filled.append(Filled(buffer: buffer, count: count))
    condition.signal()
    condition.unlock()
  }

  /// The digest of all that was given, and of some last bytes.
  func finalize(after rest: UnsafeRawBufferPointer) -> ContentHash {
    end()
    stream.update(rest)
    return stream.finalize()
  }

  // MARK: The thread

  private func start() {
    // `end` waits for the thread, so that it never outlives this; an address may cross threads.
    let address = UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque())
    thread = SystemThread {
      guard let own = UnsafeRawPointer(bitPattern: address) else { return }
      Unmanaged<SHA256Thread>.fromOpaque(own).takeUnretainedValue().work()
    }
  }

  private func end() {
    guard let thread else { return }
    condition.lock()
    hasEnded = true
    condition.signal()
    condition.unlock()
    thread.join()
    self.thread = nil
    hasEnded = false
  }

  private func work() {
    while true {
      condition.lock()
      while filled.isEmpty, !hasEnded { condition.wait() }
      if filled.isEmpty {
        condition.unlock()
        return
      }
      let next = filled.removeFirst()
      condition.unlock()
      stream.update(UnsafeRawBufferPointer(rebasing: next.buffer[..<next.count]))
      condition.lock()
      free.append(next.buffer)
      condition.signal()
      condition.unlock()
    }
  }
}
