/// Lines out of pieces of a stream.
struct LineSplitter {
  /// Bytes of one line that are kept; what is longer is cut.
  private static let limit = 1 << 24

  private var pending: [UInt8] = []

  /// The lines that `bytes` completes, without their line feeds.
  mutating func lines(adding bytes: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    for piece in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if piece.offset > 0 {
        result.append(pending)
        pending.removeAll(keepingCapacity: true)
      }
      pending += piece.element.prefix(max(0, Self.limit - pending.count))
    }
    return result
  }

  /// The last line, where no line feed ended it.
  mutating func rest() -> [UInt8]? {
    defer { pending = [] }
    return pending.isEmpty ? nil : pending
  }
}
