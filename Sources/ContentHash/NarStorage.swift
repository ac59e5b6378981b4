#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file's contents in a `NarStorage`: first what is in memory, then what is on disk.
struct NarContents {
  fileprivate(set) var memory: [UInt8] = []
  /// The place of the rest in the storage's temporary file.
  fileprivate(set) var spilled: [Range<Int>] = []

  var count: Int { spilled.reduce(memory.count) { $0 + $1.count } }
}

/// Where a `NarTree` keeps contents: memory up to a limit, then a temporary file without a name.
struct NarStorage: ~Copyable {
  private let memoryLimit: Int
  private let folder: String?
  private var memoryCount = 0
  private var spilledCount = 0
  private var descriptor: CInt = -1

  /// The temporary file's template, for messages too; mkstemp puts a free name in the place of the X.
  private var template: String {
    let folder = self.folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    return (folder.isEmpty ? "/tmp" : folder) + "/nixgraft-XXXXXX"
  }

  init(memoryLimit: Int, folder: String?) {
    self.memoryLimit = memoryLimit
    self.folder = folder
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Appends `bytes` to `contents`.
  mutating func append(
    _ bytes: UnsafeRawBufferPointer, to contents: inout NarContents
  ) throws(ContentHashError) {
    if descriptor < 0 && bytes.count <= memoryLimit - memoryCount {
      memoryCount += bytes.count
      contents.memory.append(contentsOf: bytes)
      return
    }
    if descriptor < 0 { try openTemporaryFile() }
    let start = spilledCount
    while spilledCount - start < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[(spilledCount - start)...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(spilledCount))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .unreadable(path: template, errorNumber: errno) }
      spilledCount += count
    }
    if let last = contents.spilled.last, last.upperBound == start {
      contents.spilled[contents.spilled.count - 1] = last.lowerBound..<spilledCount
    } else if start < spilledCount {
      contents.spilled.append(start..<spilledCount)
    }
  }

  /// Writes `contents` as one string.
  func write<Sink: NarSink>(
    _ contents: NarContents, to writer: inout NarWriter<Sink>
  ) throws(ContentHashError) {
    guard !contents.spilled.isEmpty else {
      writer.write(contents.memory)
      return
    }
    var memory = contents.memory[...]
    var spilled = contents.spilled[...]
    try writer.write(count: contents.count) { buffer throws(ContentHashError) in
      if !memory.isEmpty {
        let count = min(memory.count, buffer.count)
        buffer.copyBytes(from: memory.prefix(count))
        memory = memory.dropFirst(count)
        return count
      }
      guard let range = spilled.first else { throw .changedWhileReading(path: template) }
      let wanted = min(range.count, buffer.count)
      var count = pread(descriptor, buffer.baseAddress, wanted, off_t(range.lowerBound))
      while count < 0 && errno == EINTR {
        count = pread(descriptor, buffer.baseAddress, wanted, off_t(range.lowerBound))
      }
      guard count > 0 else { throw .unreadable(path: template, errorNumber: errno) }
      if count == range.count {
        spilled = spilled.dropFirst()
      } else {
        spilled[spilled.startIndex] = (range.lowerBound + count)..<range.upperBound
      }
      return count
    }
  }

  private mutating func openTemporaryFile() throws(ContentHashError) {
    var name = Array(template.utf8CString)
    descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw .unreadable(path: template, errorNumber: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(name)
  }
}
