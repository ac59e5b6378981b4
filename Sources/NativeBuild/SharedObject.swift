/// What a shared library of Linux names of others: an ELF file of 64 bits whose numbers begin at the low end.
///
/// ```
/// $ readelf -d _fast.cpython-313-x86_64-linux-gnu.so
///  (NEEDED)  Shared library: [libexpat.so.1]
/// ```
package struct SharedObject: Hashable, Sendable {
  /// The names of the libraries that the loader loads with it, in order.
  package private(set) var needed: [String] = []

  private static let maximumEntries = 4_096
  private static let maximumName = 200

  /// Reads a file; nil where it is no such file, or is cut short.
  package init?(_ bytes: [UInt8]) {
    let file = File(bytes: bytes)
    guard bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]),
      let headers = file.number(at: 32, size: 8), let headerSize = file.number(at: 54, size: 2),
      let count = file.number(at: 56, size: 2), headerSize >= 56
    else { return nil }
    var loaded: [(address: Int, offset: Int, size: Int)] = []
    var dynamic: (offset: Int, size: Int)?
    for index in 0..<count {
      let (start, overflow) = headers.addingReportingOverflow(index * headerSize)
      guard !overflow, let kind = file.number(at: start, size: 4),
        let offset = file.number(at: start + 8, size: 8),
        let address = file.number(at: start + 16, size: 8),
        let size = file.number(at: start + 32, size: 8)
      else { return nil }
      if kind == 1 { loaded.append((address, offset, size)) }
      if kind == 2 { dynamic = (offset, size) }
    }
    guard let dynamic else { return }
    var places: [Int] = []
    var texts: Int?
    for index in 0..<min(dynamic.size / 16, Self.maximumEntries) {
      let (start, overflow) = dynamic.offset.addingReportingOverflow(index * 16)
      guard !overflow, let tag = file.number(at: start, size: 8) else { return nil }
      if tag == 0 { break }
      guard let value = file.number(at: start + 8, size: 8) else { continue }
      if tag == 1 { places.append(value) }
      if tag == 5 { texts = value }
    }
    guard let texts,
      let part = loaded.first(where: { texts >= $0.address && texts - $0.address < $0.size })
    else { return }
    let (table, overflow) = part.offset.addingReportingOverflow(texts - part.address)
    if overflow { return }
    needed = places.compactMap { file.text(at: table, $0, limit: Self.maximumName) }
  }

  private struct File {
    let bytes: [UInt8]

    /// A number; nil where it is not all there, or is greater than any place in a file.
    func number(at offset: Int, size: Int) -> Int? {
      guard offset >= 0, offset <= bytes.count - size else { return nil }
      var value: UInt64 = 0
      for index in (0..<size).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
      return value < 1 << 56 ? Int(value) : nil
    }

    /// The text that begins at a place in a table and ends before a zero.
    func text(at table: Int, _ place: Int, limit: Int) -> String? {
      let (start, overflow) = table.addingReportingOverflow(place)
      guard !overflow, start < bytes.count else { return nil }
      let text = bytes[start...].prefix { $0 != 0 }.prefix(limit)
      return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
  }
}
