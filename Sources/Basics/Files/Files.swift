import SystemPackage

/// Whole files, directories and paths.
package enum Files {
  // MARK: Reading

  /// Reads a regular file, or the bytes of it at `offsets`; fewer where it is shorter.
  package static func read(
    _ path: String, offsets: Range<Int>? = nil
  ) throws(FileError) -> [UInt8] {
    try readWithStatus(path, offsets: offsets).bytes
  }

  /// Reads as `read(_:offsets:)` does, and gives what the system says about the file.
  package static func readWithStatus(
    _ path: String, offsets: Range<Int>? = nil
  ) throws(FileError) -> (bytes: [UInt8], status: FileStatus) {
    let file = try OpenFile(reading: path)
    let status = try file.status()
    guard status.isFile else { throw .notAFile(path: path) }
    let wanted = offsets ?? 0..<status.size
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted.count) { buffer, count in
      do throws(FileError) {
        while count < wanted.count {
          let room = UnsafeMutableRawBufferPointer(
            UnsafeMutableBufferPointer(rebasing: buffer[count..<wanted.count]))
          let amount = try file.read(into: room, at: wanted.lowerBound + count)
          if amount == 0 { return }
          count += amount
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return (bytes, status)
  }

  /// Reads whatever a user named, pipes included, up to `limit` bytes.
  package static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    let file = try OpenFile(reading: path)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(try file.status().size, limit))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try buffer.withUnsafeMutableBufferPointer { (room) throws(FileError) in
        try file.read(into: UnsafeMutableRawBufferPointer(room))
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limit { throw .tooLarge(path: path, limit: limit) }
    }
  }

  /// Reads the whole of a regular file of up to `limit` bytes; what is none is not even opened, so
  /// that a pipe is not waited for and a device does nothing.
  package static func readFile(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    if let status = status(of: path), status.kind == .other { throw .notAFile(path: path) }
    return try read(path, limit: limit)
  }

  /// The text of a small file (less than 64 KiB) without white space around it; `nil` if it
  /// cannot be read.
  package static func trimmedText(of path: String) -> String? {
    guard let bytes = try? read(path), bytes.count < 1 << 16 else { return nil }
    return String(ASCII.trimmed(String(decoding: bytes, as: UTF8.self)))
  }

  // MARK: Writing

  /// Puts a file in place of another, without regard to its mode or to links; for caches.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let file = try AtomicFile(path: path)
    try file.append(bytes)
    try file.commit()
  }

  /// Writes a user's file: whole or not at all, through links to what they lead to, with the mode,
  /// owner and group of the file that is there, and safely on the disk.
  ///
  /// - Throws: `FileError.notAFile` if there is a directory, device, pipe or socket;
  ///   `.notPermitted` where there is a read-only file, whoever asks, or one whose owner cannot be
  ///   kept; `.hardLinked` where it has further names.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let target = resolvingLinks(path)
    let old = try writable(target)
    let temporary = Leftovers.name(beside: target)
    // Leftovers of a killed run are not wanted any more.
    try? SystemCall.remove(temporary)
    do throws(Errno) {
      let descriptor = try SystemCall.open(
        temporary, in: nil, for: .creating(mode: old == nil ? 0o644 : 0o600))
      do throws(Errno) {
        if let old {
          let new = try SystemCall.status(of: descriptor)
          if new.owner != old.owner || new.group != old.group {
            try SystemCall.setOwner(old.owner, group: old.group, of: descriptor)
          }
          // Unlike that of a new file, this mode is not cut by the umask. A change of owner takes
          // bits away, so it comes first.
          try SystemCall.setPermissions(old.permissions, of: descriptor)
        }
        try bytes.withUnsafeBufferPointer { (bytes) throws(Errno) in
          try SystemCall.write(descriptor, UnsafeRawBufferPointer(bytes))
        }
        try SystemCall.synchronise(descriptor)
      } catch {
        try? SystemCall.close(descriptor)
        throw error
      }
      try SystemCall.close(descriptor)
      try SystemCall.rename(temporary, to: target)
    } catch {
      try? SystemCall.remove(temporary)
      throw FileError(path, error)
    }
  }

  /// The file that `write` would replace; `nil` if there is none.
  ///
  /// - Throws: What `write` would, as far as that can be checked beforehand.
  @discardableResult
  package static func writable(_ path: String) throws(FileError) -> FileStatus? {
    let target = resolvingLinks(path)
    let status: FileStatus
    do throws(FileError) {
      status = try Directory.status(of: target, in: nil, followsLinks: true)
    } catch .notFound {
      return nil
    } catch {
      throw error.at(path)
    }
    guard status.isFile else { throw .notAFile(path: path) }
    // The superuser may write anything, but a file that is read-only is so for a reason.
    guard status.permissions & 0o222 != 0, isAccessible(target, for: .writing) else {
      throw FileError(path, .permissionDenied)
    }
    guard status.links < 2 else { throw .hardLinked(path: path) }
    return status
  }

  /// Removes a file, if it is there.
  package static func remove(_ path: String) { try? SystemCall.remove(path) }

  /// Removes what is at a path with all that it holds; links are removed, not followed.
  package static func removeTree(_ path: String) {
    guard let status = status(of: path, followsLinks: false) else { return }
    guard status.isDirectory else { return remove(path) }
    // A directory that its maker has closed is still its owner's to empty.
    if status.permissions & 0o700 != 0o700 { try? SystemCall.setPermissions(0o700, of: path) }
    for entry in (try? entries(in: path)) ?? [] { removeTree("\(path)/\(entry.name)") }
    try? SystemCall.removeDirectory(path)
  }

  /// Sets the time of a file's last change to now.
  package static func touch(_ path: String) { SystemCall.touch(path) }

  /// Sets the bits of a file's mode.
  package static func setPermissions(_ permissions: Int, of path: String) throws(FileError) {
    try withPath(path) { () throws(Errno) in try SystemCall.setPermissions(permissions, of: path) }
  }

  /// Makes a symbolic link.
  package static func makeLink(at path: String, to target: String) throws(FileError) {
    try withPath(path) { () throws(Errno) in try SystemCall.makeLink(at: path, to: target) }
  }

  // MARK: Directories

  /// Makes a directory and those above it, where they are missing.
  package static func makeDirectories(_ path: String, mode: Int = 0o755) throws(FileError) {
    do throws(Errno) {
      try SystemCall.makeDirectory(path, mode: mode)
    } catch .fileExists {
      return
    } catch .noSuchFileOrDirectory where parent(of: path) != path {
      try makeDirectories(parent(of: path), mode: mode)
      do { try SystemCall.makeDirectory(path, mode: mode) } catch {
        if error != .fileExists { throw FileError(path, error) }
      }
    } catch {
      // What is there may be on a file system that is read-only.
      if !isDirectory(path) { throw FileError(path, error) }
    }
  }

  /// What is in a directory, without `.` and `..`, in no order.
  package static func entries(in path: String) throws(FileError) -> [DirectoryEntry] {
    let directory = try Directory(path)
    do { return try directory.entries() } catch { throw error.at(path) }
  }

  /// The sorted names in a directory.
  package static func names(in path: String) throws(FileError) -> [String] {
    try entries(in: path).map(\.name).sorted()
  }

  // MARK: Status

  /// What the system says about a file; `nil` if there is nothing.
  package static func status(of path: String, followsLinks: Bool = true) -> FileStatus? {
    try? Directory.status(of: path, in: nil, followsLinks: followsLinks)
  }

  /// Whether there is anything at a path; a link that leads nowhere is nothing.
  package static func exists(_ path: String) -> Bool { isAccessible(path, for: []) }

  package static func isDirectory(_ path: String) -> Bool { status(of: path)?.isDirectory == true }

  /// Whether the user may use what is at a path in these ways.
  package static func isAccessible(_ path: String, for access: FileAccess) -> Bool {
    SystemCall.isAccessible(path, for: access)
  }
}

extension FileError {
  /// The same error of another path.
  func at(_ path: String) -> FileError {
    switch self {
    case .notFound: .notFound(path: path)
    case .notPermitted(_, let number): .notPermitted(path: path, number)
    case .notAFile: .notAFile(path: path)
    case .hardLinked: .hardLinked(path: path)
    case .tooLarge(_, let limit): .tooLarge(path: path, limit: limit)
    case .notOwn: .notOwn(path: path)
    case .system(_, let number): .system(path: path, number)
    }
  }
}
