import Basics

extension ZipDirectory {
  /// An entry's unpacked contents, checked against its CRC-32 and size.
  ///
  /// - Parameters:
  ///   - entry: One of the directory's entries.
  ///   - bytes: Bytes of the file that include those of `range(of:)`; a tail may do.
  ///   - offset: Where in the file `bytes` begins.
  ///   - limit: The greatest number of bytes to take into memory; 64 MiB unless said.
  /// - Returns: The contents.
  /// - Throws: `ArchiveError`; `truncated` if `bytes` does not include the entry.
  package func contents(
    of entry: Entry, in bytes: [UInt8], startingAt offset: Int, limit: Int = 64 << 20
  ) throws(ArchiveError) -> [UInt8] {
    guard !entry.isEncrypted else {
      throw .unsupportedEntry(archive: name, path: entry.path, kind: "encrypted")
    }
    guard entry.size <= min(limit, Int(UInt32.max) - 1) else {
      throw .tooLarge(archive: name, limit: .contents, value: limit)
    }
    let data = try data(of: entry, in: bytes, startingAt: offset)
    // The data gets a header made from the directory: the entry's own may lack sizes and CRC.
    var pieces = [header(of: entry), Array(data)].makeIterator()
    var limits = limits
    limits.entrySize = entry.size
    let name = self.name
    var reader = ArchiveReader(name: name, limits: limits) { pieces.next() }
    let contents: [UInt8]
    do throws(ArchiveError) {
      guard try reader.next() != nil else { throw ArchiveError.truncated(archive: name) }
      contents = try reader.contents(limit: limit)
    } catch {
      throw renamed(error, entry)
    }
    guard contents.count == entry.size else {
      throw .malformed(
        archive: name, detail: "entry '\(entry.path)' does not have the size that it states")
    }
    return contents
  }

  /// The compressed data, which follows the local header in `bytes`.
  private func data(
    of entry: Entry, in bytes: [UInt8], startingAt offset: Int
  ) throws(ArchiveError) -> ArraySlice<UInt8> {
    let (start, overflow) = entry.localHeaderOffset.subtractingReportingOverflow(offset)
    guard !overflow, start >= 0, start <= bytes.count else { throw .truncated(archive: name) }
    let fields = LittleEndian(bytes: bytes[start...])
    guard let signature = fields.word(at: 0), let nameLength = fields.short(at: 26),
      let extraLength = fields.short(at: 28),
      let localName = fields.slice(at: 30, count: nameLength)
    else { throw .truncated(archive: name) }
    guard signature == 0x0403_4B50, localName.elementsEqual(entry.nameBytes) else {
      throw .malformed(
        archive: name, detail: "entry '\(entry.path)' is not where the directory says")
    }
    let dataStart = 30 + nameLength + extraLength
    guard let data = fields.slice(at: dataStart, count: entry.compressedSize) else {
      throw .truncated(archive: name)
    }
    return data
  }

  /// A local header with what the directory tells, APPNOTE §4.3.7.
  private func header(of entry: Entry) -> [UInt8] {
    var header = BinaryWriter()
    // Signature; version 2.0; no flags; method; no time; CRC and sizes; a name of one byte.
    header.append(0x0403_4B50 as UInt32)
    header.append(20 as UInt32)
    header.append(UInt32(truncatingIfNeeded: entry.method))
    header.append(0 as UInt16)
    header.append(entry.crc32)
    header.append(UInt32(truncatingIfNeeded: entry.compressedSize))
    header.append(UInt32(truncatingIfNeeded: entry.size))
    header.append(1 as UInt32)
    header.append(UInt8(ascii: "e"))
    return header.bytes
  }

  /// `error` with the entry's path in place of the stand-in's.
  private func renamed(_ error: ArchiveError, _ entry: Entry) -> ArchiveError {
    switch error {
    case .checksumMismatch: .checksumMismatch(archive: name, path: entry.path)
    case .malformed(_, let detail):
      .malformed(archive: name, detail: "entry '\(entry.path)': \(detail)")
    case .tooLarge(_, .entrySize, _):
      .malformed(
        archive: name, detail: "entry '\(entry.path)' does not have the size that it states")
    default: error
    }
  }
}
