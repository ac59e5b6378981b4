import Basics

/// The layout of one file of the cache: body, key, head, then a footer with their lengths and a
/// checksum of all before it.
///
/// The footer is at the end so that a body can be written while its length is unknown, and so that
/// reading cuts the end off the one buffer instead of copying the body out of it.
enum CacheFile {
  /// What one file holds.
  struct Contents {
    var body: [UInt8]
    var head: [UInt8]
    /// When the file was written or last confirmed, in seconds since 1970.
    var modified: Int
  }

  /// Five little-endian numbers: the lengths of body, key and head, the checksum, and a mark.
  private static let footerSize = 40
  private static let mark: UInt64 = 0x3165_6863_6163_676e

  /// Reads the file at `path`; nil when there is none, or none for `key`.
  ///
  /// A damaged file is removed, so that its content is asked for again.
  static func read(_ path: String, key: CacheKey) -> Contents? {
    guard let (bytes, status) = try? Files.readWithStatus(path) else { return nil }
    guard let (stored, contents) = parse(bytes, modified: status.seconds) else {
      Files.remove(path)
      return nil
    }
    // Another key with the same name is not damage: the newer answer will replace this one.
    return stored == key.text ? contents : nil
  }

  /// The bytes that follow the body.
  ///
  /// - Parameters:
  ///   - checksum: The checksum of the body.
  ///   - key: What the body answers.
  ///   - head: What is known about the body.
  /// - Returns: Key, head and footer.
  static func tail(afterBody checksum: Checksum, key: CacheKey, head: [UInt8]) -> [UInt8] {
    var checksum = checksum
    var tail = BinaryWriter()
    tail.append(raw: key.text)
    tail.append(raw: head)
    for length in [checksum.count, UInt64(key.text.count), UInt64(head.count)] {
      tail.append(length)
    }
    tail.bytes.withUnsafeBytes { checksum.update($0) }
    tail.append(checksum.value)
    tail.append(mark)
    return tail.bytes
  }

  private static func parse(
    _ bytes: consuming [UInt8], modified: Int
  ) -> (key: [UInt8], contents: Contents)? {
    let size = bytes.count
    // A copy, so that nothing else holds the bytes when their end is cut off.
    let footer = LittleEndian(bytes: Array(bytes[max(0, size - footerSize)...])[...])
    guard footer.number(at: 32, size: 8) == mark, let bodyLength = footer.long(at: 0),
      let keyLength = footer.long(at: 8), let headLength = footer.long(at: 16),
      bodyLength <= size, keyLength <= size, headLength <= size,
      bodyLength + keyLength + headLength + footerSize == size
    else { return nil }
    let stored = footer.number(at: 24, size: 8)
    var checksum = Checksum()
    bytes.withUnsafeBytes { checksum.update(.init(rebasing: $0[..<(size - 16)])) }
    guard checksum.value == stored else { return nil }
    let headStart = bodyLength + keyLength
    let key = Array(bytes[bodyLength..<headStart])
    let head = Array(bytes[headStart..<(headStart + headLength)])
    bytes.removeLast(size - bodyLength)
    return (key, Contents(body: bytes, head: head, modified: modified))
  }
}
