/// A parser of index pages in JSON (PEP 691, 700, 714), a file at a time.
final class JSONPageParser: IndexPageParser {
  private enum State {
    case start
    case members
    case files
    case end
  }

  private var state = State.start
  private var sawFiles = false
  private var isFirstMember = true
  private var isFirstFile = true
  /// How many bytes were read before those at hand, for messages.
  private var consumed = 0

  func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into builder: inout ProjectTableBuilder
  ) throws(IndexPageError) -> Int {
    var scanner = JSONScanner(bytes: bytes, position: 0)
    var read = 0
    do throws(JSONScanner.Failure) {
      while state != .end {
        try step(&scanner, &builder)
        read = scanner.position
      }
      if !sawFiles { throw .malformed(read) }
      // Nothing but white space may follow.
      if let next = scanner.next { throw .malformed(next) }
      read = bytes.count
    } catch {
      switch error {
      case .incomplete where !isLast: break
      case .incomplete:
        throw .json(offset: consumed + bytes.count, reason: "the page ends too soon")
      case .malformed(let offset):
        if let version = otherVersion { throw .apiVersion(version) }
        let reason =
          state == .end && !sawFiles
          ? "there is no list of files" : "there is something unexpected"
        throw .json(offset: consumed + offset, reason: reason)
      }
    }
    consumed += read
    return read
  }

  private var otherVersion: String?

  /// Reads the next whole thing: a bracket, a member of the page, or a file.
  private func step(
    _ scanner: inout JSONScanner, _ builder: inout ProjectTableBuilder
  ) throws(JSONScanner.Failure) {
    switch state {
    case .start:
      try scanner.expect(UInt8(ascii: "{"))
      state = .members
    case .members: try member(&scanner, &builder)
    case .files:
      if try scanner.item(before: UInt8(ascii: "]"), isFirst: isFirstFile) {
        let entry = try file(&scanner)
        isFirstFile = false
        if let entry { builder.add(entry, of: scanner.bytes, escapes: .json) }
      } else {
        isFirstFile = true
        isFirstMember = false
        state = .members
      }
    case .end: break
    }
  }

  private func member(
    _ scanner: inout JSONScanner, _ builder: inout ProjectTableBuilder
  ) throws(JSONScanner.Failure) {
    guard try scanner.item(before: UInt8(ascii: "}"), isFirst: isFirstMember) else {
      state = .end
      return
    }
    let key = try scanner.string()
    try scanner.expect(UInt8(ascii: ":"))
    if scanner.isKey(key, "files") {
      try scanner.expect(UInt8(ascii: "["))
      state = .files
      sawFiles = true
    } else if scanner.isKey(key, "name") {
      let name = try scanner.string()
      let decoded = (name.isEscaped ? TextEscapes.json : .none)
        .decode(scanner.bytes[name.start..<name.end])
      builder.displayName = String(decoding: decoded, as: UTF8.self)
    } else if scanner.isKey(key, "meta") {
      try meta(&scanner)
    } else {
      try scanner.skipValue()
      try wait(&scanner)
    }
    isFirstMember = false
  }

  /// Makes sure that the value just passed is followed by something, so that it is whole.
  private func wait(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) {
    _ = try scanner.peek()
  }

  private func meta(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) {
    try scanner.expect(UInt8(ascii: "{"))
    var isFirst = true
    while try scanner.item(before: UInt8(ascii: "}"), isFirst: isFirst) {
      isFirst = false
      let key = try scanner.string()
      try scanner.expect(UInt8(ascii: ":"))
      guard scanner.isKey(key, "api-version"), try scanner.peek() == UInt8(ascii: "\"") else {
        try scanner.skipValue()
        continue
      }
      let text = try scanner.string()
      let version = String(decoding: scanner.bytes[text.start..<text.end], as: UTF8.self)
      guard version == "1" || version.hasPrefix("1.") else {
        otherVersion = version
        throw .malformed(text.start)
      }
    }
  }

  /// Reads one file; nil for one without a link.
  private func file(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) -> IndexEntry? {
    var entry = IndexEntry(url: IndexEntry.Text(start: 0, end: 0))
    var metadata: IndexEntry.MetadataFile?
    try scanner.expect(UInt8(ascii: "{"))
    var isFirst = true
    while try scanner.item(before: UInt8(ascii: "}"), isFirst: isFirst) {
      isFirst = false
      let key = try scanner.string()
      try scanner.expect(UInt8(ascii: ":"))
      switch key.end - key.start {
      case 3 where scanner.isKey(key, "url"): entry.url = try scanner.string()
      case 4 where scanner.isKey(key, "size"): entry.size = try scanner.natural()
      case 6 where scanner.isKey(key, "hashes"): entry.sha256 = try digest(&scanner)
      case 6 where scanner.isKey(key, "yanked"): entry.yanked = try yanked(&scanner)
      case 8 where scanner.isKey(key, "filename"): entry.fileName = try scanner.string()
      case 11 where scanner.isKey(key, "upload-time"):
        entry.uploadTime = try scanner.stringOrNull()
      case 13 where scanner.isKey(key, "core-metadata"):
        metadata = try metadataFile(&scanner)
      case 15 where scanner.isKey(key, "requires-python"):
        entry.requiresPython = try scanner.stringOrNull()
      case 18 where scanner.isKey(key, "dist-info-metadata"),
        23 where scanner.isKey(key, "data-dist-info-metadata"):
        // PEP 714: the old names count only where the new one is not there.
        let old = try metadataFile(&scanner)
        metadata = metadata ?? old
      default: try scanner.skipValue()
      }
    }
    entry.metadataFile = metadata ?? .unsaid
    return entry.url.isEmpty ? nil : entry
  }

  private func yanked(
    _ scanner: inout JSONScanner
  ) throws(JSONScanner.Failure) -> IndexEntry.Text? {
    switch try scanner.peek() {
    case UInt8(ascii: "\""): return try scanner.string()
    case UInt8(ascii: "n"):
      try scanner.skipValue()
      return nil
    default:
      return try scanner.boolean() ? IndexEntry.Text(start: 0, end: 0) : nil
    }
  }

  private func metadataFile(
    _ scanner: inout JSONScanner
  ) throws(JSONScanner.Failure) -> IndexEntry.MetadataFile {
    switch try scanner.peek() {
    case UInt8(ascii: "{"): return .announced(try digest(&scanner))
    case UInt8(ascii: "n"):
      try scanner.skipValue()
      return .unsaid
    default: return try scanner.boolean() ? .announced(nil) : .absent
    }
  }

  /// Reads the SHA-256 in an object of digests.
  private func digest(
    _ scanner: inout JSONScanner
  ) throws(JSONScanner.Failure) -> IndexEntry.Text? {
    var result: IndexEntry.Text?
    try scanner.expect(UInt8(ascii: "{"))
    var isFirst = true
    while try scanner.item(before: UInt8(ascii: "}"), isFirst: isFirst) {
      isFirst = false
      let key = try scanner.string()
      try scanner.expect(UInt8(ascii: ":"))
      if scanner.isKey(key, "sha256") {
        result = try scanner.string()
      } else {
        try scanner.skipValue()
      }
    }
    return result
  }
}
