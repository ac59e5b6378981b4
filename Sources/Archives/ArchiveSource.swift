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

  private static let bufferSize = 128 << 10
  private static let prefixLimit = 512

  private let name: String
  private let input: Input
  private let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: bufferSize, alignment: 64)
  /// The next byte's offset in a file or in memory.
  private var position = 0
  /// What of the last chunk was not handed on yet.
  private var chunk: ArraySlice<UInt8> = []

  /// The first bytes, by which to tell what is not an archive.
  private(set) var prefix: [UInt8] = []
  /// How many bytes were handed on, those twice that were read again.
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

  deinit { buffer.deallocate() }

  /// Attaches the callbacks to a libarchive reader, which must not outlive the source.
  func attach(to handle: OpaquePointer) {
    archive_read_set_callback_data(handle, Unmanaged.passUnretained(self).toOpaque())
    archive_read_set_read_callback(handle) { _, source, bytes in
      guard let source, let bytes else { return -1 }
      // What the giver of chunks left there is not libarchive's; see `UTF8Locale`.
      defer { UTF8Locale.clearErrorNumber() }
      return Unmanaged<ArchiveSource>.fromOpaque(source).takeUnretainedValue().read(bytes)
    }
    guard size != nil else { return }
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
    var bytes: UnsafeRawPointer?
    while true {
      let count = read(&bytes)
      if let failure { throw failure }
      if count <= 0 { return }
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
    guard failure == nil else { return -1 }
    let count: Int
    switch input {
    case .file(let file, _): count = readFile(file)
    case .memory(let memory): count = copy(memory[min(position, memory.count)...])
    case .chunks(let next): count = readChunk(next)
    }
    guard count > 0 else { return count }
    position += count
    byteCount += count
    if prefix.count < Self.prefixLimit {
      prefix += buffer[..<min(count, Self.prefixLimit - prefix.count)]
    }
    bytes.pointee = UnsafeRawPointer(buffer.baseAddress)
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
    while chunk.isEmpty {
      do {
        guard let bytes = try next() else { return 0 }
        chunk = bytes[...]
      } catch {
        self.error = error
        failure = .sourceFailed(archive: name, reason: String(describing: error))
        return -1
      }
    }
    let count = copy(chunk)
    chunk = chunk.dropFirst(count)
    return count
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
