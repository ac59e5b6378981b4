/// A reader of a single compressed file (gzip, bzip2, xz or zstd), such as CRAN's `PACKAGES.gz`.
///
/// Data that isn't compressed is given as it is, since some servers and proxies unpack a file on
/// the way. Every method throws `ArchiveError`, and after an error throws it again.
package struct CompressedFile: ~Copyable {
  private var handle: ArchiveHandle
  private var isOpen = false

  /// Creates a reader of the file at `path`.
  package init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
    handle = ArchiveHandle(
      name: path, source: try ArchiveSource(path: path), limits: limits, format: .file)
  }

  /// Creates a reader of `bytes`; `name` is for messages.
  package init(bytes: [UInt8], name: String, limits: ArchiveLimits = ArchiveLimits()) {
    handle = ArchiveHandle(
      name: name, source: ArchiveSource(name: name, input: .memory(bytes)), limits: limits,
      format: .file)
  }

  /// Creates a reader of the chunks that `chunks` gives one after the other, and nil at their end.
  package init(
    name: String, limits: ArchiveLimits = ArchiveLimits(),
    chunks: @escaping () throws -> [UInt8]?
  ) {
    handle = ArchiveHandle(
      name: name, source: ArchiveSource(name: name, input: .chunks(chunks)), limits: limits,
      format: .file)
  }

  /// What the giver of chunks threw, if that ended the reading.
  package var sourceError: (any Error)? { handle.source.error }

  /// Whether the data is compressed; known once something was read.
  package var isCompressed: Bool { handle.isCompressed }

  /// The next unpacked bytes, never none; nil at the end.
  package mutating func nextBlock() throws(ArchiveError) -> [UInt8]? {
    try open()
    return try handle.nextBlock().map { [UInt8]($0) }
  }

  /// All unpacked bytes that are left, `limit` at most.
  ///
  /// - Parameter limit: The greatest number of bytes to take into memory; 256 MiB unless said.
  /// - Returns: The bytes.
  /// - Throws: `ArchiveError`; `tooLarge` if there are more bytes than `limit`.
  package mutating func contents(limit: Int = 256 << 20) throws(ArchiveError) -> [UInt8] {
    try open()
    return try handle.contents(limit: limit)
  }

  private mutating func open() throws(ArchiveError) {
    if !isOpen {
      isOpen = true
      _ = try handle.nextHeader()
    }
  }
}
