import Basics

/// Why an archive couldn't be read; `archive` is its file name or URL.
package enum ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The limits of `ArchiveLimits`, and that on what is read into memory at once.
  package enum Limit: String, Hashable, Sendable {
    case entryCount = "entries"
    case entrySize = "bytes in one entry"
    case totalSize = "bytes unpacked"
    case ratio = "times its own size unpacked"
    case contents = "bytes in an entry that is read whole"
  }

  /// The file cannot be opened or read.
  case unreadable(archive: String, reason: String)
  /// The chunks' giver threw; `ArchiveReader.sourceError` has what it threw.
  case sourceFailed(archive: String, reason: String)
  /// The data is of no archive format known here, but `found`, such as "an HTML page".
  case notAnArchive(archive: String, found: String)
  /// The data ends too soon.
  case truncated(archive: String)
  /// The data breaks its format's rules.
  case malformed(archive: String, detail: String)
  /// An entry has an absolute path, or `..` or NUL in it, or leads through a symbolic link.
  case unsafePath(archive: String, path: String)
  /// An entry is a device, pipe or socket, or compressed or encrypted in a way not read here.
  case unsupportedEntry(archive: String, path: String, kind: String)
  /// The archive is larger than its reader allows.
  case tooLarge(archive: String, limit: Limit, value: Int)
  /// An entry's contents do not match the checksum beside them.
  case checksumMismatch(archive: String, path: String)

  package var description: String {
    switch self {
    case .unreadable(let archive, let reason):
      "cannot read '\(quotable(archive))': \(quotable(reason))"
    case .sourceFailed(let archive, let reason):
      "download of '\(quotable(archive))' failed: \(quotable(reason)); try again"
    case .notAnArchive(let archive, let found):
      "'\(quotable(archive))' is \(found), not an archive"
        + "; check its URL, or try again if the server was failing"
    case .truncated(let archive):
      "archive '\(quotable(archive))' ends too soon; download it again"
    case .malformed(let archive, let detail):
      "archive '\(quotable(archive))' is damaged: \(quotable(detail)); download it again"
    case .unsafePath(let archive, let path):
      "archive '\(quotable(archive))' has an entry '\(quotable(path))' that leads out of it"
        + "; do not unpack it"
    case .unsupportedEntry(let archive, let path, let kind):
      "archive '\(quotable(archive))' has an entry '\(quotable(path))' that is \(quotable(kind))"
        + "; it cannot be read here"
    case .tooLarge(let archive, let limit, let value):
      "archive '\(quotable(archive))' has more than \(value) \(limit.rawValue)"
        + "; it looks like a decompression bomb, so look at it before you use it"
    case .checksumMismatch(let archive, let path):
      "entry '\(quotable(path))' of archive '\(quotable(archive))' does not match its checksum"
        + "; download it again"
    }
  }
}
