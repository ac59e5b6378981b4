import Basics

/// A walk through a DCF text that notes where its fields and records are.
struct DCFScanner {
  private(set) var places: [DCFDocument.Place] = []
  private(set) var starts: [UInt32] = [0]

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let space = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")
  private static let colon = UInt8(ascii: ":")

  /// Scans all of `text`; the result is what is wrong with it, if anything is.
  mutating func scan(_ text: UnsafeBufferPointer<UInt8>) -> CRANError? {
    if let reason = Self.foreignFormat(text) { return .notDCF(line: 1, reason: reason) }
    places.reserveCapacity(text.count / 24)
    starts.reserveCapacity(text.count / 300)
    let hasMark = text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF
    var position = hasMark ? 3 : 0
    var line = 0
    while position < text.count {
      line += 1
      let next =
        ByteSearch.first(Self.lineFeed, in: UnsafeRawBufferPointer(text), from: position)
        ?? text.count
      var end = next
      if end > position, text[end - 1] == Self.carriageReturn { end -= 1 }
      if let failure = scanLine(text, from: position, to: end, line: line) { return failure }
      position = next + 1
    }
    endRecord()
    return nil
  }

  /// Scans one line, which lies at `start..<end`.
  private mutating func scanLine(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, line: Int
  ) -> CRANError? {
    guard start < end else {
      endRecord()
      return nil
    }
    if text[start] == Self.space || text[start] == Self.tab {
      return continueField(text, from: start, to: end, line: line)
    }
    let bytes = UnsafeRawBufferPointer(text)
    guard let colon = ByteSearch.first(Self.colon, in: bytes, from: start, to: end) else {
      return .notDCF(line: line, reason: "it is not a 'Name: value' field")
    }
    guard colon > start else { return .notDCF(line: line, reason: "its field has no name") }
    var nameEnd = colon
    while nameEnd > start, text[nameEnd - 1] == Self.space || text[nameEnd - 1] == Self.tab {
      nameEnd -= 1
    }
    places.append(
      DCFDocument.Place(
        nameStart: UInt32(start), nameEnd: UInt32(nameEnd), valueStart: UInt32(colon + 1),
        valueEnd: UInt32(end)))
    return nil
  }

  /// Takes a line that begins with white space: more of the field above, or a blank line.
  private mutating func continueField(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, line: Int
  ) -> CRANError? {
    let isBlank = (start..<end).allSatisfy { text[$0] == Self.space || text[$0] == Self.tab }
    if isBlank {
      endRecord()
      return nil
    }
    guard places.count > Int(starts[starts.count - 1]), let last = places.last else {
      return .notDCF(line: line, reason: "it is indented but does not continue a field")
    }
    places[places.count - 1] = DCFDocument.Place(
      nameStart: last.nameStart, nameEnd: last.nameEnd, valueStart: last.valueStart,
      valueEnd: UInt32(end))
    return nil
  }

  private mutating func endRecord() {
    if places.count > Int(starts[starts.count - 1]) { starts.append(UInt32(places.count)) }
  }

  /// What a text that cannot be DCF is, judged by its first bytes; nil if it may be DCF.
  private static func foreignFormat(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    if text.count >= 2, text[0] == 0x1F, text[1] == 0x8B { return "it is compressed, or damaged" }
    let first = text.first { $0 != space && $0 != tab && $0 != lineFeed && $0 != carriageReturn }
    return first == UInt8(ascii: "<") ? "it is an HTML page" : nil
  }
}
