import Basics

/// The NAR serialisation of a file, directory or symbolic link on disk.
///
/// As `nix-store --dump` does, it follows no link, sorts names by their bytes, and looks at no
/// permission but the owner's to execute.
struct NarPath<Sink: NarSink>: ~Copyable {
  /// Nesting beyond this is refused; every level keeps a file descriptor open.
  private let depthLimit = 400

  private var writer: NarWriter<Sink>
  /// The path of what is being written, for messages.
  private var path: [UInt8]

  /// Writes the NAR of what is at `path` to `sink` and returns that.
  static func write(_ path: String, to sink: Sink) throws(ContentHashError) -> Sink {
    var serialization = NarPath(writer: NarWriter(sink: sink), path: Array(path.utf8))
    try serialization.writeNode(Array(path.utf8CString), kind: nil, in: nil, depth: 0)
    return serialization.writer.finish()
  }

  private mutating func writeNode(
    _ name: [CChar], kind: FileStatus.Kind?, in directory: Directory?, depth: Int
  ) throws(ContentHashError) {
    let known = try readable { () throws(FileError) -> FileStatus.Kind in
      if let kind { return kind }
      return try Directory.status(of: name, in: directory).kind
    }
    switch known {
    case .file: try writeFile(name, in: directory)
    case .directory: try writeDirectory(name, in: directory, depth: depth)
    case .symbolicLink:
      let target = try readable { () throws(FileError) in
        try Directory.linkTarget(of: name, in: directory)
      }
      writer.symbolicLink(to: target)
    case .other: throw .unsupportedFile(path: text)
    }
  }

  private mutating func writeFile(
    _ name: [CChar], in directory: Directory?
  ) throws(ContentHashError) {
    let file = try readable { () throws(FileError) in try Directory.open(name, in: directory) }
    let status = try readable { () throws(FileError) in try file.status() }
    guard status.isFile else { throw .changedWhileReading(path: text) }
    if status.size > 1 << 20 { file.announceSequentialReading() }
    writer.beginFile(executable: status.permissions & 0o100 != 0)
    let path = path
    try writer.write(count: status.size) { buffer throws(ContentHashError) in
      let count: Int
      do throws(FileError) {
        count = try file.read(into: buffer)
      } catch {
        throw ContentHashError(error, path: String(decoding: path, as: UTF8.self))
      }
      guard count > 0 else {
        throw .changedWhileReading(path: String(decoding: path, as: UTF8.self))
      }
      return count
    }
    writer.end()
  }

  private mutating func writeDirectory(
    _ name: [CChar], in parent: Directory?, depth: Int
  ) throws(ContentHashError) {
    guard depth < depthLimit else { throw .tooDeep(path: text, depth: depthLimit) }
    let directory = try readable { () throws(FileError) in try Directory(name, in: parent) }
    let entries = try readable { () throws(FileError) in try directory.entries() }
      .sorted { ByteSearch.isOrdered($0.nameBytes, before: $1.nameBytes) }
    writer.beginDirectory()
    let length = path.count
    for entry in entries {
      path.append(UInt8(ascii: "/"))
      path += entry.nameBytes
      writer.beginEntry(entry.nameBytes)
      try writeNode(entry.cString, kind: entry.kind, in: directory, depth: depth + 1)
      writer.end()
      path.removeLast(path.count - length)
    }
    writer.end()
  }

  private var text: String { String(decoding: path, as: UTF8.self) }

  /// What `read` gives; its error becomes one of the path that is being written.
  private func readable<Value>(
    _ read: () throws(FileError) -> Value
  ) throws(ContentHashError) -> Value {
    do { return try read() } catch { throw ContentHashError(error, path: text) }
  }
}
