import Basics

/// The records that end a zip and tell where its directory is.
struct ZipEnd {
  /// Where the directory is.
  struct Location {
    var start: Int
    var size: Int
    var entryCount: Int
    /// What was put before the zip, as in a self-extracting one: to be added to its offsets.
    var shift: Int
  }

  enum Outcome {
    case found(Location)
    case needsTail(byteCount: Int)
  }

  /// The end record and the longest comment that may follow it.
  private static let longest = 22 + 0xFFFF

  let tail: [UInt8]
  let totalSize: Int
  let name: String

  private var fields: LittleEndian { LittleEndian(bytes: tail[...]) }

  /// Where in the file the tail begins.
  private var tailStart: Int { totalSize - tail.count }

  func find() throws(ArchiveError) -> Outcome {
    guard let position = endRecord() else {
      let needed = min(totalSize, Self.longest)
      if tail.count < needed { return .needsTail(byteCount: needed) }
      let isWhole = tail.count == totalSize
      throw .notAnArchive(
        archive: name,
        found: isWhole && !tail.starts(with: [0x50, 0x4B])
          ? ArchiveShape.description(of: Array(tail.prefix(512)))
          : "a file without the end record of a zip")
    }
    guard let entryCount = fields.short(at: position + 10),
      let size = fields.word(at: position + 12), let start = fields.word(at: position + 16)
    else { throw malformed }
    let short = Location(start: start, size: size, entryCount: entryCount, shift: 0)
    guard position >= 20, fields.word(at: position - 20) == 0x0706_4B50 else {
      let isLarge = start == 0xFFFF_FFFF || size == 0xFFFF_FFFF || entryCount == 0xFFFF
      if isLarge && position < 20 && tail.count < totalSize {
        return .needsTail(byteCount: min(totalSize, tail.count + 76))
      }
      return .found(try checked(short, end: tailStart + position))
    }
    return try findLarge(locator: position - 20)
  }

  /// The place in the tail of the last end record whose comment reaches just to the file's end.
  private func endRecord() -> Int? {
    guard tail.count >= 22 else { return nil }
    let first = max(0, tail.count - Self.longest)
    return (first...(tail.count - 22)).last { position in
      tail[position] == 0x50 && fields.word(at: position) == 0x0605_4B50
        && fields.short(at: position + 20) == tail.count - 22 - position
    }
  }

  /// Reads the zip64 end record, of which the locator gives the offset.
  private func findLarge(locator: Int) throws(ArchiveError) -> Outcome {
    guard let offset = fields.long(at: locator + 8), offset <= tailStart + locator - 56 else {
      throw malformed
    }
    // What was put before the zip moves the record: then it comes right before its locator.
    for candidate in [offset, tailStart + locator - 56] {
      guard candidate >= tailStart else {
        return .needsTail(byteCount: totalSize - candidate)
      }
      let position = candidate - tailStart
      guard fields.word(at: position) == 0x0606_4B50 else { continue }
      guard let entryCount = fields.long(at: position + 32),
        let size = fields.long(at: position + 40), let start = fields.long(at: position + 48)
      else { throw malformed }
      return .found(
        try checked(
          Location(start: start, size: size, entryCount: entryCount, shift: 0), end: candidate))
    }
    throw malformed
  }

  /// The location moved by what was put before the zip, if it lies within the file.
  private func checked(_ location: Location, end: Int) throws(ArchiveError) -> Location {
    guard location.start <= end, location.size <= end - location.start,
      location.entryCount <= location.size / 46
    else { throw malformed }
    var location = location
    location.shift = end - location.size - location.start
    location.start += location.shift
    return location
  }

  private var malformed: ArchiveError {
    .malformed(archive: name, detail: "its end record points to a directory outside the file")
  }
}
