import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whole-file reading and atomic writing.
package enum TextFile {
  /// The largest file that is read: 64 MiB.
  static let maximumBytes = 64 << 20

  /// The bytes of the file at `path`; `nil` when there is none.
  package static func read(_ path: String) throws(Failure) -> [UInt8]? {
    do {
      let file = try FileDescriptor.open(FilePath(path), .readOnly)
      defer { try? file.close() }
      var result: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
        if count == 0 { return result }
        result += buffer[..<count]
        if result.count > maximumBytes {
          throw Failure(.input, "'\(path)' is larger than 64 MiB")
        }
      }
    } catch let error as Failure {
      throw error
    } catch let error as Errno where error == .noSuchFileOrDirectory {
      return nil
    } catch {
      throw Failure(.file, "cannot read '\(path)': \(error)")
    }
  }

  /// Writes to a temporary name in the same folder, then renames over `path`, keeping the mode of
  /// the file that is there and following a link to its target.
  package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let target = resolved(path)
    let temporary = "\(target).nixgraft-\(getpid())"
    do {
      let mode = try writableMode(of: target)
      // What a run that was killed has left there is no longer wanted.
      unlink(temporary)
      let file = try FileDescriptor.open(
        FilePath(temporary), .writeOnly, options: [.create, .exclusiveCreate],
        permissions: FilePermissions(rawValue: mode == nil ? 0o644 : 0o600))
      do {
        // Unlike that of a new file, this mode is not cut by the umask.
        if let mode, fchmod(file.rawValue, mode) != 0 {
          throw Errno(rawValue: errno)
        }
        _ = try file.writeAll(bytes)
        guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
      } catch {
        try? file.close()
        throw error
      }
      try file.close()
      guard rename(temporary, target) == 0 else { throw Errno(rawValue: errno) }
    } catch {
      unlink(temporary)
      throw unwritable(path, error)
    }
  }

  /// Removes a file, if it is there.
  static func remove(_ path: String) {
    unlink(path)
  }

  /// The absolute path of a file.
  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  /// Whether there is anything at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a path is that of a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The absolute path of what is there, links followed; nil if there is nothing.
  static func real(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// The names in a folder but `.` and `..`, in no order.
  static func names(in folder: String) throws(Errno) -> [String] {
    guard let stream = opendir(folder) else { throw Errno(rawValue: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The path that links lead to, also where there is no file yet.
  static func resolved(_ path: String) -> String {
    if let real = real(path) { return real }
    var path = path
    for _ in 0..<40 {
      guard let target = target(ofLink: path) else { return path }
      path = target.hasPrefix("/") ? target : [folder(of: path), target].joined(separator: "/")
    }
    return path
  }

  /// What a symbolic link holds; nil if there is none.
  private static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The folder that a path is in.
  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Throws what writing a file would, as far as that can be told before.
  ///
  /// - Throws: `Failure` where its folder is missing, or where it is read-only.
  static func requireWritable(_ path: String) throws(Failure) {
    let target = resolved(path)
    let folder = folder(of: target)
    guard isFolder(folder) else {
      throw Failure(
        .input, "cannot write '\(path)': there is no directory '\(folder)'",
        hints: ["make it first: mkdir -p \(word: folder)"])
    }
    do {
      _ = try writableMode(of: target)
    } catch {
      throw unwritable(path, error)
    }
  }

  /// The mode of the file at a path without links; nil where there is none.
  ///
  /// - Throws: `Errno` where it may not be written: the superuser may write anything, but a file that
  ///   is read-only is so for a reason.
  private static func writableMode(of target: String) throws(Errno) -> mode_t? {
    var status = stat()
    guard stat(target, &status) == 0 else { return nil }
    guard status.st_mode & 0o222 != 0, access(target, W_OK) == 0 else {
      throw .permissionDenied
    }
    return status.st_mode & 0o777
  }

  private static func unwritable(_ path: String, _ error: any Error) -> Failure {
    Failure(
      .file, "cannot write '\(path)': \(error); the file is unchanged",
      hints: ["free some space or fix the permissions, then run the same command again"])
  }
}
