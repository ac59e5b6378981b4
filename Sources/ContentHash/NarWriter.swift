/// Something that takes a NAR's bytes as they are made.
protocol NarSink {
  mutating func write(_ bytes: UnsafeRawBufferPointer)

  /// A buffer for bytes in the making.
  mutating func buffer() -> UnsafeMutableRawBufferPointer
  /// Takes the first bytes of a buffer, which was its own, and gives one for the next.
  mutating func exchange(
    _ buffer: UnsafeMutableRawBufferPointer, count: Int
  ) -> UnsafeMutableRawBufferPointer
}

extension NarSink {
  // Large enough to make a call cheap, small enough to stay in the second-level cache.
  mutating func buffer() -> UnsafeMutableRawBufferPointer {
    .allocate(byteCount: 256 << 10, alignment: 64)
  }

  mutating func exchange(
    _ buffer: UnsafeMutableRawBufferPointer, count: Int
  ) -> UnsafeMutableRawBufferPointer {
    write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return buffer
  }
}

extension SHA256Stream: NarSink {
  mutating func write(_ bytes: UnsafeRawBufferPointer) { update(bytes) }
}

/// A writer of Nix's archive format: strings with a 64-bit little-endian length, padded to eight.
///
/// The format is "nix-archive-1" of Eelco Dolstra's thesis, figure 5.2. Bytes reach the sink in
/// large pieces, and a file's contents are read straight into the piece in the making.
struct NarWriter<Sink: NarSink>: ~Copyable {
  private(set) var sink: Sink
  private var buffer: UnsafeMutableRawBufferPointer
  private var used = 0

  init(sink: Sink) {
    self.sink = sink
    self.buffer = self.sink.buffer()
    write("nix-archive-1")
  }

  deinit { buffer.deallocate() }

  /// Hands what is left to the sink and returns it.
  mutating func finish() -> Sink {
    flush()
    return sink
  }

  mutating func write(_ token: StaticString) {
    write(UnsafeRawBufferPointer(start: token.utf8Start, count: token.utf8CodeUnitCount))
  }

  mutating func write(_ string: [UInt8]) {
    string.withUnsafeBytes { write($0) }
  }

  /// Writes one string: length, bytes, padding.
  mutating func write(_ string: UnsafeRawBufferPointer) {
    writeLength(string.count)
    writeRaw(string)
    pad(after: string.count)
  }

  /// Writes a string of `count` bytes, which `read` produces piece by piece.
  ///
  /// - Parameters:
  ///   - count: The string's length.
  ///   - read: Fills the start of a buffer that is not empty and says how many bytes it put there,
  ///     at least one; it throws when there are no more.
  /// - Throws: What `read` throws.
  mutating func write<Failure: Error>(
    count: Int, read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    writeLength(count)
    var remaining = count
    while remaining > 0 {
      // A fresh buffer for what is long, so that reads stay large and aligned.
      if used == buffer.count || (used > 0 && remaining > buffer.count - used) { flush() }
      let room = UnsafeMutableRawBufferPointer(
        rebasing: buffer[used..<(used + min(remaining, buffer.count - used))])
      let readCount = try read(room)
      used += readCount
      remaining -= readCount
    }
    pad(after: count)
  }

  private mutating func writeLength(_ count: Int) {
    withUnsafeBytes(of: UInt64(count).littleEndian) { writeRaw($0) }
  }

  private mutating func pad(after count: Int) {
    let padding = (8 - count % 8) % 8
    if padding > 0 {
      withUnsafeBytes(of: UInt64(0)) { writeRaw(UnsafeRawBufferPointer(rebasing: $0[..<padding])) }
    }
  }

  private mutating func writeRaw(_ bytes: UnsafeRawBufferPointer) {
    if bytes.count > buffer.count - used {
      flush()
      if bytes.count > buffer.count {
        sink.write(bytes)
        return
      }
    }
    guard let source = bytes.baseAddress, let target = buffer.baseAddress else { return }
    (target + used).copyMemory(from: source, byteCount: bytes.count)
    used += bytes.count
  }

  private mutating func flush() {
    if used > 0 {
      buffer = sink.exchange(buffer, count: used)
      used = 0
    }
  }
}

extension NarWriter {
  /// Writes a regular file up to its contents, which must follow.
  mutating func beginFile(executable: Bool) {
    write("(")
    write("type")
    write("regular")
    if executable {
      write("executable")
      write("")
    }
    write("contents")
  }

  mutating func beginDirectory() {
    write("(")
    write("type")
    write("directory")
  }

  /// Writes a directory entry up to what it names, which must follow.
  mutating func beginEntry(_ name: [UInt8]) {
    write("entry")
    write("(")
    write("name")
    write(name)
    write("node")
  }

  mutating func symbolicLink(to target: [UInt8]) {
    write("(")
    write("type")
    write("symlink")
    write("target")
    write(target)
    write(")")
  }

  /// Ends a file, directory or entry.
  mutating func end() { write(")") }
}
