extension StringProtocol {
  /// The first occurrence of a text in this one, compared byte by byte.
  package func range(ofText text: some StringProtocol) -> Range<Index>? {
    let needle = Array(text.utf8)
    guard let first = needle.first else { return startIndex..<startIndex }
    let bytes = utf8
    var start = bytes.startIndex
    while let candidate = bytes[start...].firstIndex(of: first) {
      if bytes[candidate...].starts(with: needle) {
        return candidate..<bytes.index(candidate, offsetBy: needle.count)
      }
      start = bytes.index(after: candidate)
    }
    return nil
  }

  /// Whether this text contains another, compared byte by byte.
  package func has(_ text: some StringProtocol) -> Bool {
    let needle = Array(text.utf8)
    if needle.isEmpty { return true }
    return utf8.withContiguousStorageIfAvailable { bytes in
      needle.withUnsafeBufferPointer { ByteSearch.range(of: $0, in: bytes) != nil }
    } ?? (range(ofText: text) != nil)
  }

  /// Whether this text has a byte.
  package func has(_ byte: UInt8) -> Bool {
    utf8.withContiguousStorageIfAvailable {
      ByteSearch.first(byte, in: UnsafeRawBufferPointer($0)) != nil
    } ?? utf8.contains(byte)
  }

  /// Whether there is a dot in it, as in the name of a module that lies in a package.
  package var isDotted: Bool { has(UInt8(ascii: ".")) }

  /// The text before its first dot, all of it where there is none: of a module's dotted name, the top-level module.
  @inlinable
  package var topLevelModule: String {
    let end = utf8.firstIndex(of: UInt8(ascii: ".")) ?? endIndex
    return String(self[..<end])
  }

  /// The text between the first occurrence of one text and the next of another.
  package func between(_ start: some StringProtocol, _ end: some StringProtocol) -> String? {
    guard let head = range(ofText: start),
      let tail = self[head.upperBound...].range(ofText: end)
    else { return nil }
    return String(self[head.upperBound..<tail.lowerBound])
  }
}

extension Substring {
  /// The text before its last dot, nil where there is none: of a module's dotted name, the package that it is in.
  @inlinable
  package var enclosingModule: Substring? {
    utf8.lastIndex(of: UInt8(ascii: ".")).map { self[..<$0] }
  }
}

extension String {
  /// The text before its last dot, nil where there is none.
  @inlinable
  package var enclosingModule: Substring? { self[...].enclosingModule }
}
