import Archives
import ContentHash
import Transfer

/// A reader of a package's tarball as it arrives: it is hashed on the way and looked through at its
/// end, and only a few hundred bytes are kept of it.
final class SourcePackageReader: WholeFormReader {
  private let name: String
  private let expectedMD5: ContentHash?
  private var bytes: [UInt8] = []
  private var sha256 = SHA256Stream()
  private var md5 = DigestStream(.md5)
  /// How many bytes are hashed at once: what both digests find in the nearest cache.
  private static let pieceSize = 64 << 10

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - name: The package's name.
  ///   - expectedMD5: The tarball's MD5 by the index, where it says.
  init(name: String, expectedMD5: ContentHash?) {
    self.name = name
    self.expectedMD5 = expectedMD5
  }

  func receive(_ piece: UnsafeRawBufferPointer) throws -> StreamVerdict {
    sha256.update(piece)
    md5.update(piece)
    bytes.append(contentsOf: piece)
    // An HTML page is not read to its end.
    if bytes.count >= 2 { try Tarball.checkShape(of: bytes) }
    return .more
  }

  func receive(whole body: [UInt8]) throws {
    bytes = body
    try Tarball.checkShape(of: bytes)
    body.withUnsafeBytes { body in
      for start in stride(from: 0, to: body.count, by: Self.pieceSize) {
        let end = min(start + Self.pieceSize, body.count)
        let piece = UnsafeRawBufferPointer(rebasing: body[start..<end])
        sha256.update(piece)
        md5.update(piece)
      }
    }
  }

  func finish() throws -> [UInt8] {
    try Tarball.checkShape(of: bytes)
    let md5 = md5.finalize()
    // Of a truncated tarball this says more than its wrong sum would.
    let contents = try Tarball.read(bytes, package: name, isWhole: md5 == expectedMD5)
    if let expectedMD5, md5 != expectedMD5 {
      throw CRANError.checksum(expected: expectedMD5.text(.base16), found: md5.text(.base16))
    }
    return SourcePackageForm(
      sha256: sha256.finalize(), md5: md5, size: bytes.count, hints: contents.scan.hints,
      notes: contents.scan.notes, description: contents.description
    ).bytes
  }
}

/// A reader of a tarball's DESCRIPTION alone, which stops the transfer as soon as that is here.
final class DescriptionReader: FormReader {
  private let name: String
  private var bytes: [UInt8] = []
  private var description: [UInt8]?
  private var nextLook = 64 << 10

  /// Creates a reader of the package called `name`.
  init(name: String) {
    self.name = name
  }

  func receive(_ piece: UnsafeRawBufferPointer) throws -> StreamVerdict {
    bytes.append(contentsOf: piece)
    guard bytes.count >= nextLook else { return .more }
    try Tarball.checkShape(of: bytes)
    nextLook *= 2
    description = Tarball.description(inBeginning: bytes, package: name)
    return description == nil ? .more : .enough
  }

  func finish() throws -> [UInt8] {
    if let description { return description }
    try Tarball.checkShape(of: bytes)
    return try Tarball.read(bytes, package: name).description
  }
}

/// The reading of tarballs in memory.
enum Tarball {
  /// What a tarball has.
  struct Contents {
    var description: [UInt8]
    var scan: TarballScan
  }

  /// The greatest size of a DESCRIPTION, in bytes.
  private static let maximumDescription = 4 << 20

  /// Looks at the first bytes of what should be a tarball.
  ///
  /// - Throws: `CRANError.notATarball` for a page of HTML and whatever else is not compressed.
  static func checkShape(of bytes: [UInt8]) throws(CRANError) {
    guard bytes.count >= 2 else { throw .notATarball(reason: "it is empty") }
    if bytes[0] == 0x1F && bytes[1] == 0x8B { return }
    let isOtherCompression = bytes.starts(with: "BZ".utf8) || bytes.starts(with: [0xFD, 0x37])
    if isOtherCompression { return }
    let first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    throw .notATarball(
      reason: first == UInt8(ascii: "<") ? "it is an HTML page" : "it is not compressed")
  }

  /// The size of a tarball, in bytes, from which on its rest is left alone where it can have
  /// nothing of interest.
  private static let large = 512 << 10

  /// Reads all of a tarball, or of a large one only so much as can matter.
  ///
  /// A large package that is not compiled and needs nothing of the system is mostly data, which is
  /// left packed if something else says that the tarball `isWhole`.
  ///
  /// - Throws: `CRANError.damagedTarball`, also for paths that lead out of it, and
  ///   `CRANError.noDescription`.
  static func read(
    _ bytes: [UInt8], package name: String, isWhole: Bool = false
  ) throws(CRANError) -> Contents {
    let maySpare = isWhole && bytes.count >= large
    var reader = ArchiveReader(bytes: bytes, name: "\(name).tar.gz")
    var scan = TarballScan()
    var description: [UInt8]?
    do {
      while let entry = try reader.next() {
        guard entry.isFile else { continue }
        let path = entry.path
        let parts = path.split(separator: "/")
        guard parts.count >= 2, parts[0] == name else { continue }
        // Once DESCRIPTION and the R code were read, nothing that follows can matter.
        let isPastCode = scan.hasSeenCode && parts[1] != "R"
        if maySpare, description != nil, scan.needsNothing, isPastCode { break }
        let relative = parts.dropFirst().joined(separator: "/")
        var isExecutable = false
        if case .file(let executable) = entry.kind { isExecutable = executable }
        switch scan.take(path: Array(parts.dropFirst()), isExecutable: isExecutable) {
        case .description:
          let text = try reader.contents(limit: maximumDescription)
          scan.take(description: text)
          description = text
        case .script(let kind):
          guard entry.size ?? 0 <= TarballScan.maximumScript else { continue }
          let text = try reader.contents(limit: TarballScan.maximumScript)
          scan.take(text, kind: kind, path: relative)
          if isExecutable || relative == "configure" {
            scan.take(firstLineOf: text, path: relative)
          }
        case .firstLine:
          scan.take(firstLineOf: try reader.nextBlock() ?? [], path: relative)
        case .code:
          guard entry.size ?? 0 <= TarballScan.maximumScript else { continue }
          scan.take(code: try reader.contents(limit: TarballScan.maximumScript))
        case nil: break
        }
      }
    } catch {
      throw .damagedTarball(reason: "\(error)")
    }
    guard let description else { throw .noDescription(package: name) }
    scan.finish()
    return Contents(description: description, scan: scan)
  }

  /// The DESCRIPTION in the beginning of a tarball; nil if it is not there yet.
  static func description(inBeginning bytes: [UInt8], package name: String) -> [UInt8]? {
    var reader = ArchiveReader(bytes: bytes, name: "\(name).tar.gz")
    while let entry = try? reader.next() {
      if entry.isFile, entry.path == "\(name)/DESCRIPTION" {
        return try? reader.contents(limit: maximumDescription)
      }
    }
    return nil
  }
}
