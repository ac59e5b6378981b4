/// A run of little-endian numbers and text in one array of bytes: the form in which an index is
/// kept on disk and searched in memory, without a step of decoding between the two.
struct Blob: Sendable {
  let bytes: [UInt8]

  /// The number at a byte offset; 0 beyond the end.
  func number(at offset: Int) -> Int {
    guard offset >= 0, offset <= bytes.count - 4 else { return 0 }
    return bytes.withUnsafeBytes { buffer in
      Int(UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
  }

  /// A checksum of the bytes from `start` on, against files cut short or damaged (FNV-1a, eight
  /// bytes at a step).
  static func checksum(_ bytes: [UInt8], from start: Int) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    bytes.withUnsafeBytes { buffer in
      var offset = start
      while offset <= buffer.count - 8 {
        sum =
          (sum ^ buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
          &* 0x100_0000_01b3
        sum ^= sum >> 29
        offset += 8
      }
      while offset < buffer.count {
        sum = (sum ^ UInt64(buffer[offset])) &* 0x100_0000_01b3
        offset += 1
      }
    }
    return sum
  }
}

/// A list of numbers in a blob.
struct NumberTable: Sendable {
  let blob: Blob
  let start: Int
  let count: Int

  /// 0 beyond the ends.
  subscript(_ index: Int) -> Int {
    index >= 0 && index < count ? blob.number(at: start + 4 * index) : 0
  }
}

/// A list of texts in a blob.
struct TextTable: Sendable {
  /// The end of each text, counted from `textStart`.
  let ends: NumberTable
  let textStart: Int
  let textCount: Int

  var count: Int { ends.count }

  /// Where in the blob a text is; empty for an index beyond the ends.
  func range(_ index: Int) -> Range<Int> {
    guard index >= 0, index < count else { return 0..<0 }
    let low = min(index == 0 ? 0 : ends[index - 1], textCount)
    let high = min(ends[index], textCount)
    return textStart + low..<textStart + max(low, high)
  }

  subscript(_ index: Int) -> String {
    String(decoding: ends.blob.bytes[range(index)], as: UTF8.self)
  }

  /// The texts one by one.
  var all: [String] { (0..<count).map { self[$0] } }

  /// The index of `text` in a list that is sorted by its bytes.
  func index(of text: String) -> Int? {
    var text = text
    return text.withUTF8 { wanted in
      ends.blob.bytes.withUnsafeBytes { bytes in
        var low = 0
        var high = count
        while low < high {
          let middle = (low + high) / 2
          let candidate = UnsafeRawBufferPointer(rebasing: bytes[range(middle)])
          if candidate.lexicographicallyPrecedes(wanted) {
            low = middle + 1
          } else {
            high = middle
          }
        }
        guard low < count, bytes[range(low)].elementsEqual(wanted) else { return nil }
        return low
      }
    }
  }
}

/// A writer of a blob: sections one after the other, each with its counts before it.
struct BlobWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(number: Int) {
    withUnsafeBytes(of: UInt32(clamping: number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(long: UInt64) {
    withUnsafeBytes(of: long.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(numbers: [Int]) {
    append(number: numbers.count)
    for number in numbers { append(number: number) }
  }

  mutating func append(texts: [String]) {
    append(number: texts.count)
    append(number: texts.reduce(0) { $0 + $1.utf8.count })
    var end = 0
    for text in texts {
      end += text.utf8.count
      append(number: end)
    }
    for text in texts { bytes.append(contentsOf: text.utf8) }
  }

  /// The blob, headed by `magic` and a checksum.
  func sealed(magic: StaticString) -> [UInt8] {
    var whole = BlobWriter()
    for offset in 0..<magic.utf8CodeUnitCount { whole.bytes.append(magic.utf8Start[offset]) }
    whole.append(long: Blob.checksum(bytes, from: 0))
    whole.bytes.append(contentsOf: bytes)
    return whole.bytes
  }
}

/// A reader of what `BlobWriter` wrote, in the same order; every step fails softly on a bad count.
struct BlobReader {
  let blob: Blob
  private var position: Int

  /// `nil` where the magic or the checksum is another.
  init?(_ bytes: [UInt8], magic: StaticString) {
    let length = magic.utf8CodeUnitCount
    guard bytes.count >= length + 8 else { return nil }
    for offset in 0..<length where bytes[offset] != magic.utf8Start[offset] { return nil }
    let stored = bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: length, as: UInt64.self))
    }
    guard stored == Blob.checksum(bytes, from: length + 8) else { return nil }
    blob = Blob(bytes: bytes)
    position = length + 8
  }

  private var rest: Int { blob.bytes.count - position }

  mutating func number() -> Int? {
    guard rest >= 4 else { return nil }
    defer { position += 4 }
    return blob.number(at: position)
  }

  mutating func numbers() -> NumberTable? {
    guard let count = number(), count <= rest / 4 else { return nil }
    defer { position += 4 * count }
    return NumberTable(blob: blob, start: position, count: count)
  }

  mutating func texts() -> TextTable? {
    guard let count = number(), let size = number(), count <= rest / 4, size <= rest - 4 * count
    else { return nil }
    let ends = NumberTable(blob: blob, start: position, count: count)
    position += 4 * count
    defer { position += size }
    return TextTable(ends: ends, textStart: position, textCount: size)
  }
}
