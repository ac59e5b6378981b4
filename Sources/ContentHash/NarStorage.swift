import Basics

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
  private let directory: String?
  private var memoryCount = 0
  private var spilledCount = 0
  private var file: OpenFile?

  init(memoryLimit: Int, directory: String?) {
    self.memoryLimit = memoryLimit
    self.directory = directory
  }

  /// Appends `bytes` to `contents`.
  mutating func append(
    _ bytes: UnsafeRawBufferPointer, to contents: inout NarContents
  ) throws(ContentHashError) {
    if file == nil && bytes.count <= memoryLimit - memoryCount {
      memoryCount += bytes.count
      contents.memory.append(contentsOf: bytes)
      return
    }
    guard !bytes.isEmpty else { return }
    let start = spilledCount
    do throws(FileError) {
      let parent = TemporaryDirectory.parent(directory ?? Host.variable("TMPDIR"))
      let file: OpenFile
      if let open = self.file { file = open } else { file = try OpenFile(namelessIn: parent) }
      self.file = file
      try file.write(bytes, at: start)
    } catch {
      throw ContentHashError(error)
    }
    spilledCount += bytes.count
    if let last = contents.spilled.last, last.upperBound == start {
      contents.spilled[contents.spilled.count - 1] = last.lowerBound..<spilledCount
    } else {
      contents.spilled.append(start..<spilledCount)
    }
  }

  /// Writes `contents` as one string.
  func write<Sink: NarSink>(
    _ contents: NarContents, to writer: inout NarWriter<Sink>
  ) throws(ContentHashError) {
    guard let file, !contents.spilled.isEmpty else {
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
      guard let range = spilled.first else { throw .changedWhileReading(path: file.path) }
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(range.count, buffer.count)])
      let count: Int
      do throws(FileError) {
        count = try file.read(into: room, at: range.lowerBound)
      } catch {
        throw ContentHashError(error)
      }
      guard count > 0 else { throw .changedWhileReading(path: file.path) }
      if count == range.count {
        spilled = spilled.dropFirst()
      } else {
        spilled[spilled.startIndex] = (range.lowerBound + count)..<range.upperBound
      }
      return count
    }
  }
}
