import Basics

/// The files that paths stand for.
enum RefreshFiles {
  private static let depthLimit = 64

  /// The paths, each directory replaced by the `.nix` files in it, in order; one file that has two
  /// names is there once.
  static func expand(_ paths: [String]) throws(Failure) -> [String] {
    var files: [String] = []
    var seen: Set<String> = []
    for path in paths {
      for file in Files.isDirectory(path)
        ? try nixFiles(in: path, root: FilePlace(path).path, depth: 0) : [path]
      where seen.insert(Files.resolvingLinks(file)).inserted {
        files.append(file)
      }
    }
    return files
  }

  /// Reads files, and those that hold packages of theirs.
  ///
  /// - Throws: `Failure` if a file that was named is missing or doesn't parse.
  static func read(_ paths: [String]) throws(Failure) -> [RefreshFile] {
    var files: [RefreshFile] = []
    let named = Set(paths.map(Files.resolvingLinks))
    var seen: Set<String> = []
    for path in paths where seen.insert(Files.resolvingLinks(path)).inserted {
      let file = try RefreshFile(path: path)
      files.append(file)
      let folder = FilePlace(path).directory
      var waiting = file.packageFiles[...]
      while let next = waiting.popFirst() {
        let real = Files.resolvingLinks(next)
        guard !named.contains(real), FilePlace(next).isBelow(folder), seen.insert(real).inserted,
          let inner = try? RefreshFile(path: next)
        else { continue }
        files.append(inner)
        waiting += inner.packageFiles
      }
    }
    return files
  }

  /// The `.nix` files of a directory and those in it; left out are hidden ones, links to directories, links
  /// that lead out of the named directory, and anything but regular files.
  private static func nixFiles(
    in folder: String, root: String, depth: Int
  ) throws(Failure) -> [String] {
    guard depth < depthLimit else {
      throw Failure(.input, "'\(folder)' is more than \(depthLimit) directories deep")
    }
    let names: [String]
    do {
      names = try Files.names(in: folder)
    } catch {
      throw Failure(.file, "cannot list the directory '\(folder)': \(error.reason)")
    }
    var files: [String] = []
    for name in names where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard let status = Files.status(of: path, followsLinks: false) else { continue }
      if status.isDirectory {
        files += try nixFiles(in: path, root: root, depth: depth + 1)
      } else if name.hasSuffix(".nix"), Files.status(of: path)?.isFile == true,
        status.kind != .symbolicLink || FilePlace(path).isBelow(root)
      {
        files.append(path)
      }
    }
    return files
  }
}
