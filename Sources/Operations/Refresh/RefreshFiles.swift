import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that paths stand for.
enum RefreshFiles {
  private static let depthLimit = 64

  /// The paths, each folder replaced by the `.nix` files in it, in order; one file that has two
  /// names is there once.
  static func expand(_ paths: [String]) throws(Failure) -> [String] {
    var files: [String] = []
    var seen: Set<String> = []
    for path in paths {
      for file in TextFile.isFolder(path) ? try nixFiles(in: path, depth: 0) : [path]
      where seen.insert(TextFile.resolved(file)).inserted {
        files.append(file)
      }
    }
    return files
  }

  /// Reads files, and those that hold packages of theirs.
  ///
  /// - Throws: `Failure` where a file that was named is missing or doesn't parse.
  static func read(_ paths: [String]) throws(Failure) -> [RefreshFile] {
    var files: [RefreshFile] = []
    let named = Set(paths.map(TextFile.resolved))
    var seen: Set<String> = []
    for path in paths where seen.insert(TextFile.resolved(path)).inserted {
      let file = try RefreshFile(path: path)
      files.append(file)
      var waiting = file.packageFiles[...]
      while let next = waiting.popFirst() {
        let real = TextFile.resolved(next)
        guard !named.contains(real), seen.insert(real).inserted,
          let inner = try? RefreshFile(path: next)
        else { continue }
        files.append(inner)
        waiting += inner.packageFiles
      }
    }
    return files
  }

  /// The `.nix` files of a folder and those in it, hidden ones and links to folders left out.
  private static func nixFiles(
    in folder: String, depth: Int
  ) throws(Failure) -> [String] {
    guard depth < depthLimit else {
      throw Failure(.input, "'\(folder)' is more than \(depthLimit) folders deep")
    }
    let names: [String]
    do throws(Errno) {
      names = try TextFile.names(in: folder)
    } catch {
      throw Failure(.file, "cannot list the directory '\(folder)': \(error)")
    }
    var files: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        files += try nixFiles(in: path, depth: depth + 1)
      } else if name.hasSuffix(".nix"), !TextFile.isFolder(path) {
        files.append(path)
      }
    }
    return files
  }
}
