/// A tar archive made byte by byte, so that it can be as wrong as a test wants it.
struct TarBuilder {
  private(set) var bytes: [UInt8] = []

  /// The archive with the two empty blocks that end one.
  var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

  /// Appends an entry in the ustar format.
  ///
  /// - Parameters:
  ///   - name: At most 100 bytes.
  ///   - contents: The file's bytes.
  ///   - type: The ustar type flag.
  ///   - link: The target of a hard or symbolic link.
  ///   - mode: The permissions.
  ///   - size: The size to claim; that of `contents` if nil.
  mutating func add(
    _ name: [UInt8], contents: [UInt8] = [], type: Character = "0", link: [UInt8] = [],
    mode: Int = 0o644, size: Int? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ value: [UInt8], at offset: Int) {
      for (index, byte) in value.enumerated() { header[offset + index] = byte }
    }
    func octal(_ number: Int, digits: Int) -> [UInt8] {
      let text = String(number, radix: 8)
      return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
    }
    put(name, at: 0)
    put(octal(mode, digits: 7), at: 100)
    put(octal(0, digits: 7), at: 108)
    put(octal(0, digits: 7), at: 116)
    put(octal(size ?? contents.count, digits: 11), at: 124)
    put(octal(0, digits: 11), at: 136)
    put(Array(repeating: 0x20, count: 8), at: 148)
    put([type.asciiValue ?? 0], at: 156)
    put(link, at: 157)
    put(Array("ustar\u{0}00".utf8), at: 257)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6) + [0, 0x20], at: 148)
    bytes += header + contents
    bytes += [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
  }

  mutating func add(
    _ name: String, _ contents: String = "", type: Character = "0", link: String = "",
    mode: Int = 0o644, size: Int? = nil
  ) {
    add(
      Array(name.utf8), contents: Array(contents.utf8), type: type, link: Array(link.utf8),
      mode: mode, size: size)
  }

  /// Appends a pax header with records for the entry that follows.
  mutating func addPax(_ records: [(key: String, value: String)]) {
    var text = ""
    for (key, value) in records {
      let rest = " \(key)=\(value)\n"
      var length = rest.utf8.count + 1
      while String(length).utf8.count + rest.utf8.count != length {
        length = String(length).utf8.count + rest.utf8.count
      }
      text += "\(length)\(rest)"
    }
    add("PaxHeader", text, type: "x")
  }
}

/// `bytes` in a gzip file without compression, RFC 1951 §3.2.4 and RFC 1952.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
  var rest = bytes[...]
  repeat {
    let block = rest.prefix(0xFFFF)
    rest = rest.dropFirst(block.count)
    let length = UInt16(block.count)
    result.append(rest.isEmpty ? 1 : 0)
    result += [UInt8(truncatingIfNeeded: length), UInt8(length >> 8)]
    result += [UInt8(truncatingIfNeeded: ~length), UInt8(~length >> 8)]
    result += block
  } while !rest.isEmpty
  return result + littleEndian(crc32(bytes))
    + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
}

private func littleEndian(_ value: UInt32) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// The CRC-32 of RFC 1952 §8.
private func crc32(_ bytes: [UInt8]) -> UInt32 {
  let table = (0..<256 as Range<UInt32>).map { number in
    (0..<8).reduce(number) { value, _ in value & 1 == 0 ? value >> 1 : 0xEDB8_8320 ^ (value >> 1) }
  }
  return ~bytes.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
}
