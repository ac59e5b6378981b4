import OverlayEditing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a file really is: Nix reads relative paths from the folder that a link leads to.
struct FilePlace {
  /// The absolute path of the file, links followed.
  let path: String

  init(_ path: String) {
    let absolute = TextFile.absolute(path)
    if let real = TextFile.real(absolute) {
      self.path = real
      return
    }
    let parts = absolute.split(separator: "/", omittingEmptySubsequences: true)
    let folder = "/" + parts.dropLast().joined(separator: "/")
    let name = parts.last.map(String.init) ?? ""
    self.path = (TextFile.real(folder) ?? folder) + (folder == "/" ? "" : "/") + name
  }

  /// The folder that the file is in.
  var folder: String {
    let parts = path.split(separator: "/").dropLast()
    return "/" + parts.joined(separator: "/")
  }

  /// The file's own name.
  var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

  /// The name of the file's folder.
  var folderName: String { folder.split(separator: "/").last.map(String.init) ?? "" }

  /// How another file is named from this one's folder.
  func reference(to other: FilePlace) -> FileReference {
    let own = folder.split(separator: "/")
    let theirs = other.path.split(separator: "/")
    let shared = zip(own, theirs).prefix { $0 == $1 }.count
    // Nothing in common but the root: such a path says more as it is.
    if shared == 0, !own.isEmpty {
      return FileReference(relative: other.path, absolute: other.path)
    }
    let up = Array(repeating: "..", count: own.count - shared)
    let relative = (up + theirs.dropFirst(shared).map(String.init)).joined(separator: "/")
    return FileReference(relative: relative, absolute: other.path)
  }

  /// Whether a file is in a folder that git keeps, or below one.
  var isInRepository: Bool {
    var parts = folder.split(separator: "/")
    while true {
      let folder = "/" + parts.joined(separator: "/")
      if access("\(folder == "/" ? "" : folder)/.git", F_OK) == 0 { return true }
      if parts.isEmpty { return false }
      parts.removeLast()
    }
  }
}
