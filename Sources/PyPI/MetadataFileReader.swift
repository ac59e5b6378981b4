import ContentHash
import PackageMetadata
import Transfer

/// A reader of a metadata file that keeps its headers: the description after them is of no use.
final class MetadataFileReader: FormReader {
  /// Why the file cannot be used.
  enum Failure: Error, CustomStringConvertible {
    /// Its hash is not what the index says.
    case hash(expected: ContentHash, found: ContentHash)

    var description: String {
      switch self {
      case .hash(let expected, let found):
        "its SHA-256 is \(found.text(.base16)), and the index says \(expected.text(.base16));"
          + " it was changed in transit, or the index is wrong: try another network or index"
      }
    }
  }

  private let expected: ContentHash?
  private var hash = SHA256Stream()
  private var bytes: [UInt8] = []
  private var isWhole = false

  /// A reader that compares the file's hash with `expected`.
  init(expected: ContentHash?) {
    self.expected = expected
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws -> StreamVerdict {
    if expected != nil { hash.update(bytes) }
    if !isWhole {
      let searched = max(0, self.bytes.count - 3)
      self.bytes.append(contentsOf: bytes)
      if let end = Self.endOfHeaders(self.bytes, from: searched) {
        self.bytes.removeLast(self.bytes.count - end)
        isWhole = true
      }
    }
    return isWhole && expected == nil ? .enough : .more
  }

  func finish() throws -> [UInt8] {
    if let expected {
      let found = hash.finalize()
      guard found == expected else { throw Failure.hash(expected: expected, found: found) }
    }
    return bytes
  }

  /// The headers of a metadata file.
  static func headers(of file: [UInt8]) -> [UInt8] {
    endOfHeaders(file, from: 0).map { Array(file[..<$0]) } ?? file
  }

  /// Where the first blank line begins.
  private static func endOfHeaders(_ bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var position = start
      while position + 1 < bytes.count {
        guard bytes[position] == 0x0a else {
          position += 1
          continue
        }
        if bytes[position + 1] == 0x0a { return position + 1 }
        if bytes[position + 1] == 0x0d, position + 2 < bytes.count, bytes[position + 2] == 0x0a {
          return position + 1
        }
        position += 1
      }
      return nil
    }
  }
}
