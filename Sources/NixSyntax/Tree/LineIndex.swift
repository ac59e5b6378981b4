import Basics

/// The offsets at which the lines of a text start.
package struct LineIndex: Sendable {
  private let starts: [Int]

  /// The lines of a text; a line ends in LF, CR LF or CR.
  package init(_ source: [UInt8]) {
    var starts = [0]
    var offset = 0
    while offset < source.count {
      let byte = source[offset]
      offset += 1
      if byte == UInt8(ascii: "\r"), offset < source.count, source[offset] == UInt8(ascii: "\n") {
        offset += 1
      }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { starts.append(offset) }
    }
    self.starts = starts
  }

  /// The line and column of an offset.
  package func location(of offset: Int) -> SourceLocation {
    let line = max(1, partitionPoint(0..<starts.count) { starts[$0] <= offset })
    return SourceLocation(offset: offset, line: line, column: offset - starts[line - 1] + 1)
  }
}
