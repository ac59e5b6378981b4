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
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourceLocation(offset: offset, line: low + 1, column: offset - starts[low] + 1)
  }
}
