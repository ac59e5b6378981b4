/// What stat(2) says about a file.
package struct FileStatus: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case file, directory, symbolicLink
    /// A device, pipe or socket.
    case other
  }

  package let kind: Kind
  /// Bytes.
  package let size: Int
  /// The twelve bits that chmod(2) sets.
  package let permissions: Int
  /// The number of the user whose file it is.
  package let owner: Int
  /// The number of the group that it belongs to.
  package let group: Int
  /// How many names it has.
  package let links: Int
  /// When it was last written, in seconds since 1970.
  package let seconds: Int
  package let nanoseconds: Int

  package var isFile: Bool { kind == .file }
  package var isDirectory: Bool { kind == .directory }
}

/// What a directory holds under one name.
package struct DirectoryEntry: Hashable, Sendable {
  package let nameBytes: [UInt8]
  /// `nil` if the file system does not say.
  package let kind: FileStatus.Kind?

  /// The name as a C string.
  package var cString: [CChar] { nameBytes.map { CChar(bitPattern: $0) } + [0] }

  /// The name as text; bytes that are not UTF-8 become U+FFFD.
  package var name: String { String(decoding: nameBytes, as: UTF8.self) }
}

/// What a file may be used for.
package struct FileAccess: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let reading = FileAccess(rawValue: 1)
  package static let writing = FileAccess(rawValue: 2)
  /// Running a program, or looking up names in a directory.
  package static let executing = FileAccess(rawValue: 4)
}
