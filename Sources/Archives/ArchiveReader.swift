import Basics
import CArchive

/// A reader of a tar archive (plain, gzip, bzip2, xz or zstd) or a zip, entry by entry.
///
/// Nothing is written to disk, and no more is read than is asked for: a download that feeds the
/// reader may be dropped as soon as the wanted entry was seen. Calls block while bytes are
/// awaited. Every method throws `ArchiveError`, and after an error throws it again.
package struct ArchiveReader: ~Copyable {
  /// What is expected in the data.
  package enum Format: Sendable {
    /// A tar archive, compressed or not, or a zip.
    case archive
    /// A single file such as CRAN's `PACKAGES.gz`, which is the only entry. It may be compressed or
    /// not, since some servers and proxies unpack a file on the way; empty data has no entry.
    case file
  }

  private var handle: ArchiveHandle
  /// The symbolic links met so far, through which no entry may lead.
  private var links: Set<[UInt8]> = []

  /// Creates a reader of the file at `path`.
  package init(
    path: String, format: Format = .archive, limits: ArchiveLimits = ArchiveLimits()
  ) throws(ArchiveError) {
    handle = ArchiveHandle(
      name: path, source: try ArchiveSource(path: path), limits: limits, format: format)
  }

  /// Creates a reader of `bytes`; `name` is for messages.
  package init(
    bytes: [UInt8], name: String, format: Format = .archive,
    limits: ArchiveLimits = ArchiveLimits()
  ) {
    handle = ArchiveHandle(
      name: name, source: ArchiveSource(name: name, input: .memory(bytes)), limits: limits,
      format: format)
  }

  /// Creates a reader of the chunks that `chunks` gives one after the other, and nil at their end.
  ///
  /// A zip read like this shows neither executable files nor links, which its end tells; its
  /// entries may have no size.
  ///
  /// - Parameters:
  ///   - name: The archive's file name or URL, for messages.
  ///   - format: What is expected in the data.
  ///   - limits: What to refuse.
  ///   - chunks: Called on the reader's thread; what it throws is kept in `sourceError`.
  package init(
    name: String, format: Format = .archive, limits: ArchiveLimits = ArchiveLimits(),
    chunks: @escaping () throws -> [UInt8]?
  ) {
    handle = ArchiveHandle(
      name: name, source: ArchiveSource(name: name, input: .chunks(chunks)), limits: limits,
      format: format)
  }

  /// All bytes of a single file that may be compressed.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: Its name, for messages.
  ///   - limit: The greatest number of bytes to take into memory; 256 MiB unless said.
  /// - Returns: The unpacked bytes.
  /// - Throws: `ArchiveError`; `tooLarge` if there are more bytes than `limit`.
  package static func unpacked(
    _ bytes: [UInt8], name: String, limit: Int = 256 << 20
  ) throws(ArchiveError) -> [UInt8] {
    var reader = ArchiveReader(bytes: bytes, name: name, format: .file)
    guard try reader.next() != nil else { return [] }
    return try reader.contents(limit: limit)
  }

  /// Whether the data is compressed as a whole; known once an entry was read.
  package var isCompressed: Bool { handle.isCompressed }

  /// What the giver of chunks threw, if that ended the reading.
  package var sourceError: (any Error)? { handle.source.error }

  /// Steps to the next entry and returns it; nil after the last.
  package mutating func next() throws(ArchiveError) -> ArchiveEntry? {
    guard let header = try handle.nextHeader() else { return nil }
    let fields = UTF8Locale.with {
      (
        path: Self.bytes(archive_entry_pathname(header)),
        hardLink: Self.bytes(archive_entry_hardlink(header)),
        symbolicLink: Self.bytes(archive_entry_symlink(header))
      )
    }
    guard let path = fields.path else {
      throw handle.fail(.malformed(archive: handle.name, detail: "an entry has no name"))
    }
    guard let normalized = ArchivePath.normalized(path),
      !ArchivePath.leads(normalized, through: links)
    else { throw unsafe(path) }
    let type = archive_entry_filetype(header)
    let kind: ArchiveEntry.Kind
    if let hardLink = fields.hardLink {
      guard let target = ArchivePath.normalized(hardLink) else { throw unsafe(path) }
      kind = .hardLink(target: target)
    } else if let symbolicLink = fields.symbolicLink, type == FileType.symbolicLink {
      links.insert(normalized)
      kind = .symbolicLink(target: symbolicLink)
    } else if type == FileType.directory {
      kind = .directory
    } else if type == FileType.regular || type == 0 {
      kind = .file(executable: archive_entry_perm(header) & 0o100 != 0)
    } else {
      throw handle.fail(
        .unsupportedEntry(
          archive: handle.name, path: String(decoding: path, as: UTF8.self),
          kind: "not a file, directory or link"))
    }
    // Only the directory that was packed may be the archive's top.
    guard !normalized.isEmpty || kind == .directory else { throw unsafe(path) }
    if case .file = kind {
      return ArchiveEntry(
        pathBytes: normalized, kind: kind, size: ArchiveHandle.size(of: header))
    }
    return ArchiveEntry(pathBytes: normalized, kind: kind, size: 0)
  }

  /// The current entry's next bytes, never none; nil at their end.
  package mutating func nextBlock() throws(ArchiveError) -> [UInt8]? {
    try handle.nextBlock().map { [UInt8]($0) }
  }

  /// What is left of the current entry's bytes.
  ///
  /// - Parameter limit: The greatest number of bytes to take into memory; 64 MiB unless said.
  /// - Returns: The bytes; none for what is not a file.
  /// - Throws: `ArchiveError`; `tooLarge` if there are more bytes than `limit`.
  package mutating func contents(limit: Int = 64 << 20) throws(ArchiveError) -> [UInt8] {
    var contents: [UInt8] = []
    while let block = try handle.nextBlock() {
      guard block.count <= limit - contents.count else {
        throw handle.fail(.tooLarge(archive: handle.name, limit: .contents, value: limit))
      }
      contents.append(contentsOf: block)
    }
    return contents
  }

  /// Reads the source to its end without looking, for whoever hashes the chunks as they pass.
  ///
  /// No entry can be read after it.
  package mutating func drain() throws(ArchiveError) {
    try handle.drain()
  }

  private mutating func unsafe(_ path: [UInt8]) -> ArchiveError {
    handle.fail(
      .unsafePath(archive: handle.name, path: String(decoding: path, as: UTF8.self)))
  }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8]? {
    text.map { start in
      var end = start
      while end.pointee != 0 { end += 1 }
      return [UInt8](UnsafeRawBufferPointer(start: start, count: end - start))
    }
  }
}

/// libarchive's `AE_IF…`, which are casts and so not imported.
private enum FileType {
  static let regular: UInt32 = 0o100000
  static let symbolicLink: UInt32 = 0o120000
  static let directory: UInt32 = 0o040000
}
