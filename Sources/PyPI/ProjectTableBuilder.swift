import Basics
import PackageMetadata
import Transfer
import Versions

/// The files of an index page while they are read, on their way to a ``ProjectTable``.
struct ProjectTableBuilder {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private let project: [UInt8]
  /// What relative links are relative to: the page, or its `<base href>`.
  var baseURL: String
  /// Whether the page is on this machine's disk, as only then may what it links to be.
  private let isLocal: Bool
  /// The name as the page spells it.
  var displayName: String?

  private var strings = ByteInterner()
  private var constraints = ByteInterner()
  private var constraintStrings: [UInt32] = []
  private var versionTexts = ByteInterner()
  private var versions: [PythonVersion?] = []
  private var names: [UInt8] = []
  private var digests: [UInt8] = []
  private var records: [ProjectTable.Record] = []
  private var recordVersions: [UInt32] = []
  private var hasUploadTimes = false
  private var saysMetadata = false
  private var skipped = 0
  /// The credentials of links, by their URLs without them.
  private(set) var credentials: [String: String] = [:]
  private var skippedExamples: [String] = []

  /// A builder for the page of `project` (its normalised name) at `pageURL`.
  init(project: String, pageURL: String) {
    self.project = Array(project.utf8)
    baseURL = pageURL
    isLocal = URLText.scheme(of: pageURL) == "file"
  }

  /// How many files there are so far.
  var fileCount: Int { records.count }

  /// Takes one file of the page whose bytes are `bytes`.
  mutating func add(_ entry: IndexEntry, of bytes: Bytes, escapes: TextEscapes) {
    // Escapes are rare in links and names: the usual way copies nothing.
    if !entry.url.isEscaped, entry.fileName?.isEscaped != true {
      let name = entry.fileName.map { Bytes(rebasing: bytes[$0.start..<$0.end]) }
      let link = Bytes(rebasing: bytes[entry.url.start..<entry.url.end])
      add(entry, link: link, name: name, bytes, escapes)
    } else {
      let link = Self.plain(entry.url, bytes, escapes)
      let name = entry.fileName.map { Self.plain($0, bytes, escapes) }
      link.withUnsafeBufferPointer { link in
        guard let name else { return add(entry, link: link, name: nil, bytes, escapes) }
        name.withUnsafeBufferPointer { add(entry, link: link, name: $0, bytes, escapes) }
      }
    }
  }

  private static func plain(
    _ text: IndexEntry.Text, _ bytes: Bytes, _ escapes: TextEscapes
  ) -> [UInt8] {
    let slice = bytes[text.start..<text.end]
    return text.isEscaped ? escapes.decode(slice) : Array(slice)
  }

  // MARK: - One file

  private mutating func add(
    _ entry: IndexEntry, link: Bytes, name: Bytes?, _ bytes: Bytes, _ escapes: TextEscapes
  ) {
    let link = LinkParts(link)
    let component = Bytes(rebasing: link.url[link.component])
    let isPlain = !component.contains(UInt8(ascii: "%"))
    if let name {
      add(
        entry, link: link, name: name, isPlain && ByteSearch.isSame(name, component), bytes, escapes
      )
    } else if isPlain {
      add(entry, link: link, name: component, true, bytes, escapes)
    } else {
      let decoded = PercentEncoding.decoded(component)
      decoded.withUnsafeBufferPointer { add(entry, link: link, name: $0, false, bytes, escapes) }
    }
  }

  private mutating func add(
    _ entry: IndexEntry, link: LinkParts, name: Bytes, _ isComponent: Bool, _ bytes: Bytes,
    _ escapes: TextEscapes
  ) {
    guard name.count <= 255, name.allSatisfy(Self.isNameByte),
      let parts = DistributionFileName(name, project: project),
      let version = versionIndex(Bytes(rebasing: name[parts.version]))
    else { return skip(name) }
    var record = ProjectTable.Record()
    guard place(link, isComponent: isComponent, in: &record) else { return skip(name) }
    record.nameOffset = UInt32(clamping: names.count)
    record.nameLength = UInt8(truncatingIfNeeded: name.count)
    names.append(contentsOf: name)
    if parts.isWheel { record.flags.insert(.wheel) }
    addDigests(entry, link, bytes, to: &record)
    if let text = entry.requiresPython, !text.isEmpty {
      record.requiresPython = constraint(text, bytes, escapes)
      record.flags.insert(.requiresPython)
    }
    if let reason = entry.yanked {
      record.yanked = UInt32(clamping: strings.intern(Self.plain(reason, bytes, escapes)))
      record.flags.insert(.yanked)
    }
    if let size = entry.size, size >= 0 {
      record.size = Int64(size)
      record.flags.insert(.size)
    }
    if let text = entry.uploadTime,
      let time = Timestamp(parsing: Bytes(rebasing: bytes[text.start..<text.end]))
    {
      record.uploadTime = time.seconds
      record.flags.insert(.uploadTime)
      hasUploadTimes = true
    }
    records.append(record)
    recordVersions.append(UInt32(clamping: version))
  }

  /// Whether a file name may have the byte: neither white space nor what separates directories.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7f && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "\\")
  }

  private mutating func skip(_ name: Bytes) {
    skipped += 1
    if skippedExamples.count < 3, !name.isEmpty, name.count <= 255 {
      skippedExamples.append(String(decoding: name, as: UTF8.self))
    }
  }

  /// The index of the version written `text`; nil if PEP 440 does not know it.
  private mutating func versionIndex(_ text: Bytes) -> Int? {
    let index = versionTexts.intern(text)
    if index == versions.count { versions.append(DistributionFileName.version(text)) }
    return versions[index] == nil ? nil : index
  }

  private mutating func constraint(
    _ text: IndexEntry.Text, _ bytes: Bytes, _ escapes: TextEscapes
  ) -> UInt32 {
    let index = constraints.intern(Bytes(rebasing: bytes[text.start..<text.end]))
    if index == constraintStrings.count {
      let string = strings.intern(Self.plain(text, bytes, escapes))
      constraintStrings.append(UInt32(clamping: string))
    }
    return constraintStrings[index]
  }

  /// Notes where the file is; says whether it is anywhere.
  private mutating func place(
    _ link: LinkParts, isComponent: Bool, in record: inout ProjectTable.Record
  ) -> Bool {
    guard link.isWeb, !link.hasUser else { return placeResolved(link, in: &record) }
    guard isComponent, !link.hasQuery else {
      record.url = UInt32(clamping: strings.intern(link.url))
      record.flags.insert(.wholeURL)
      return true
    }
    let directory = Bytes(rebasing: link.url[..<link.component.lowerBound])
    record.digests = UInt32(clamping: digests.count)
    if let prefix = Self.appendDirectoryDigest(of: directory, to: &digests) {
      record.url = UInt32(clamping: strings.intern(Bytes(rebasing: directory[..<prefix])))
      record.flags.insert(.digestDirectory)
    } else {
      record.url = UInt32(clamping: strings.intern(directory))
    }
    return true
  }

  private mutating func placeResolved(
    _ link: LinkParts, in record: inout ProjectTable.Record
  ) -> Bool {
    let text = String(decoding: link.url, as: UTF8.self)
    guard let resolved = URLText.resolve(text, base: baseURL),
      let scheme = URLText.scheme(of: resolved),
      scheme == "https" || scheme == "http" || (scheme == "file" && isLocal),
      resolved.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f })
    else { return false }
    var plain = resolved
    if let user = URLText.credentials(in: resolved) {
      plain = URLText.withoutCredentials(resolved)
      credentials[plain] = user
    }
    record.url = UInt32(clamping: strings.intern(Array(plain.utf8)))
    record.flags.insert(.wholeURL)
    return true
  }

  /// Adds the 32 bytes that PyPI's file host makes the directories `aa/bb/<60 digits>/` of.
  ///
  /// - Returns: The length of what comes before them; nil if the directory is a different one.
  private static func appendDirectoryDigest(
    of directory: Bytes, to digests: inout [UInt8]
  ) -> Int? {
    let start = directory.count - 67
    guard start > 0, directory[start + 2] == UInt8(ascii: "/"),
      directory[start + 5] == UInt8(ascii: "/"), directory[directory.count - 1] == UInt8(ascii: "/")
    else { return nil }
    let count = digests.count
    // Only what is written back alike may be shortened.
    let isDigest =
      !directory[start...].contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "F") }
      && Hexadecimal.append(Bytes(rebasing: directory[start..<start + 2]), to: &digests)
      && Hexadecimal.append(Bytes(rebasing: directory[(start + 3)..<start + 5]), to: &digests)
      && Hexadecimal.append(Bytes(rebasing: directory[(start + 6)..<start + 66]), to: &digests)
    if !isDigest { digests.removeLast(digests.count - count) }
    return isDigest ? start : nil
  }

  private mutating func addDigests(
    _ entry: IndexEntry, _ link: LinkParts, _ bytes: Bytes, to record: inout ProjectTable.Record
  ) {
    if !record.flags.contains(.digestDirectory) { record.digests = UInt32(clamping: digests.count) }
    let sha256 =
      entry.sha256.map { bytes[$0.start..<$0.end] } ?? link.sha256.map { link.fragment[$0] }
    if let sha256, sha256.count == 64, Hexadecimal.append(Bytes(rebasing: sha256), to: &digests) {
      record.flags.insert(.sha256)
    }
    switch entry.metadataFile {
    case .unsaid: break
    case .absent:
      saysMetadata = true
    case .announced(let digest):
      saysMetadata = true
      record.flags.insert(.metadata)
      if let digest, digest.end - digest.start == 64,
        Hexadecimal.append(Bytes(rebasing: bytes[digest.start..<digest.end]), to: &digests)
      {
        record.flags.insert(.metadataSHA256)
      }
    }
  }

  // MARK: - The table

  /// The table of all files, grouped by version.
  func finish() -> [UInt8] {
    let order = versions.indices.filter { versions[$0] != nil }.sorted { left, right in
      guard let first = versions[left], let second = versions[right] else { return left < right }
      return first == second ? left < right : first < second
    }
    // Versions that differ in their spelling only ('1.0' and '1.0.0') are one release.
    var groups = [Int](repeating: 0, count: versions.count)
    var texts: [ArraySlice<UInt8>] = []
    var last: PythonVersion?
    for index in order {
      if versions[index] != last { texts.append(versionTexts[index]) }
      last = versions[index]
      groups[index] = texts.count - 1
    }
    var starts = [Int](repeating: 0, count: texts.count + 1)
    for version in recordVersions { starts[groups[Int(version)] + 1] += 1 }
    for group in texts.indices { starts[group + 1] += starts[group] }
    var places = starts
    var sorted = records
    for (record, version) in zip(records, recordVersions) {
      let group = groups[Int(version)]
      sorted[places[group]] = record
      places[group] += 1
    }
    return ProjectTable.encode(
      ProjectTable.Parts(
        displayName: displayName ?? String(decoding: project, as: UTF8.self),
        hasUploadTimes: hasUploadTimes, saysMetadata: saysMetadata, skipped: skipped,
        skippedExamples: skippedExamples, strings: strings, versions: texts,
        ends: starts.dropFirst(), records: sorted, names: names, digests: digests))
  }
}
