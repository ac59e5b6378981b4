/// One entry of an archive: what would stand at a path after unpacking.
package struct ArchiveEntry: Hashable, Sendable {
  /// What an entry is.
  package enum Kind: Hashable, Sendable {
    /// A file; `executable` if its owner may run it.
    case file(executable: Bool)
    case directory
    /// A symbolic link; nothing is known about where its target leads, so do not follow it.
    case symbolicLink(target: [UInt8])
    /// Another name of an earlier entry, whose `pathBytes` the target is.
    case hardLink(target: [UInt8])
  }

  /// The path's bytes: relative, `/` between names, none of which is empty, `.` or `..`.
  ///
  /// Empty only for the directory that an archive of `.` begins with.
  package let pathBytes: [UInt8]
  package let kind: Kind
  /// A file's unpacked size in bytes, or nil if the archive does not say it beforehand; else 0.
  package let size: Int?

  package init(pathBytes: [UInt8], kind: Kind, size: Int?) {
    self.pathBytes = pathBytes
    self.kind = kind
    self.size = size
  }

  /// The path as text; bytes that are not UTF-8 become U+FFFD.
  package var path: String { String(decoding: pathBytes, as: UTF8.self) }

  /// Whether the entry is a file, executable or not.
  package var isFile: Bool {
    if case .file = kind { true } else { false }
  }
}
