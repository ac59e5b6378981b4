package import SystemPackage

/// Why a file could not be read or written.
package enum FileError: Error, Hashable, Sendable {
  /// There is nothing at the path.
  case notFound(path: String)
  /// The user may not do that, or the file is read-only.
  case notPermitted(path: String, Errno)
  /// A file is wanted, and there is a directory, device, pipe or socket.
  case notAFile(path: String)
  /// The file has further names, which would keep the old contents.
  case hardLinked(path: String)
  /// The file has more bytes than the caller takes.
  case tooLarge(path: String, limit: Int)
  /// A temporary or cache directory is not the user's own.
  case notOwn(path: String)
  /// Any other error of the system.
  case system(path: String, Errno)

  package init(_ path: String, _ number: Errno) {
    switch number {
    case .noSuchFileOrDirectory: self = .notFound(path: path)
    case .permissionDenied, .notPermitted, .readOnlyFileSystem:
      self = .notPermitted(path: path, number)
    default: self = .system(path: path, number)
    }
  }

  package var path: String {
    switch self {
    case .notFound(let path), .notPermitted(let path, _), .notAFile(let path),
      .hardLinked(let path), .tooLarge(let path, _), .notOwn(let path), .system(let path, _):
      path
    }
  }

  /// Whether there is nothing at the path, or what should be a directory above it is none.
  package var isAbsence: Bool {
    switch self {
    case .notFound: true
    case .system(_, let number): number == .notDirectory
    default: false
    }
  }

  /// The reason in the system's words, to follow a colon: `permission denied`.
  package var reason: String {
    switch self {
    case .notFound: Self.words(.noSuchFileOrDirectory)
    case .notPermitted(_, let number), .system(_, let number): Self.words(number)
    case .notAFile: "not a regular file"
    case .hardLinked: "it has other names (hard links), which would keep the old contents"
    case .tooLarge(_, let limit): "larger than \(limit) bytes"
    case .notOwn: "not a directory of your own"
    }
  }

  static func words(_ number: Errno) -> String {
    let text = number.description
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension FileError: CustomStringConvertible {
  package var description: String { "'\(quotable(path))': \(reason)" }
}

/// Makes calls whose errors are those of one path.
func withPath<Value>(
  _ path: @autoclosure () -> String, _ body: () throws(Errno) -> Value
) throws(FileError) -> Value {
  do { return try body() } catch { throw FileError(path(), error) }
}
