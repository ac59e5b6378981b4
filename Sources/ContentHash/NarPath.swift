#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The NAR serialisation of a file, folder or symbolic link on disk.
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
    try serialization.writeNode(
      name: Array(path.utf8) + [0], kind: .unknown, in: AT_FDCWD, depth: 0)
    return serialization.writer.finish()
  }

  private mutating func writeNode(
    name: [UInt8], kind: Kind, in folder: CInt, depth: Int
  ) throws(ContentHashError) {
    var kind = kind
    if kind == .unknown {
      var status = stat()
      let result = withCString(name) { fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) }
      guard result == 0 else { throw unreadable() }
      kind = Kind(mode: status.st_mode)
    }
    switch kind {
    case .file: try writeFile(name: name, in: folder)
    case .folder: try writeFolder(name: name, in: folder, depth: depth)
    case .link: writer.symbolicLink(to: try linkTarget(name: name, in: folder))
    case .unknown, .other: throw .unsupportedFile(path: text)
    }
  }

  private mutating func writeFile(name: [UInt8], in folder: CInt) throws(ContentHashError) {
    let descriptor = withCString(name) {
      openat(folder, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }
    guard descriptor >= 0 else { throw unreadable() }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable() }
    guard Kind(mode: status.st_mode) == .file else { throw .changedWhileReading(path: text) }
    announceReading(of: descriptor, count: Int(status.st_size))
    writer.beginFile(executable: status.st_mode & S_IXUSR != 0)
    let text = path
    try writer.write(count: Int(status.st_size)) { buffer throws(ContentHashError) in
      let count = try readSome(from: descriptor, into: buffer, path: text)
      guard count > 0 else {
        throw .changedWhileReading(path: String(decoding: text, as: UTF8.self))
      }
      return count
    }
    writer.end()
  }

  private mutating func writeFolder(
    name: [UInt8], in folder: CInt, depth: Int
  ) throws(ContentHashError) {
    guard depth < depthLimit else { throw .tooDeep(path: text, depth: depthLimit) }
    let descriptor = withCString(name) {
      openat(folder, $0, O_RDONLY | O_NOFOLLOW | O_DIRECTORY | O_CLOEXEC)
    }
    guard descriptor >= 0 else { throw unreadable() }
    guard let stream = fdopendir(descriptor) else {
      let failure = unreadable()
      close(descriptor)
      throw failure
    }
    defer { closedir(stream) }
    var entries: [(name: [UInt8], kind: Kind)] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      if let named = Self.entry(entry) { entries.append(named) }
    }
    guard errno == 0 else { throw unreadable() }
    // The final NUL of a name sorts before any other byte, as a name's end should.
    entries.sort { isOrdered($0.name, before: $1.name) }

    writer.beginDirectory()
    let length = path.count
    for entry in entries {
      let entryName = Array(entry.name.dropLast())
      path.append(UInt8(ascii: "/"))
      path += entryName
      writer.beginEntry(entryName)
      try writeNode(name: entry.name, kind: entry.kind, in: descriptor, depth: depth + 1)
      writer.end()
      path.removeLast(path.count - length)
    }
    writer.end()
  }

  private func linkTarget(name: [UInt8], in folder: CInt) throws(ContentHashError) -> [UInt8] {
    var capacity = 1024
    while true {
      var target = [UInt8](repeating: 0, count: capacity)
      let count = target.withUnsafeMutableBytes { buffer in
        withCString(name) { name in
          buffer.withMemoryRebound(to: CChar.self) {
            $0.baseAddress.map { readlinkat(folder, name, $0, capacity) } ?? -1
          }
        }
      }
      guard count >= 0 else { throw unreadable() }
      if count < capacity { return Array(target[..<count]) }
      capacity *= 2
    }
  }

  private var text: String { String(decoding: path, as: UTF8.self) }

  private func unreadable() -> ContentHashError { .unreadable(path: text, errorNumber: errno) }
}

extension NarPath {
  private enum Kind {
    case file, folder, link, other, unknown

    init(mode: mode_t) {
      switch mode & S_IFMT {
      case S_IFREG: self = .file
      case S_IFDIR: self = .folder
      case S_IFLNK: self = .link
      default: self = .other
      }
    }
  }

  /// A folder's entry with its name NUL-terminated, or nil for `.` and `..`.
  private static func entry(
    _ entry: UnsafeMutablePointer<dirent>
  ) -> (name: [UInt8], kind: Kind)? {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    // The record may be shorter than the struct says: never load all of it.
    let start = UnsafeRawPointer(entry) + offset
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    let name = [UInt8](UnsafeRawBufferPointer(start: start, count: length + 1))
    if name == [UInt8(ascii: "."), 0] || name == [UInt8(ascii: "."), UInt8(ascii: "."), 0] {
      return nil
    }
    let kind: Kind
    switch Int(entry.pointee.d_type) {
    case Int(DT_REG): kind = .file
    case Int(DT_DIR): kind = .folder
    case Int(DT_LNK): kind = .link
    case Int(DT_UNKNOWN): kind = .unknown
    default: kind = .other
    }
    return (name, kind)
  }
}

/// Calls `body` with bytes that end in NUL as a C string.
private func withCString<Result>(
  _ name: [UInt8], _ body: (UnsafePointer<CChar>) -> Result
) -> Result {
  name.withUnsafeBufferPointer { buffer in
    buffer.withMemoryRebound(to: CChar.self) { text in
      // An array that holds its NUL isn't empty; the empty string is for the type checker.
      text.baseAddress.map(body) ?? "".withCString(body)
    }
  }
}
