import SystemPackage

extension Files {
  /// The path from the root, not shortened.
  package static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    return Host.workingDirectory.map { "\($0)/\(path)" } ?? path
  }

  /// The absolute path of what is there, links followed; `nil` if there is nothing.
  package static func realPath(_ path: String) -> String? { try? SystemCall.realPath(path) }

  /// The path that links lead to, also where there is no file yet.
  package static func resolvingLinks(_ path: String) -> String {
    if let real = realPath(path) { return real }
    var path = path
    for _ in 0..<40 {
      guard let bytes = try? SystemCall.linkTarget(of: path, in: nil) else { return path }
      let target = String(decoding: bytes, as: UTF8.self)
      path = target.hasPrefix("/") ? target : "\(parent(of: path))/\(target)"
    }
    return path
  }

  /// The directory that a path is in: `.` for a bare name, `/` for the root.
  package static func parent(of path: String) -> String {
    let parent = FilePath(path).removingLastComponent()
    return parent.isEmpty ? "." : parent.string
  }

  /// The last name of a path; "" for the root.
  package static func name(of path: String) -> String {
    FilePath(path).lastComponent?.string ?? ""
  }
}

/// Where a file really is: Nix reads relative paths from the directory that a link leads to.
package struct FilePlace: Hashable, Sendable {
  /// The absolute path of the file, links followed; the file itself may be missing.
  package let path: String

  package init(_ path: String) {
    let absolute = Files.absolute(path)
    if let real = Files.realPath(absolute) {
      self.path = real
      return
    }
    let parent = Files.parent(of: absolute)
    let directory = Files.realPath(parent) ?? parent
    self.path = (directory == "/" ? "" : directory) + "/" + Files.name(of: absolute)
  }

  /// The directory that the file is in.
  package var directory: String { Files.parent(of: path) }

  /// The file's own name.
  package var name: String { Files.name(of: path) }

  /// Whether the file is in a directory or below it, links followed.
  package func isBelow(_ directory: String) -> Bool {
    path.hasPrefix(directory.hasSuffix("/") ? directory : directory + "/")
  }

  /// The path of `other` from this one's directory: `../lib/a.nix`, or `a.nix` beside it.
  ///
  /// It is absolute where the two have nothing in common but the root, since that says more.
  package func relativePath(to other: FilePlace) -> String {
    let own = directory.split(separator: "/")
    let theirs = other.path.split(separator: "/")
    let shared = zip(own, theirs).prefix { $0 == $1 }.count
    if shared == 0, !own.isEmpty { return other.path }
    let up = Array(repeating: "..", count: own.count - shared)
    return (up + theirs.dropFirst(shared).map(String.init)).joined(separator: "/")
  }
}
