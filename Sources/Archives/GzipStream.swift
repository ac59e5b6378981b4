import CZlib

/// The unpacking of gzip data (RFC 1952) as it comes, member after member, with every member's CRC-32
/// and length compared.
///
/// libarchive unpacks gzip too, but skips those two. As with `gzip` and libarchive, what follows the
/// last member and is not one is left alone.
final class GzipStream {
  enum Failure: Error {
    /// What was unpacked does not have the CRC-32 or the length that the data states.
    case checksum
    /// The data ends within a member.
    case truncated
    /// The data breaks the format, in zlib's words.
    case malformed(String)
    case noMemory
  }

  /// The bytes that tell gzip data.
  static let mark: [UInt8] = [0x1F, 0x8B]

  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var isOpen = false
  /// Whether a member is open, whose end is to come.
  private var isInMember = false
  private var isAtEnd = false
  /// How many members ended.
  private var members = 0
  /// What ended the unpacking.
  private var failure: (any Error)?

  init() { stream.initialize(to: z_stream()) }

  deinit {
    if isOpen { inflateEnd(stream) }
    stream.deallocate()
  }

  /// Unpacks into `buffer` until it is full or the data is at its end.
  ///
  /// - Parameters:
  ///   - buffer: Where to.
  ///   - more: Gives the data's next bytes, valid until it is called again; `nil` at their end.
  /// - Returns: How many bytes were unpacked; none only at the end.
  /// - Throws: What `more` throws, or `Failure`, once all that could be unpacked was given.
  func read(
    into buffer: UnsafeMutableRawBufferPointer,
    more: () throws -> UnsafeRawBufferPointer?
  ) throws -> Int {
    if let failure { throw failure }
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(buffer.count)
    do {
      try open()
      while !isAtEnd, stream.pointee.avail_out > 0 {
        if stream.pointee.avail_in == 0 {
          guard let bytes = try more(), !bytes.isEmpty else {
            if isInMember { throw Failure.truncated }
            isAtEnd = true
            break
          }
          // zlib does not write to what it reads.
          stream.pointee.next_in = UnsafeMutablePointer(
            mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
          stream.pointee.avail_in = UInt32(bytes.count)
        }
        guard isInMember || beginsMember() else { break }
        try step()
      }
    } catch {
      failure = error
      if stream.pointee.avail_out == buffer.count { throw error }
    }
    return buffer.count - Int(stream.pointee.avail_out)
  }

  private func open() throws(Failure) {
    if isOpen { return }
    // 15 is the greatest window; 16 more ask for gzip's header and trailer.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else { throw .noMemory }
    isOpen = true
    isInMember = true
  }

  /// Makes ready for another member where the next byte may begin one.
  private func beginsMember() -> Bool {
    guard stream.pointee.next_in?.pointee == Self.mark[0], inflateReset(stream) == Z_OK else {
      isAtEnd = true
      return false
    }
    isInMember = true
    return true
  }

  private func step() throws(Failure) {
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: return
    case Z_STREAM_END:
      isInMember = false
      members += 1
    case Z_MEM_ERROR: throw .noMemory
    default:
      let words = stream.pointee.msg.map { String(cString: $0) } ?? "no reason known"
      switch words {
      case "incorrect data check", "incorrect length check": throw .checksum
      case "incorrect header check" where members > 0:
        // It only looked like another member.
        isInMember = false
        isAtEnd = true
      default: throw .malformed(words)
      }
    }
  }
}
