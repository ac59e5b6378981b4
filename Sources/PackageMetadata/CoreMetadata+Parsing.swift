import Basics
import Versions

extension CoreMetadata {
  /// How many bytes of one field are kept; some put a whole licence into `License`.
  private static let valueLimit = 65_536

  /// Reads the headers of a METADATA or PKG-INFO file, up to the first blank line.
  ///
  /// A line that is neither a field nor the continuation of one is passed over; a byte-order mark,
  /// CRLF and broken UTF-8 are put up with.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - provenance: the file's name, for messages.
  /// - Throws: `PackageMetadataError.metadata` for a file without `Name` or `Metadata-Version`,
  ///   such as a server's error page.
  package init(parsing bytes: Span<UInt8>, provenance: String) throws(PackageMetadataError) {
    self.init()
    var position = 0
    if bytes.count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf { position = 3 }
    var field: Field?
    // The value of the field: its first line, and the lines that continue it.
    var line = 0..<0
    var more: [UInt8] = []
    while position < bytes.count {
      var end = position
      while end < bytes.count, bytes[end] != 0x0a { end += 1 }
      let next = min(end + 1, bytes.count)
      while end > position, bytes[end - 1] == 0x0d { end -= 1 }
      if end == position { break }
      if bytes[position] == 0x20 || bytes[position] == 0x09 {
        if field != nil { Self.append(bytes, position..<end, to: &more) }
      } else if let colon = Self.colon(bytes, position..<end) {
        if let field { set(field, Self.text(bytes, line, more)) }
        more.removeAll(keepingCapacity: true)
        line = colon + 1..<max(colon + 1, min(end, colon + Self.valueLimit))
        field = Field(bytes, position..<colon)
      }
      position = next
    }
    if let field { set(field, Self.text(bytes, line, more)) }
    guard !name.isEmpty, !metadataVersion.isEmpty else {
      throw .metadata(
        provenance: provenance, reason: "it has no Name or no Metadata-Version: not core metadata")
    }
    guard requiresDist.count <= Requirement.maximumCount else {
      throw .tooManyRequirements(in: provenance)
    }
  }

  /// Reads the headers of a METADATA or PKG-INFO file, up to the first blank line.
  package init(parsing bytes: [UInt8], provenance: String) throws(PackageMetadataError) {
    try self.init(parsing: bytes.span, provenance: provenance)
  }

  /// The fields that are kept.
  private enum Field: String, CaseIterable {
    case metadataVersion = "metadata-version"
    case name
    case version
    case summary
    case homePage = "home-page"
    case licence = "license"
    case licenceExpression = "license-expression"
    case licenceFile = "license-file"
    case classifier
    case projectURL = "project-url"
    case requiresPython = "requires-python"
    case requiresDist = "requires-dist"
    case providesExtra = "provides-extra"
    case dynamic

    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
      guard range.count <= 18 else { return nil }
      let name = String(unsafeUninitializedCapacity: range.count) { lower in
        for index in range { lower[index - range.lowerBound] = ASCII.lowercased(bytes[index]) }
        return range.count
      }
      self.init(rawValue: name)
    }
  }

  /// The colon that ends a field's name: only printable ASCII comes before it.
  private static func colon(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    for index in range {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":") { return index > range.lowerBound ? index : nil }
      if byte <= 0x20 || byte >= 0x7f { return nil }
    }
    return nil
  }

  /// Adds a continuation line.
  private static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to more: inout [UInt8]) {
    guard more.count + range.count < valueLimit else { return }
    more.append(0x0a)
    for index in range { more.append(bytes[index]) }
  }

  /// The text of a value, without white space at its ends.
  private static func text(_ bytes: Span<UInt8>, _ line: Range<Int>, _ more: [UInt8]) -> String {
    let first = bytes.extracting(line)
    let trimmed = first.extracting(ASCII.trimmedRange(first))
    let text = trimmed.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    if more.isEmpty { return text }
    return String(ASCII.trimmed(text + String(decoding: more, as: UTF8.self)))
  }

  private mutating func set(_ field: Field, _ text: String) {
    // What setuptools of old wrote for a field left out.
    if text.isEmpty || text == "UNKNOWN" { return }
    switch field {
    case .metadataVersion: metadataVersion = text
    case .name: name = text
    case .version: version = text
    case .summary: summary = Self.oneLine(text)
    case .homePage: homePage = Self.oneLine(text)
    case .licence: licence.text = text
    case .licenceExpression: licence.expression = Self.oneLine(text)
    case .licenceFile: licenceFiles.append(text)
    case .classifier:
      let text = Self.oneLine(text)
      classifiers.append(text)
      if text.hasPrefix("License ::") { licence.classifiers.append(text) }
    case .projectURL:
      let parts = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return }
      let (label, url) = (ASCII.trimmed(parts[0]), ASCII.trimmed(parts[1]))
      if !url.isEmpty { projectURLs.append(ProjectURL(label: String(label), url: String(url))) }
    case .requiresPython: requiresPython = Self.oneLine(text)
    case .requiresDist: requiresDist.append(Self.oneLine(text))
    case .providesExtra: providesExtra.append(Self.oneLine(text))
    case .dynamic: dynamic.append(ASCII.lowercased(text))
    }
  }

  /// The text with each line's end, and the white space about it, as one space.
  private static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x0a || $0 == 0x0d }) else { return text }
    return Substring(text).utf8.split { $0 == 0x0a || $0 == 0x0d }
      .map { ASCII.trimmed(Substring($0)) }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
