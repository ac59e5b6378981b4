import Basics
import ContentHash
import PackageMetadata
import Versions

/// What an index page says about one project, in one compact block of bytes: the form in which pages
/// are kept in the derived cache and looked at.
///
/// The versions are read when the block is opened, the files of a release when it is asked for.
/// The block comes from a disk, so that every offset is checked: what points outside is left out.
struct ProjectTable: Sendable {
  /// The number of the block's layout; a change of it orphans the blocks of earlier programs.
  static let format = 1
  private static let magic: UInt32 = 0x5450_474e

  /// What is known about one file, as numbers and places in the block's pools.
  struct Record {
    var nameOffset: UInt32 = 0
    var nameLength: UInt8 = 0
    var flags: Flags = []
    /// The index of a text: the directory, what comes before a digest directory, or all.
    var url: UInt32 = 0
    /// Where the digests begin: of the directory, of the file, of its metadata, as flagged.
    var digests: UInt32 = 0
    var size: Int64 = 0
    var uploadTime: Int64 = 0
    var requiresPython: UInt32 = 0
    var yanked: UInt32 = 0

    static let byteCount = 40
  }

  /// What holds of a file.
  struct Flags: OptionSet {
    let rawValue: UInt16
    static let wheel = Flags(rawValue: 1)
    static let wholeURL = Flags(rawValue: 2)
    static let digestDirectory = Flags(rawValue: 4)
    static let sha256 = Flags(rawValue: 8)
    static let metadata = Flags(rawValue: 16)
    static let metadataSHA256 = Flags(rawValue: 32)
    static let requiresPython = Flags(rawValue: 64)
    static let yanked = Flags(rawValue: 128)
    static let size = Flags(rawValue: 256)
    static let uploadTime = Flags(rawValue: 512)
  }

  /// What a block is made of.
  struct Parts {
    var displayName: String
    var hasUploadTimes: Bool
    var saysMetadata: Bool
    var skipped: Int
    var skippedExamples: [String]
    var strings: ByteInterner
    var versions: [ArraySlice<UInt8>]
    /// For each version, where its files end among the records.
    var ends: ArraySlice<Int>
    var records: [Record]
    var names: [UInt8]
    var digests: [UInt8]
  }

  /// The name as the page spells it.
  let displayName: String
  let hasUploadTimes: Bool
  /// Ascending, without repetition.
  let versions: [PackageVersion]
  /// How many files were left out, since their names are not those of distributions of this project.
  let skipped: Int
  /// The names of some of them.
  let skippedExamples: [String]

  private let bytes: [UInt8]
  private let saysMetadata: Bool
  private let stringEnds: Int
  private let stringCount: Int
  private let stringPool: Int
  private let fileEnds: Int
  private let recordStart: Int
  private let recordCount: Int
  private let nameStart: Int
  private let digestStart: Int

  /// Writes the block.
  static func encode(_ parts: Parts) -> [UInt8] {
    var writer = BinaryWriter()
    writer.append(magic)
    writer.append(UInt32(format))
    writer.append(UInt8((parts.hasUploadTimes ? 1 : 0) | (parts.saysMetadata ? 2 : 0)))
    writer.append(parts.displayName)
    writer.append(UInt32(clamping: parts.skipped))
    writer.append(parts.skippedExamples)
    writer.append(UInt32(clamping: parts.strings.count))
    for end in parts.strings.ends { writer.append(end) }
    writer.append(counted: parts.strings.pool)
    writer.append(UInt32(clamping: parts.versions.count))
    for version in parts.versions {
      writer.append(UInt8(truncatingIfNeeded: version.count))
      writer.append(raw: version)
    }
    for end in parts.ends { writer.append(UInt32(clamping: end)) }
    writer.append(UInt32(clamping: parts.records.count))
    for record in parts.records { append(record, to: &writer) }
    writer.append(counted: parts.names)
    writer.append(counted: parts.digests)
    return writer.bytes
  }

  /// Opens a block; nil if it is damaged or of another layout.
  init?(_ bytes: [UInt8]) {
    do throws(BinaryReader.Truncated) { try self.init(reading: bytes) } catch { return nil }
  }

  private init(reading bytes: [UInt8]) throws(BinaryReader.Truncated) {
    var reader = BinaryReader(bytes)
    guard try reader.word() == Self.magic, try reader.word() == Self.format else {
      throw BinaryReader.Truncated()
    }
    let flags = try reader.byte()
    hasUploadTimes = flags & 1 != 0
    saysMetadata = flags & 2 != 0
    displayName = try reader.text()
    skipped = Int(try reader.word())
    skippedExamples = try reader.texts()
    stringCount = Int(try reader.word())
    stringEnds = reader.position
    _ = try reader.raw(stringCount * 4)
    let poolCount = Int(try reader.word())
    stringPool = reader.position
    _ = try reader.raw(poolCount)
    let versionCount = Int(try reader.word())
    var versions: [PackageVersion] = []
    versions.reserveCapacity(min(versionCount, bytes.count))
    for _ in 0..<versionCount {
      let text = try reader.raw(Int(try reader.byte()))
      guard let version = text.withUnsafeBufferPointer(DistributionFileName.version) else {
        throw BinaryReader.Truncated()
      }
      versions.append(.python(version))
    }
    self.versions = versions
    fileEnds = reader.position
    _ = try reader.raw(versionCount * 4)
    recordCount = Int(try reader.word())
    recordStart = reader.position
    _ = try reader.raw(recordCount * Record.byteCount)
    let nameCount = Int(try reader.word())
    nameStart = reader.position
    _ = try reader.raw(nameCount)
    let digestCount = Int(try reader.word())
    digestStart = reader.position
    _ = try reader.raw(digestCount)
    guard reader.isAtEnd else { throw BinaryReader.Truncated() }
    self.bytes = bytes
  }

  // MARK: - Files

  /// The files of the version at `index`, in the page's order.
  func artifacts(at index: Int) -> [Artifact] {
    guard versions.indices.contains(index) else { return [] }
    let start = index == 0 ? 0 : end(ofVersion: index - 1)
    let end = end(ofVersion: index)
    guard start <= end, end <= recordCount else { return [] }
    return (start..<end).compactMap { position in record(at: position).flatMap(artifact) }
  }

  /// The SHA-256 of the metadata file of the artifact `fileName` in the release at `index`.
  func metadataSHA256(of fileName: String, at index: Int) -> ContentHash? {
    guard versions.indices.contains(index) else { return nil }
    let start = index == 0 ? 0 : end(ofVersion: index - 1)
    let end = min(end(ofVersion: index), recordCount)
    guard start <= end else { return nil }
    for position in start..<end {
      guard let record = record(at: position), record.flags.contains(.metadataSHA256),
        name(of: record) == fileName
      else { continue }
      let skipped =
        (record.flags.contains(.digestDirectory) ? 1 : 0)
        + (record.flags.contains(.sha256) ? 1 : 0)
      return digest(record, skipping: skipped).flatMap { try? ContentHash(sha256: Array($0)) }
    }
    return nil
  }

  private func artifact(_ record: Record) -> Artifact? {
    guard let name = name(of: record), let url = url(of: record, name: name) else { return nil }
    let kind: Artifact.Kind
    if record.flags.contains(.wheel) {
      guard let wheel = WheelName(name) else { return nil }
      kind = .wheel(wheel)
    } else {
      kind = .sdist
    }
    let digestIndex = record.flags.contains(.digestDirectory) ? 1 : 0
    let sha256 =
      record.flags.contains(.sha256)
      ? digest(record, skipping: digestIndex).flatMap { try? ContentHash(sha256: Array($0)) } : nil
    let isAnnounced = record.flags.contains(.metadata)
    return Artifact(
      fileName: name, url: url, kind: kind, sha256: sha256,
      size: record.flags.contains(.size) ? Int(record.size) : nil,
      uploadTime: record.flags.contains(.uploadTime)
        ? Timestamp(seconds: record.uploadTime) : nil,
      requiresPython: record.flags.contains(.requiresPython)
        ? string(record.requiresPython) : nil,
      yanked: record.flags.contains(.yanked) ? string(record.yanked) ?? "" : nil,
      metadataFile: isAnnounced ? .announced : saysMetadata ? .absent : .unsaid)
  }

  private func url(of record: Record, name: String) -> String? {
    guard let start = string(record.url) else { return nil }
    if record.flags.contains(.wholeURL) { return start }
    guard record.flags.contains(.digestDirectory) else { return start + name }
    guard let digest = digest(record, skipping: 0) else { return nil }
    let digits = Hexadecimal.text(digest).utf8
    let first = digits.prefix(2)
    let second = digits[first.endIndex...].prefix(2)
    var url = start
    url.reserveCapacity(start.utf8.count + digits.count + name.utf8.count + 3)
    for folder in [first, second, digits[second.endIndex...]] {
      url += Substring(folder)
      url += "/"
    }
    return url + name
  }

  // MARK: - The pools

  private func end(ofVersion index: Int) -> Int { word(at: fileEnds + index * 4) }

  private func name(of record: Record) -> String? {
    let start = nameStart + Int(record.nameOffset)
    let end = start + Int(record.nameLength)
    guard end <= digestStart - 4 else { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private func string(_ index: UInt32) -> String? {
    guard index < stringCount else { return nil }
    let start = index == 0 ? 0 : word(at: stringEnds + Int(index - 1) * 4)
    let end = word(at: stringEnds + Int(index) * 4)
    guard start <= end, stringPool + end <= fileEnds else { return nil }
    return String(decoding: bytes[(stringPool + start)..<(stringPool + end)], as: UTF8.self)
  }

  private func digest(_ record: Record, skipping count: Int) -> ArraySlice<UInt8>? {
    let start = digestStart + Int(record.digests) + count * 32
    guard start + 32 <= bytes.count else { return nil }
    return bytes[start..<start + 32]
  }

  private func word(at offset: Int) -> Int {
    var reader = BinaryReader(bytes, at: offset)
    return Int((try? reader.word()) ?? 0)
  }

  // MARK: - Records

  private static func append(_ record: Record, to writer: inout BinaryWriter) {
    writer.append(record.nameOffset)
    writer.append(UInt32(record.nameLength) | UInt32(record.flags.rawValue) << 16)
    writer.append(record.url)
    writer.append(record.digests)
    writer.append(record.size)
    writer.append(record.uploadTime)
    writer.append(record.requiresPython)
    writer.append(record.yanked)
  }

  private func record(at index: Int) -> Record? {
    var reader = BinaryReader(bytes, at: recordStart + index * Record.byteCount)
    var record = Record()
    do throws(BinaryReader.Truncated) {
      record.nameOffset = try reader.word()
      let packed = try reader.word()
      record.nameLength = UInt8(truncatingIfNeeded: packed)
      record.flags = Flags(rawValue: UInt16(truncatingIfNeeded: packed >> 16))
      record.url = try reader.word()
      record.digests = try reader.word()
      record.size = try reader.long()
      record.uploadTime = try reader.long()
      record.requiresPython = try reader.word()
      record.yanked = try reader.word()
    } catch { return nil }
    return record
  }
}
