/// The `requires.txt` of an egg-info: what setuptools found to be required, in sections
/// `[extra]`, `[:marker]` and `[extra:marker]`.
enum RequiresFile {
  /// The requirements with their sections.
  static func parse(_ file: [UInt8]) -> [SectionedRequirement] {
    var result: [SectionedRequirement] = []
    var extra: String?
    var marker: String?
    for line in TextLines.lines(of: file) {
      let line = TextLines.trimmed(line)
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard line.hasPrefix("["), line.hasSuffix("]") else {
        result.append(SectionedRequirement(text: String(line), extra: extra, marker: marker))
        continue
      }
      let section = line.dropFirst().dropLast()
      let colon = section.firstIndex(of: ":") ?? section.endIndex
      let name = TextLines.trimmed(section[..<colon])
      let condition = TextLines.trimmed(section[colon...].dropFirst())
      extra = name.isEmpty ? nil : String(name)
      marker = condition.isEmpty ? nil : String(condition)
    }
    return result
  }
}

/// The lines of small text files.
enum TextLines {
  /// The lines, without their ends, whichever way those are written.
  static func lines(of file: [UInt8]) -> [Substring] {
    let bytes = file.starts(with: [0xef, 0xbb, 0xbf]) ? file.dropFirst(3) : file[...]
    return String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
  }

  /// The text without white space at its ends.
  static func trimmed(_ text: Substring) -> Substring {
    var bytes = text.utf8
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return Substring(bytes)
  }
}
