import Basics

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
  init(_ error: FileError, path: String? = nil) {
    self = .unreadable(path: path ?? error.path, reason: error.reason)
  }
}

extension ContentHash {
  /// The SHA-256 digest of a file's contents: what `nix-hash --flat --type sha256` prints.
  ///
  /// - Throws: `ContentHashError.unreadable`.
  package static func flat(ofFile path: String) throws(ContentHashError) -> ContentHash {
    let digest = SHA256Thread()
    var buffer = digest.buffer()
    defer { buffer.deallocate() }
    var used = 0
    do throws(FileError) {
      let file = try OpenFile(reading: path)
      file.announceSequentialReading()
      while true {
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[used...])
        let count = try file.read(into: room)
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
    } catch {
      throw ContentHashError(error)
    }
  }

  /// The digest of a file's contents: what `nix-hash --flat --type ALGORITHM` prints.
  ///
  /// - Throws: `ContentHashError.unreadable`.
  package static func flat(
    ofFile path: String, _ algorithm: Algorithm
  ) throws(ContentHashError) -> ContentHash {
    if algorithm == .sha256 { return try flat(ofFile: path) }
    var digest = DigestStream(algorithm)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { buffer.deallocate() }
    do throws(FileError) {
      let file = try OpenFile(reading: path)
      file.announceSequentialReading()
      while true {
        let count = try file.read(into: buffer)
        if count == 0 { return digest.finalize() }
        digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    } catch {
      throw ContentHashError(error)
    }
  }

  /// The SHA-256 digest of the NAR of what is at `path`: what `nix-hash --type sha256` prints.
  ///
  /// - Throws: `ContentHashError` if anything there cannot be read or put into a NAR.
  package static func nar(ofPath path: String) throws(ContentHashError) -> ContentHash {
    let sink = try NarPath.write(path, to: ThreadedSink())
    return sink.digest.finalize(after: UnsafeRawBufferPointer(start: nil, count: 0))
  }
}
