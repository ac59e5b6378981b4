import Basics
import CArchive

/// A libarchive reader with its source and limits: the one place that reads through libarchive.
///
/// Only the formats and compressions named here are switched on; libarchive knows many more, and
/// what is off cannot be attacked.
struct ArchiveHandle: ~Copyable {
  let name: String
  let source: ArchiveSource

  private let limits: ArchiveLimits
  private let format: ArchiveReader.Format
  private let handle: OpaquePointer?
  private var isOpen = false
  private var isAtEnd = false
  /// What ended the reading; libarchive must not be called again after it.
  private var failure: ArchiveError?
  private var entryCount = 0
  /// How many bytes of contents were met in all entries.
  private var contentsCount = 0
  /// The entry whose contents were not read to their end, or nil.
  private var entry: OpaquePointer?
  /// How many bytes of the entry were met.
  private var position = 0

  init(name: String, source: ArchiveSource, limits: ArchiveLimits, format: ArchiveReader.Format) {
    self.name = name
    self.source = source
    self.limits = limits
    self.format = format
    self.handle = archive_read_new()
  }

  deinit {
    withExtendedLifetime(source) {
      if let handle { archive_read_free(handle) }
    }
  }

  /// Whether the data is compressed as a whole.
  var isCompressed: Bool {
    // The last filter is the source itself.
    source.isGzip || handle.map { archive_filter_count($0) > 1 } ?? false
  }

  /// Steps to the next entry and returns its header, valid until the next call; nil at the end.
  mutating func nextHeader() throws(ArchiveError) -> OpaquePointer? {
    if let failure { throw failure }
    if isAtEnd { return nil }
    let handle = try open()
    try skipEntry(handle)
    var header: OpaquePointer?
    let status = UTF8Locale.with { archive_read_next_header(handle, &header) }
    if status == ARCHIVE_EOF {
      isAtEnd = true
      try finish()
      return nil
    }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let header else {
      throw fail(diagnosis(handle))
    }
    entryCount += 1
    guard entryCount <= limits.entryCount else { throw exceeded(.entryCount, limits.entryCount) }
    if let size = Self.size(of: header), size > limits.entrySize {
      throw exceeded(.entrySize, limits.entrySize)
    }
    try account(0, handle)
    entry = header
    position = 0
    return header
  }

  /// The current entry's next bytes, valid until the next call; nil at their end.
  mutating func nextBlock() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    try nextBlock(allowsHoles: false)
  }

  /// Reads the source to its end and ends the reading of entries.
  mutating func drain() throws(ArchiveError) {
    if let failure { throw failure }
    entry = nil
    isAtEnd = true
    do {
      try source.drain()
    } catch {
      throw fail(error)
    }
  }

  /// Remembers `error`, which any further call will throw, and returns it.
  mutating func fail(_ error: ArchiveError) -> ArchiveError {
    failure = error
    return error
  }

  /// The size that a header gives, or nil.
  static func size(of header: OpaquePointer) -> Int? {
    archive_entry_size_is_set(header) != 0 ? Int(archive_entry_size(header)) : nil
  }

  private mutating func open() throws(ArchiveError) -> OpaquePointer {
    guard let handle else {
      throw fail(.unreadable(archive: name, reason: "out of memory"))
    }
    if isOpen { return handle }
    isOpen = true
    archive_read_support_filter_gzip(handle)
    archive_read_support_filter_bzip2(handle)
    archive_read_support_filter_xz(handle)
    archive_read_support_filter_zstd(handle)
    switch format {
    case .archive:
      archive_read_support_format_tar(handle)
      archive_read_support_format_zip(handle)
      // Else a Mac takes entries named "._…" for attributes of others and leaves them out.
      archive_read_set_format_option(handle, "tar", "mac-ext", nil)
    case .file:
      archive_read_support_format_raw(handle)
      archive_read_support_format_empty(handle)
    }
    source.attach(to: handle)
    guard archive_read_open1(handle) == ARCHIVE_OK else { throw fail(diagnosis(handle)) }
    return handle
  }

  /// Passes over what was not read of the current entry, within the limits.
  private mutating func skipEntry(_ handle: OpaquePointer) throws(ArchiveError) {
    guard let entry else { return }
    // A zip's entry of known size is stepped over without decompressing it.
    let isZip = archive_format(handle) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_ZIP
    if isZip && Self.size(of: entry) != nil { return }
    while try nextBlock(allowsHoles: true) != nil {}
  }

  private mutating func nextBlock(
    allowsHoles: Bool
  ) throws(ArchiveError) -> UnsafeRawBufferPointer? {
    if let failure { throw failure }
    guard let entry, let handle else { return nil }
    while true {
      var start: UnsafeRawPointer?
      var count = 0
      var offset: Int64 = 0
      let status = archive_read_data_block(handle, &start, &count, &offset)
      if status == ARCHIVE_EOF {
        let size = Self.size(of: entry) ?? position
        self.entry = nil
        guard position == size || allowsHoles else { throw fail(incomplete(entry, handle)) }
        return nil
      }
      guard status == ARCHIVE_OK, count >= 0 else { throw fail(diagnosis(handle)) }
      if count == 0 { continue }
      guard allowsHoles || offset == position else { throw fail(incomplete(entry, handle)) }
      guard count <= limits.entrySize - position else {
        throw exceeded(.entrySize, limits.entrySize)
      }
      position += count
      try account(count, handle)
      return UnsafeRawBufferPointer(start: start, count: count)
    }
  }

  /// Reads what follows the last entry, for the checksum at the end of gzip data.
  private mutating func finish() throws(ArchiveError) {
    guard let handle else { return }
    var unpacked = Int(archive_filter_bytes(handle, 0))
    do throws(ArchiveError) {
      while true {
        let count = try source.passOver()
        if count == 0 { return }
        unpacked += count
        try requireAllowed(unpacked)
      }
    } catch {
      throw fail(error)
    }
  }

  /// Adds `count` bytes of contents to what was unpacked.
  private mutating func account(_ count: Int, _ handle: OpaquePointer) throws(ArchiveError) {
    contentsCount += count
    // Of a tar this counts headers too, which may be many and large.
    do throws(ArchiveError) {
      try requireAllowed(max(contentsCount, Int(archive_filter_bytes(handle, 0))))
    } catch {
      throw fail(error)
    }
  }

  /// Throws where so many bytes are more than may be unpacked of what was read.
  private func requireAllowed(_ unpacked: Int) throws(ArchiveError) {
    guard unpacked <= limits.totalSize else {
      throw .tooLarge(archive: name, limit: .totalSize, value: limits.totalSize)
    }
    guard unpacked <= limits.ratioAllowance || unpacked / max(limits.ratio, 1) <= source.byteCount
    else { throw .tooLarge(archive: name, limit: .ratio, value: limits.ratio) }
  }

  private mutating func exceeded(_ limit: ArchiveError.Limit, _ value: Int) -> ArchiveError {
    fail(.tooLarge(archive: name, limit: limit, value: value))
  }

  /// Why an entry's blocks do not make up its size.
  private func incomplete(_ entry: OpaquePointer, _ handle: OpaquePointer) -> ArchiveError {
    if archive_entry_sparse_count(entry) > 0 {
      return .unsupportedEntry(archive: name, path: Self.path(of: entry), kind: "a sparse file")
    }
    return .malformed(
      archive: name, detail: "entry '\(Self.path(of: entry))' does not have the size that it states"
    )
  }

  private static func path(of entry: OpaquePointer) -> String {
    UTF8Locale.with { archive_entry_pathname(entry) }.map { String(cString: $0) } ?? ""
  }

  /// What libarchive's last error says.
  private func diagnosis(_ handle: OpaquePointer) -> ArchiveError {
    if let failure = source.failure { return failure }
    let text = archive_error_string(handle).map { String(cString: $0) } ?? "unknown reason"
    if text.contains("bad CRC") {
      return .checksumMismatch(archive: name, path: entry.map(Self.path(of:)) ?? "")
    }
    if text.contains("runcated") { return .truncated(archive: name) }
    // Without a format not even the first entry was found.
    if entryCount == 0 && archive_format(handle) == 0 {
      return .notAnArchive(archive: name, found: ArchiveShape.description(of: source.prefix))
    }
    return .malformed(archive: name, detail: text)
  }
}
