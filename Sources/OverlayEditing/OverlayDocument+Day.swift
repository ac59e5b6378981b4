import NixSyntax
package import PackageMetadata

extension OverlayDocument {
  /// What stands before the day in the line that keeps an overlay to it.
  private static let dayMark = "# As of "
  private static let dayEnd = ": nothing newer is taken."

  /// The day whose newest releases the overlay is kept to, which a comment before its code says.
  ///
  ///     # As of 2024-03-01: nothing newer is taken.
  package var asOf: Timestamp? { dayLine?.day }

  /// The line of that comment, without its end, and the day.
  private var dayLine: (range: Range<Int>, day: Timestamp)? {
    let source = tree.source
    var start = 0
    while start < source.count {
      let end = source[start...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
      let line = String(decoding: source[start..<end], as: UTF8.self)
      guard line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) else { return nil }
      if line.hasPrefix(Self.dayMark),
        let day = Timestamp(parsing: String(line.dropFirst(Self.dayMark.count).prefix(10)))
      {
        return (start..<end, day)
      }
      start = end + 1
    }
    return nil
  }

  /// The overlay with the comment that keeps it to a day.
  package consuming func noting(
    asOf day: Timestamp
  ) throws(OverlayEditingError) -> OverlayDocument {
    let line = Self.dayMark + day.day + Self.dayEnd
    if let known = dayLine {
      guard known.day != day else { return self }
      return try (consume self).applying([SourceEdit(range: known.range, replacement: line)])
    }
    let first = tree.source.prefix { $0 != UInt8(ascii: "\n") }
    let isOwn = Array(first) == Array(Self.header.utf8)
    let place = isOwn && first.count < tree.source.count ? first.count + 1 : 0
    return try (consume self).applying([SourceEdit(range: place..<place, replacement: line + "\n")])
  }
}
