import FoundationEssentials

/// JSON files: decoding, with the place of what is wrong.
enum JSONText {
  /// The largest file that is decoded, which takes some fifteen times its bytes in memory.
  private static let byteLimit = 12 << 20

  /// Decodes a file.
  ///
  /// - Throws: `RequestProblem`: with line and column where it is not JSON, with the key where it is
  ///   JSON of another shape.
  static func decode<Value: Decodable>(
    _ bytes: [UInt8], path: String, format: String
  ) throws(RequestProblem) -> Value {
    guard bytes.count <= byteLimit else {
      throw RequestProblem(Place(path), .tooLarge(bytes: bytes.count, limit: byteLimit))
    }
    if let offset = JSONCheck.firstFault(in: bytes) {
      let before = bytes[..<min(offset, bytes.count)]
      let start = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
      throw RequestProblem(
        Place(path, line: before.count { $0 == 0x0a } + 1, column: before.count - start + 1),
        .syntax(
          format: "JSON", reason: offset >= bytes.count ? "the file ends early" : "unexpected text")
      )
    }
    do {
      let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes[3...] : bytes[...]
      return try JSONDecoder().decode(Value.self, from: Data(content))
    } catch let error as DecodingError {
      let coding: [any CodingKey]
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .keyNotFound(_, let context), .dataCorrupted(let context):
        coding = context.codingPath
      @unknown default: coding = []
      }
      let key = coding.map(\.stringValue).joined(separator: ".")
      throw RequestProblem(
        Place(path, key: key.isEmpty ? nil : key),
        .syntax(format: format, reason: "it does not have the shape of a \(format)"))
    } catch {
      throw RequestProblem(
        Place(path), .syntax(format: format, reason: "it does not have the shape of a \(format)"))
    }
  }
}

/// Finds where a text stops being JSON (RFC 8259), without recursion and in linear time.
///
/// `JSONDecoder` says that a text is not JSON, but where only in words.
enum JSONCheck {
  /// How deep arrays and objects may nest; that of `JSONDecoder`.
  static let depthLimit = 500

  /// The offset of the first byte that cannot be there; nil if the text is JSON.
  static func firstFault(in bytes: [UInt8]) -> Int? {
    var check = Walk(bytes: bytes)
    return check.run()
  }

  private struct Walk {
    let bytes: [UInt8]
    var position = 0
    /// The closing bytes that are awaited, innermost last.
    var open: [UInt8] = []

    init(bytes: [UInt8]) {
      self.bytes = bytes
      if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    }

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipBlank() {
      while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
        position += 1
      }
    }

    mutating func run() -> Int? {
      while true {
        // A value is expected here.
        skipBlank()
        guard let byte = current else { return position }
        switch byte {
        case UInt8(ascii: "{"):
          position += 1
          guard open.count < depthLimit else { return position - 1 }
          skipBlank()
          if current == UInt8(ascii: "}") {
            position += 1
          } else {
            open.append(UInt8(ascii: "}"))
            if let fault = key() { return fault }
            continue
          }
        case UInt8(ascii: "["):
          position += 1
          guard open.count < depthLimit else { return position - 1 }
          skipBlank()
          if current == UInt8(ascii: "]") {
            position += 1
          } else {
            open.append(UInt8(ascii: "]"))
            continue
          }
        case UInt8(ascii: "\""): if let fault = string() { return fault }
        default: if let fault = scalar() { return fault }
        }
        // A value has ended: what holds it goes on or ends.
        while true {
          skipBlank()
          guard let close = open.last else { return current == nil ? nil : position }
          guard let byte = current else { return position }
          if byte == UInt8(ascii: ",") {
            position += 1
            if close == UInt8(ascii: "}"), let fault = key() { return fault }
            break
          }
          guard byte == close else { return position }
          position += 1
          open.removeLast()
        }
      }
    }

    /// A key and its colon.
    private mutating func key() -> Int? {
      skipBlank()
      guard current == UInt8(ascii: "\"") else { return position }
      if let fault = string() { return fault }
      skipBlank()
      guard current == UInt8(ascii: ":") else { return position }
      position += 1
      return nil
    }

    private mutating func string() -> Int? {
      position += 1
      while let byte = current {
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return nil
        case UInt8(ascii: "\\"): position += 1
        case 0..<0x20: return position - 1
        default: break
        }
      }
      return bytes.count
    }

    private mutating func scalar() -> Int? {
      let start = position
      while let byte = current, byte > 0x20, !Array(",]}".utf8).contains(byte) { position += 1 }
      let word = bytes[start..<position]
      for known in ["true", "false", "null"] where word.elementsEqual(known.utf8) { return nil }
      guard let first = word.first, first == UInt8(ascii: "-") || first &- 0x30 < 10,
        word.allSatisfy({ $0 &- 0x30 < 10 || Array("+-.eE".utf8).contains($0) })
      else { return start }
      return nil
    }
  }
}
