import Basics

/// A zip's central directory, read from the end of the file alone, as a range request gives it.
///
/// It follows PKWARE's APPNOTE 6.3, §4.3.12–4.3.16 and §4.5.3 (zip64).
package struct ZipDirectory: Hashable, Sendable {
  /// One entry of the directory.
  package struct Entry: Hashable, Sendable {
    /// The path's bytes: relative, without `..`, as `ArchiveEntry.pathBytes`.
    package let pathBytes: [UInt8]
    package let isDirectory: Bool
    /// APPNOTE's number of the compression: 0 is none, 8 is deflate.
    package let method: Int
    package let isEncrypted: Bool
    package let crc32: UInt32
    package let compressedSize: Int
    package let size: Int
    /// Where in the file the entry's own header begins, which its data follows.
    package let localHeaderOffset: Int

    /// The path as text; bytes that are not UTF-8 become U+FFFD.
    package var path: String { String(decoding: pathBytes, as: UTF8.self) }

    /// The name's bytes as the file has them, to compare with those of the local header.
    let nameBytes: [UInt8]
  }

  /// The result of reading the end of a file.
  package enum Outcome: Hashable, Sendable {
    case complete(ZipDirectory)
    /// The directory begins before the bytes given: so many of the file's last bytes are needed.
    case needsTail(byteCount: Int)
  }

  package let entries: [Entry]
  /// The file's name or URL, for messages.
  let name: String
  let limits: ArchiveLimits
  /// Where the local headers and the directory begin, sorted: an entry ends at the next of these.
  let boundaries: [Int]

  /// Reads the directory from the last bytes of a file.
  ///
  /// - Parameters:
  ///   - tail: The file's last bytes; 64 KiB hold most wheels' directory.
  ///   - totalSize: The size of the whole file in bytes.
  ///   - name: The file's name or URL, for messages.
  ///   - limits: What to refuse.
  /// - Returns: The directory, or how many bytes are needed for it.
  /// - Throws: `ArchiveError` if this is not a zip, or a damaged or unsafe one.
  package static func read(
    tail: [UInt8], totalSize: Int, name: String, limits: ArchiveLimits = ArchiveLimits()
  ) throws(ArchiveError) -> Outcome {
    guard totalSize >= tail.count, totalSize < 1 << 56 else {
      throw .malformed(archive: name, detail: "its size is wrong")
    }
    let end = ZipEnd(tail: tail, totalSize: totalSize, name: name)
    switch try end.find() {
    case .needsTail(let byteCount):
      return .needsTail(byteCount: byteCount)
    case .found(let location):
      guard location.entryCount <= limits.entryCount else {
        throw .tooLarge(archive: name, limit: .entryCount, value: limits.entryCount)
      }
      guard location.start >= totalSize - tail.count else {
        return .needsTail(byteCount: totalSize - location.start)
      }
      let start = location.start - (totalSize - tail.count)
      return .complete(
        try ZipDirectory(
          records: tail[start..<(start + location.size)], location: location, name: name,
          limits: limits))
    }
  }

  /// The last entry of that path, as Python's zipfile takes it, or nil.
  package func entry(at path: String) -> Entry? {
    entries.last { $0.pathBytes.elementsEqual(path.utf8) }
  }

  /// The byte range of the file that holds an entry's local header and data.
  package func range(of entry: Entry) -> Range<Int> {
    let place = partitionPoint(0..<boundaries.count) { boundaries[$0] <= entry.localHeaderOffset }
    let end = place < boundaries.count ? boundaries[place] : entry.localHeaderOffset
    return entry.localHeaderOffset..<end
  }

  private init(
    records: ArraySlice<UInt8>, location: ZipEnd.Location, name: String, limits: ArchiveLimits
  ) throws(ArchiveError) {
    var entries: [Entry] = []
    var rest = records
    while entries.count < location.entryCount {
      let record = try Self.record(rest, location: location, name: name)
      entries.append(record.entry)
      rest = rest.dropFirst(record.length)
    }
    self.entries = entries
    self.name = name
    self.limits = limits
    self.boundaries = (entries.map(\.localHeaderOffset) + [location.start]).sorted()
  }

  /// The entry at the start of `bytes` and the length of its record.
  private static func record(
    _ bytes: ArraySlice<UInt8>, location: ZipEnd.Location, name: String
  ) throws(ArchiveError) -> (entry: Entry, length: Int) {
    let fields = LittleEndian(bytes: bytes)
    guard fields.word(at: 0) == 0x0201_4B50, let flags = fields.short(at: 8),
      let method = fields.short(at: 10), let crc32 = fields.word(at: 16),
      let compressedSize = fields.word(at: 20), let size = fields.word(at: 24),
      let nameLength = fields.short(at: 28), let extraLength = fields.short(at: 30),
      let commentLength = fields.short(at: 32), let offset = fields.word(at: 42),
      let nameBytes = fields.slice(at: 46, count: nameLength),
      let extra = fields.slice(at: 46 + nameLength, count: extraLength),
      fields.slice(at: 46 + nameLength + extraLength, count: commentLength) != nil
    else { throw .malformed(archive: name, detail: "its directory is cut short or overwritten") }
    guard let path = ArchivePath.normalized(nameBytes), !path.isEmpty else {
      throw .unsafePath(archive: name, path: String(decoding: nameBytes, as: UTF8.self))
    }
    guard
      let large = ZipExtra.resolve(
        size: size, compressedSize: compressedSize, offset: offset, extra: extra),
      large.offset <= location.start - location.shift
    else {
      throw .malformed(
        archive: name,
        detail: "entry '\(String(decoding: path, as: UTF8.self))' lies outside the file")
    }
    let entry = Entry(
      pathBytes: path, isDirectory: nameBytes.last == UInt8(ascii: "/"), method: method,
      isEncrypted: flags & 1 != 0, crc32: UInt32(truncatingIfNeeded: crc32),
      compressedSize: large.compressedSize, size: large.size,
      localHeaderOffset: large.offset + location.shift, nameBytes: Array(nameBytes))
    return (entry, 46 + nameLength + extraLength + commentLength)
  }
}
