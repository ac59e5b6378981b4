#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads what a single call gives; none at the file's end.
func readSome(
  from descriptor: CInt, into buffer: UnsafeMutableRawBufferPointer, path: [UInt8]
) throws(ContentHashError) -> Int {
  while true {
    let count = read(descriptor, buffer.baseAddress, buffer.count)
    if count >= 0 { return count }
    if errno != EINTR {
      throw .unreadable(path: String(decoding: path, as: UTF8.self), errorNumber: errno)
    }
  }
}

/// Tells the system that a file will be read from its start to its end.
func announceReading(of descriptor: CInt, count: Int) {
  #if canImport(Glibc) || canImport(Musl)
    if count > 1 << 20 { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
  #endif
}

/// A sink of a NAR that hashes on a thread of its own.
private struct ThreadedSink: NarSink {
  let digest = SHA256Thread()

  func write(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while !rest.isEmpty {
      let buffer = digest.buffer()
      let count = min(rest.count, buffer.count)
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
      digest.take(buffer, count: count)
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  func buffer() -> UnsafeMutableRawBufferPointer { digest.buffer() }

  func exchange(
    _ buffer: UnsafeMutableRawBufferPointer, count: Int
  ) -> UnsafeMutableRawBufferPointer {
    digest.take(buffer, count: count)
    return digest.buffer()
  }
}

extension ContentHashError {
  static func unreadable(path: String, errorNumber: CInt) -> ContentHashError {
    .unreadable(path: path, reason: String(cString: strerror(errorNumber)))
  }
}

/// Whether `first` sorts before `second` by bytes.
func isOrdered(_ first: [UInt8], before second: [UInt8]) -> Bool {
  let order = first.withUnsafeBytes { first in
    second.withUnsafeBytes { second in
      guard let left = first.baseAddress, let right = second.baseAddress else { return CInt(0) }
      return memcmp(left, right, min(first.count, second.count))
    }
  }
  return order == 0 ? first.count < second.count : order < 0
}

extension ContentHash {
  /// The SHA-256 digest of a file's contents: what `nix-hash --flat --type sha256` prints.
  ///
  /// - Throws: `ContentHashError.unreadable`.
  package static func flat(ofFile path: String) throws(ContentHashError) -> ContentHash {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, errorNumber: errno) }
    defer { close(descriptor) }
    announceReading(of: descriptor, count: Int.max)
    let digest = SHA256Thread()
    var buffer = digest.buffer()
    defer { buffer.deallocate() }
    let text = Array(path.utf8)
    var used = 0
    while true {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[used...])
      let count = try readSome(from: descriptor, into: room, path: text)
      used += count
      if count == 0 {
        return digest.finalize(after: UnsafeRawBufferPointer(rebasing: buffer[..<used]))
      }
      if used == buffer.count {
        digest.take(buffer, count: used)
        buffer = digest.buffer()
        used = 0
      }
    }
  }

  /// The digest of a file's contents: what `nix-hash --flat --type ALGORITHM` prints.
  ///
  /// - Throws: `ContentHashError.unreadable`.
  package static func flat(
    ofFile path: String, _ algorithm: Algorithm
  ) throws(ContentHashError) -> ContentHash {
    if algorithm == .sha256 { return try flat(ofFile: path) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, errorNumber: errno) }
    defer { close(descriptor) }
    announceReading(of: descriptor, count: Int.max)
    var digest = DigestStream(algorithm)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { buffer.deallocate() }
    let text = Array(path.utf8)
    while true {
      let count = try readSome(from: descriptor, into: buffer, path: text)
      if count == 0 { return digest.finalize() }
      digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// The SHA-256 digest of the NAR of what is at `path`: what `nix-hash --type sha256` prints.
  ///
  /// - Throws: `ContentHashError` if anything there can't be read or put into a NAR.
  package static func nar(ofPath path: String) throws(ContentHashError) -> ContentHash {
    let sink = try NarPath.write(path, to: ThreadedSink())
    return sink.digest.finalize(after: UnsafeRawBufferPointer(start: nil, count: 0))
  }
}
