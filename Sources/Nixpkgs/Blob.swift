internal import Basics

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
        let low = partitionPoint(0..<count) { index in
          UnsafeRawBufferPointer(rebasing: bytes[range(index)]).lexicographicallyPrecedes(wanted)
        }
        guard low < count, bytes[range(low)].elementsEqual(wanted) else { return nil }
        return low
      }
    }
  }
}

/// A writer of a blob: sections one after the other, each with its counts before it.
struct BlobWriter {
  private var writer = BinaryWriter()

  mutating func append(number: Int) { writer.append(UInt32(clamping: number)) }

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
    for text in texts { writer.append(raw: text.utf8) }
  }

  /// The blob, headed by `magic` and a checksum.
  func sealed(magic: StaticString) -> [UInt8] {
    var whole = BinaryWriter()
    whole.append(raw: UnsafeBufferPointer(start: magic.utf8Start, count: magic.utf8CodeUnitCount))
    whole.append(Checksum.of(writer.bytes))
    whole.append(raw: writer.bytes)
    return whole.bytes
  }
}

/// A reader of what `BlobWriter` wrote, in the same order; every step fails softly on a bad count.
struct BlobReader {
  let blob: Blob
  private var position: Int

  /// `nil` if the magic or the checksum is another.
  init?(_ bytes: [UInt8], magic: StaticString) {
    let magic = UnsafeBufferPointer(start: magic.utf8Start, count: magic.utf8CodeUnitCount)
    let start = magic.count + 8
    let stored = LittleEndian(bytes: bytes[...]).number(at: magic.count, size: 8)
    guard bytes.starts(with: magic), let stored, stored == Checksum.of(bytes[start...]) else {
      return nil
    }
    blob = Blob(bytes: bytes)
    position = start
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
