import Basics

/// A scanner for the HTML that indexes generate: plain tags, and links whose attributes are in
/// double quotes.
///
/// It takes only what it knows. At the first tag of another shape it stops, and says so.
struct AnchorScanner {
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private enum Step {
    /// A tag ends before this offset.
    case next(Int)
    /// The bytes end inside the tag.
    case incomplete
    /// The tag is of another shape.
    case foreign
  }

  /// Whether the next tag is one to leave to a real parser of HTML.
  private(set) var isAtForeignTag = false
  /// Whether the page says that it is one of an index.
  private(set) var isIndexPage = false
  private var isInHeading = false

  /// Reads all the whole tags of `bytes`, up to a foreign one.
  ///
  /// - Returns: The offset of the first tag not read.
  mutating func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, into builder: inout ProjectTableBuilder
  ) -> Int {
    var position = 0
    while let start = Self.find(UInt8(ascii: "<"), in: bytes, from: position) {
      if isInHeading, HTMLTexts.isIndexHeading(bytes[position..<start]) { isIndexPage = true }
      switch tag(at: start, of: bytes, &builder) {
      case .next(let end): position = end
      case .incomplete: return start
      case .foreign:
        isAtForeignTag = true
        return start
      }
    }
    // A heading may be cut in two.
    return isInHeading ? position : bytes.count
  }

  private mutating func tag(
    at start: Int, of bytes: UnsafeBufferPointer<UInt8>, _ builder: inout ProjectTableBuilder
  ) -> Step {
    guard start + 4 <= bytes.count else { return .incomplete }
    if bytes[start + 1] | 0x20 == UInt8(ascii: "a"), Self.isSpace(bytes[start + 2]) {
      return anchor(at: start, of: bytes, &builder)
    }
    // The end of a link, of which a page has thousands.
    if bytes[start + 1] == UInt8(ascii: "/"), bytes[start + 2] == UInt8(ascii: "a"),
      bytes[start + 3] == UInt8(ascii: ">")
    {
      return .next(start + 4)
    }
    if bytes[start + 1] == UInt8(ascii: "!"), bytes[start + 2] == UInt8(ascii: "-") {
      return comment(at: start, of: bytes)
    }
    guard let end = Self.find(UInt8(ascii: ">"), in: bytes, from: start) else {
      return .incomplete
    }
    if bytes[start + 1] == UInt8(ascii: "!") { return .next(end + 1) }
    if bytes[start + 1] == UInt8(ascii: "b"), bytes[start + 2] == UInt8(ascii: "r"),
      bytes[start + 3] == UInt8(ascii: "/") || bytes[start + 3] == UInt8(ascii: ">")
    {
      return .next(end + 1)
    }
    var nameEnd = start + 1
    while nameEnd < end, !Self.isSpace(bytes[nameEnd]), nameEnd - start < 12 { nameEnd += 1 }
    let name = String(decoding: bytes[(start + 1)..<nameEnd], as: UTF8.self).lowercased()
    switch name {
    case "html", "head", "/head", "body", "/body", "/html", "br", "br/", "/a", "p",
      "/p", "ul", "/ul", "li", "/li", "pre", "/pre", "hr", "hr/":
      return .next(end + 1)
    case "title", "/title", "h1", "/h1":
      isInHeading = name == "title" || name == "h1"
      return .next(end + 1)
    case "meta":
      return meta(bytes[nameEnd..<end]) ? .next(end + 1) : .foreign
    default: return .foreign
    }
  }

  private func comment(at start: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Step {
    guard bytes[start + 3] == UInt8(ascii: "-") else { return .foreign }
    var position = start + 4
    while let end = Self.find(UInt8(ascii: ">"), in: bytes, from: position) {
      if end >= start + 6, bytes[end - 1] == UInt8(ascii: "-"), bytes[end - 2] == UInt8(ascii: "-")
      {
        return .next(end + 1)
      }
      position = end + 1
    }
    return .incomplete
  }

  /// Whether a `<meta>` may be passed: it is the index's version or names UTF-8.
  private mutating func meta(_ attributes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let text = String(decoding: attributes, as: UTF8.self).lowercased()
    if text.has("pypi:repository-version") {
      isIndexPage = true
      return true
    }
    return text.has("utf-8") || text.has("\"viewport\"")
      || text.has("\"api-version\"") || text.has("\"generator\"")
      || text.has("\"robots\"")
  }

  // MARK: - Links

  private func anchor(
    at start: Int, of bytes: UnsafeBufferPointer<UInt8>, _ builder: inout ProjectTableBuilder
  ) -> Step {
    var entry = IndexEntry(url: IndexEntry.Text(start: 0, end: 0))
    var core: IndexEntry.MetadataFile?
    var position = start + 2
    while true {
      while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
      guard position < bytes.count else { return .incomplete }
      if bytes[position] == UInt8(ascii: ">") { break }
      let nameStart = position
      while position < bytes.count, Self.isNameByte(bytes[position]) { position += 1 }
      guard position + 1 < bytes.count else { return .incomplete }
      guard position > nameStart, bytes[position] == UInt8(ascii: "="),
        bytes[position + 1] == UInt8(ascii: "\"")
      else { return .foreign }
      let name = UnsafeBufferPointer(rebasing: bytes[nameStart..<position])
      let valueStart = position + 2
      guard let valueEnd = Self.find(UInt8(ascii: "\""), in: bytes, from: valueStart) else {
        return .incomplete
      }
      guard let value = Self.value(bytes, valueStart, valueEnd) else { return .foreign }
      switch name.count {
      case 4 where Self.equal(name, "href"): entry.url = value
      case 20 where Self.equal(name, "data-requires-python"): entry.requiresPython = value
      case 16 where Self.equal(name, "data-upload-time"): entry.uploadTime = value
      case 11 where Self.equal(name, "data-yanked"): entry.yanked = value
      case 18 where Self.equal(name, "data-core-metadata"):
        core = HTMLTexts.metadataFile(bytes, value)
      case 23 where Self.equal(name, "data-dist-info-metadata"):
        // PEP 714: the old name counts only where the new one is not there.
        entry.metadataFile = HTMLTexts.metadataFile(bytes, value)
      default: break
      }
      position = valueEnd + 1
    }
    if let core { entry.metadataFile = core }
    if !entry.url.isEmpty { builder.add(entry, of: bytes, escapes: .html) }
    return .next(position + 1)
  }

  /// An attribute's value; nil if it has a reference that only a real parser knows.
  private static func value(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> IndexEntry.Text? {
    var text = IndexEntry.Text(start: start, end: end)
    var position = start
    while let escape = find(UInt8(ascii: "&"), in: bytes, from: position, to: end) {
      let limit = min(end, escape + 12)
      guard let semicolon = find(UInt8(ascii: ";"), in: bytes, from: escape, to: limit),
        TextEscapes.reference(Array(bytes[(escape + 1)..<semicolon])[...]) != nil
      else { return nil }
      text.isEscaped = true
      position = semicolon + 1
    }
    return text
  }

  // MARK: - Bytes

  private static func find(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int? = nil
  ) -> Int? {
    ByteSearch.first(byte, in: UnsafeRawBufferPointer(bytes), from: start, to: end)
  }

  private static func equal(_ name: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
    name.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || byte == UInt8(ascii: "-")
  }
}
