/// What the texts of an HTML index page mean.
enum HTMLTexts {
  /// Whether a title or heading is that of a page of links: "Links for …".
  static func isIndexHeading(_ text: some Sequence<UInt8>) -> Bool {
    let words = String(decoding: Array(text), as: UTF8.self).lowercased()
      .split { $0.isWhitespace }
    return words.starts(with: ["links", "for"])
  }

  /// What `data-core-metadata` says: `sha256=…`, another digest, `true` or `false`.
  static func metadataFile(
    _ bytes: UnsafeBufferPointer<UInt8>, _ value: IndexEntry.Text
  ) -> IndexEntry.MetadataFile {
    let text = bytes[value.start..<value.end]
    if text.starts(with: "sha256=".utf8) {
      return .announced(IndexEntry.Text(start: value.start + 7, end: value.end))
    }
    return text.elementsEqual("false".utf8) ? .absent : .announced(nil)
  }
}
