#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
    guard let (bytes, modified) = try? LocalFile.readWithStatus(path) else { return nil }
    guard let (stored, contents) = parse(bytes, modified: modified.seconds) else {
      unlink(path)
      return nil
    }
    // Another key with the same name is no damage: the newer answer will replace this one.
    return stored == key.text ? contents : nil
  }

  /// The bytes that follow the body.
  ///
  /// - Parameters:
  ///   - checksum: The checksum of the body.
  ///   - key: What the body answers.
  ///   - head: What is known of the body.
  /// - Returns: Key, head and footer.
  static func tail(afterBody checksum: Checksum, key: CacheKey, head: [UInt8]) -> [UInt8] {
    var checksum = checksum
    let bodyLength = checksum.count
    var tail = key.text + head
    tail.reserveCapacity(tail.count + footerSize)
    append(bodyLength, to: &tail)
    append(UInt64(key.text.count), to: &tail)
    append(UInt64(head.count), to: &tail)
    tail.withUnsafeBytes { checksum.update($0) }
    append(checksum.value, to: &tail)
    append(mark, to: &tail)
    return tail
  }

  private static func parse(
    _ bytes: consuming [UInt8], modified: Int
  ) -> (key: [UInt8], contents: Contents)? {
    let size = bytes.count
    guard size >= footerSize, number(in: bytes, at: size - 8) == mark else { return nil }
    let bodyLength = number(in: bytes, at: size - 40)
    let keyLength = number(in: bytes, at: size - 32)
    let headLength = number(in: bytes, at: size - 24)
    let limit = UInt64(size)
    guard bodyLength <= limit, keyLength <= limit, headLength <= limit,
      bodyLength + keyLength + headLength + UInt64(footerSize) == limit
    else { return nil }
    var checksum = Checksum()
    bytes.withUnsafeBytes { checksum.update(.init(rebasing: $0[..<(size - 16)])) }
    guard checksum.value == number(in: bytes, at: size - 16) else { return nil }
    let keyStart = Int(bodyLength)
    let headStart = keyStart + Int(keyLength)
    let key = Array(bytes[keyStart..<headStart])
    let head = Array(bytes[headStart..<(headStart + Int(headLength))])
    bytes.removeLast(size - keyStart)
    return (key, Contents(body: bytes, head: head, modified: modified))
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func number(in bytes: [UInt8], at offset: Int) -> UInt64 {
    bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }
}
