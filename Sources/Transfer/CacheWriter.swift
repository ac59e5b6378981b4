import Basics

/// A file of the cache while its body arrives.
///
/// When it cannot be written the rest is dropped, and the transfer goes on.
final class CacheWriter {
  private var file: AtomicFile?
  private let key: CacheKey
  private let root: CacheRoot
  private var checksum = Checksum()

  /// Begins to write `file` for `key`.
  init(file: AtomicFile, key: CacheKey, root: CacheRoot) {
    self.file = file
    self.key = key
    self.root = root
  }

  /// Adds the next piece of the body.
  func append(_ bytes: UnsafeRawBufferPointer) {
    guard file != nil else { return }
    checksum.update(bytes)
    write(bytes)
  }

  /// Ends the file, as the one for `answer`, and puts it in place.
  func commit(_ answer: WireAnswer) {
    commit(head: StoredHead.encode(answer))
  }

  /// Ends the file with `head` and puts it in place.
  func commit(head: [UInt8]) {
    guard file != nil else { return }
    let tail = CacheFile.tail(afterBody: checksum, key: key, head: head)
    tail.withUnsafeBytes { write($0) }
    do { try file?.commit() } catch { root.giveUp(error, at: root.path) }
    file = nil
  }

  /// Drops what was written.
  func abandon() {
    file?.abandon()
    file = nil
  }

  private func write(_ bytes: UnsafeRawBufferPointer) {
    do {
      try file?.append(bytes)
    } catch {
      abandon()
      root.giveUp(error, at: root.path)
    }
  }
}
