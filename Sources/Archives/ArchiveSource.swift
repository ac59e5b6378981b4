import Basics
import CArchive

/// The bytes of an archive, as libarchive's callbacks ask for them.
final class ArchiveSource {
  /// Where the bytes come from.
  enum Input {
    case file(OpenFile, size: Int)
    case memory([UInt8])
    case chunks(() throws -> [UInt8]?)
  }

  /// The giver of bytes failed; `failure` says why.
  private struct Ended: Error {}

  private static let bufferSize = 128 << 10
  private static let prefixLimit = 512

  private let name: String
  private let input: Input
  private let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: bufferSize, alignment: 64)
  /// What unpacks the bytes, where they are gzip, and where to.
  private var gzip: GzipStream?
  private var unpacked = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  /// The next byte's offset in a file or in memory.
  private var position = 0
  /// What of the last chunk was not handed on yet.
  private var chunk: ArraySlice<UInt8> = []

  /// The first bytes, by which to tell what is not an archive.
  private(set) var prefix: [UInt8] = []
  /// How many bytes were taken from the input, those twice that were read again.
  private(set) var byteCount = 0
  /// Why reading stopped, if it did before the end.
  private(set) var failure: ArchiveError?
  /// What the chunks' giver threw.
  private(set) var error: (any Error)?

  init(name: String, input: Input) {
    self.name = name
    self.input = input
  }

  /// Opens the file at `path`.
  convenience init(path: String) throws(ArchiveError) {
    let file: OpenFile
    let status: FileStatus
    do throws(FileError) {
      file = try OpenFile(reading: path)
      status = try file.status()
    } catch {
      throw .unreadable(archive: path, reason: error.reason)
    }
    guard status.isFile else { throw .unreadable(archive: path, reason: "it is not a file") }
    self.init(name: path, input: .file(file, size: status.size))
  }

  deinit {
    buffer.deallocate()
    unpacked.deallocate()
  }

  /// Whether the bytes are gzip data, which libarchive then never sees; known once attached.
  var isGzip: Bool { gzip != nil }

  /// Attaches the callbacks to a libarchive reader, which must not outlive the source.
  func attach(to handle: OpaquePointer) {
    if beginsAsGzip() {
      gzip = GzipStream()
      unpacked = .allocate(byteCount: Self.bufferSize, alignment: 64)
    }
    archive_read_set_callback_data(handle, Unmanaged.passUnretained(self).toOpaque())
    archive_read_set_read_callback(handle) { _, source, bytes in
      guard let source, let bytes else { return -1 }
      // What the giver of chunks left there is not libarchive's; see `UTF8Locale`.
      defer { UTF8Locale.clearErrorNumber() }
      return Unmanaged<ArchiveSource>.fromOpaque(source).takeUnretainedValue().read(bytes)
    }
    guard size != nil, gzip == nil else { return }
    archive_read_set_seek_callback(handle) { _, source, offset, origin in
      guard let source else { return -1 }
      let value = Unmanaged<ArchiveSource>.fromOpaque(source).takeUnretainedValue()
      return value.seek(to: offset, from: origin)
    }
    archive_read_set_skip_callback(handle) { _, source, count in
      guard let source else { return 0 }
      return Unmanaged<ArchiveSource>.fromOpaque(source).takeUnretainedValue().skip(count)
    }
  }

  /// Reads the bytes that are left, so that whoever gives the chunks sees all of them.
  func drain() throws(ArchiveError) {
    while readInput() > 0 {}
    if let failure { throw failure }
  }

  /// Unpacks more of gzip data and returns the number of its bytes; 0 at the end, where its checksum
  /// is, and for other data.
  func passOver() throws(ArchiveError) -> Int {
    guard let gzip else { return 0 }
    let count = unpack(gzip)
    if let failure { throw failure }
    return max(0, count)
  }

  /// Whether the data begins as gzip does; where it comes in chunks, the first is awaited.
  private func beginsAsGzip() -> Bool {
    let mark = GzipStream.mark
    switch input {
    case .memory(let bytes): return bytes.starts(with: mark)
    case .file(let file, _):
      return readFile(file) >= mark.count && buffer.prefix(mark.count).elementsEqual(mark)
    case .chunks(let next):
      guard awaitChunk(next) else { return false }
      return mark.starts(with: chunk.prefix(mark.count))
    }
  }

  /// The number of bytes in a file or in memory; nil for chunks.
  private var size: Int? {
    switch input {
    case .file(_, let size): size
    case .memory(let bytes): bytes.count
    case .chunks: nil
    }
  }

  /// Points `bytes` to the bytes that follow and returns their number: 0 at the end, -1 on failure.
  private func read(_ bytes: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    let count = gzip.map(unpack) ?? readInput()
    if count > 0 {
      bytes.pointee = UnsafeRawPointer(gzip == nil ? buffer.baseAddress : unpacked.baseAddress)
    }
    return count
  }

  /// Unpacks the bytes that follow, as `readInput` reads.
  private func unpack(_ gzip: GzipStream) -> Int {
    guard failure == nil else { return -1 }
    do {
      return try gzip.read(into: unpacked) {
        let count = readInput()
        guard count >= 0 else { throw Ended() }
        return count == 0 ? nil : UnsafeRawBufferPointer(rebasing: buffer[..<count])
      }
    } catch let error as GzipStream.Failure {
      failure = error.asArchiveError(name)
    } catch {
      // `readInput` has noted why.
    }
    return -1
  }

  /// Fills the buffer with the input's next bytes and returns their number: 0 at the end, -1 on
  /// failure.
  private func readInput() -> Int {
    guard failure == nil else { return -1 }
    let count: Int
    switch input {
    case .file(let file, _): count = readFile(file)
    case .memory(let memory): count = copy(memory[min(position, memory.count)...])
    case .chunks(let next): count = readChunk(next)
    }
    guard count > 0 else { return count }
    if prefix.count < Self.prefixLimit {
      prefix += buffer[..<min(count, Self.prefixLimit - prefix.count)]
    }
    position += count
    byteCount += count
    return count
  }

  private func readFile(_ file: OpenFile) -> Int {
    do {
      return try file.read(into: buffer, at: position)
    } catch {
      failure = .unreadable(archive: name, reason: error.reason)
      return -1
    }
  }

  private func readChunk(_ next: () throws -> [UInt8]?) -> Int {
    guard awaitChunk(next) else { return failure == nil ? 0 : -1 }
    let count = copy(chunk)
    chunk = chunk.dropFirst(count)
    return count
  }

  /// Waits for a chunk where none is left; false at their end or on failure.
  private func awaitChunk(_ next: () throws -> [UInt8]?) -> Bool {
    while chunk.isEmpty {
      do {
        guard let bytes = try next() else { return false }
        chunk = bytes[...]
      } catch {
        self.error = error
        failure = .sourceFailed(archive: name, reason: String(describing: error))
        return false
      }
    }
    return true
  }

  private func copy(_ bytes: ArraySlice<UInt8>) -> Int {
    let piece = bytes.prefix(buffer.count)
    buffer.copyBytes(from: piece)
    return piece.count
  }

  private func seek(to offset: Int64, from origin: CInt) -> Int64 {
    let start: Int64
    // SEEK_SET, SEEK_CUR, SEEK_END.
    switch origin {
    case 0: start = 0
    case 1: start = Int64(position)
    case 2: start = Int64(size ?? 0)
    default: return Int64(ARCHIVE_FATAL)
    }
    let (target, overflow) = start.addingReportingOverflow(offset)
    guard !overflow, target >= 0, target <= Int64(size ?? 0) else { return Int64(ARCHIVE_FATAL) }
    position = Int(target)
    return target
  }

  private func skip(_ count: Int64) -> Int64 {
    let skipped = max(0, min(count, Int64((size ?? 0) - position)))
    position += Int(skipped)
    return skipped
  }
}

extension GzipStream.Failure {
  fileprivate func asArchiveError(_ name: String) -> ArchiveError {
    switch self {
    case .checksum:
      .malformed(archive: name, detail: "its contents do not match the checksum at its end")
    case .truncated: .truncated(archive: name)
    case .malformed(let words): .malformed(archive: name, detail: words)
    case .noMemory: .unreadable(archive: name, reason: "out of memory")
    }
  }
}
