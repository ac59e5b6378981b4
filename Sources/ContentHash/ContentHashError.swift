import Basics

/// What can be wrong with a digest's text, or with the files to be hashed.
package enum ContentHashError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text's length fits no encoding of the algorithm.
  case wrongLength(text: String, algorithm: ContentHash.Algorithm)
  /// The text holds characters its encoding does not have.
  case malformed(text: String)
  /// The prefix is not an algorithm that Nix knows.
  case unknownAlgorithm(name: String, text: String)
  /// The text's prefix and the place it is in disagree.
  case otherAlgorithm(text: String, expected: ContentHash.Algorithm)
  /// The system refused to open, list or read a file.
  case unreadable(path: String, reason: String)
  /// A file grew or shrank while it was read.
  case changedWhileReading(path: String)
  /// The path is a socket, pipe or device, which a NAR cannot hold.
  case unsupportedFile(path: String)
  /// Directories are nested deeper than `depth`.
  case tooDeep(path: String, depth: Int)
  /// The path is empty or absolute, has a `..` or NUL in it, or leads through a link.
  case unsafePath(path: String)
  /// The path was already given to something of another kind.
  case conflict(path: String)
  /// A hard link names a file that did not come before it.
  case missingLinkTarget(path: String, target: String)
  /// Stripping the root needs just one entry at the top.
  case notOneRoot(count: Int)
  /// A tree holds more entries or bytes than it may.
  case tooLarge(what: String, limit: Int)

  package var description: String {
    switch self {
    case .wrongLength(let text, let algorithm):
      "hash '\(quotable(text))' has the wrong length for \(algorithm.rawValue)"
        + "; give it in SRI, base-32 or base-16"
    case .malformed(let text):
      "hash '\(quotable(text))' has characters that its encoding does not; copy it again from its source"
    case .unknownAlgorithm(let name, let text):
      "hash '\(quotable(text))' is of unknown algorithm '\(quotable(name))'"
        + "; use md5, sha1, sha256 or sha512"
    case .otherAlgorithm(let text, let expected):
      "hash '\(quotable(text))' is not \(expected.rawValue), as its attribute says"
        + "; use the attribute 'hash' for it"
    case .unreadable(let path, let reason):
      "cannot read '\(quotable(path))': \(reason)"
    case .changedWhileReading(let path):
      "file '\(quotable(path))' changed while it was read; try again"
    case .unsupportedFile(let path):
      "'\(quotable(path))' is neither file, folder nor symbolic link; remove it and try again"
    case .tooDeep(let path, let depth):
      "'\(quotable(path))' is nested deeper than \(depth) folders; hash a folder within it"
    case .unsafePath(let path):
      "path '\(quotable(path))' would lead out of its tree; do not use this archive"
    case .conflict(let path):
      "path '\(quotable(path))' is both a folder and something else; do not use this archive"
    case .missingLinkTarget(let path, let target):
      "hard link '\(quotable(path))' names '\(quotable(target))', which is missing"
        + "; do not use this archive"
    case .notOneRoot(let count):
      "archive has \(count) entries at its top instead of one; use 'stripRoot = false'"
    case .tooLarge(let what, let limit):
      "archive has more than \(limit) \(what); unpack it and hash the folder"
    }
  }
}
