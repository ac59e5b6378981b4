import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that paths stand for.
enum RefreshFiles {
  private static let depthLimit = 64

  /// The paths, each folder replaced by the `.nix` files in it, in order.
  static func expand(_ paths: [String]) throws(OperationError) -> [String] {
    var files: [String] = []
    var seen: Set<String> = []
    for path in paths {
      for file in isFolder(path) ? try nixFiles(in: path, depth: 0) : [path]
      where seen.insert(file).inserted {
        files.append(file)
      }
    }
    return files
  }

  /// Reads files, and those that hold packages of theirs.
  ///
  /// - Throws: `OperationError` where a file that was named is missing or doesn't parse.
  static func read(_ paths: [String]) throws(OperationError) -> [RefreshFile] {
    var files: [RefreshFile] = []
    var seen: Set<String> = []
    for path in paths where seen.insert(path).inserted {
      let file = try RefreshFile(path: path)
      files.append(file)
      var waiting = file.packageFiles[...]
      while let next = waiting.popFirst() {
        guard !paths.contains(next), seen.insert(next).inserted,
          let inner = try? RefreshFile(path: next)
        else { continue }
        files.append(inner)
        waiting += inner.packageFiles
      }
    }
    return files
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The `.nix` files of a folder and those in it, hidden ones and links to folders left out.
  private static func nixFiles(
    in folder: String, depth: Int
  ) throws(OperationError) -> [String] {
    guard depth < depthLimit, let stream = opendir(folder) else {
      throw OperationError(
        .network, "can't list the folder '\(folder)': \(Errno(rawValue: errno))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX)) {
          String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    var files: [String] = []
    for name in names.sorted() {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        files += try nixFiles(in: path, depth: depth + 1)
      } else if name.hasSuffix(".nix"), !isFolder(path) {
        files.append(path)
      }
    }
    return files
  }
}
