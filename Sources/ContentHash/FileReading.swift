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
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
    defer { buffer.deallocate() }
    var stream = SHA256Stream()
    let text = Array(path.utf8)
    while true {
      let count = try readSome(from: descriptor, into: buffer, path: text)
      if count == 0 { return stream.finalize() }
      stream.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// The SHA-256 digest of the NAR of what is at `path`: what `nix-hash --type sha256` prints.
  ///
  /// - Throws: `ContentHashError` if anything there can't be read or put into a NAR.
  package static func nar(ofPath path: String) throws(ContentHashError) -> ContentHash {
    try NarPath.write(path, to: SHA256Stream()).finalize()
  }
}
