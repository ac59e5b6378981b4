/// Searching bytes and sorted lists.
package enum ByteSearch {
  /// Whether `bytes` have those of a text somewhere.
  package static func contains(_ bytes: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
    text.utf8CodeUnitCount == 0 || range(of: text, in: bytes) != nil
  }

  /// Where `bytes` first have those of a text.
  package static func range(of text: StaticString, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    range(
      of: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), in: bytes)
  }

  /// Where `bytes` first have others; nil for none at all.
  package static func range(
    of wanted: UnsafeBufferPointer<UInt8>, in bytes: ArraySlice<UInt8>
  ) -> Range<Int>? {
    let found = bytes.withUnsafeBufferPointer { range(of: wanted, in: $0) }
    return found.map { $0.lowerBound + bytes.startIndex..<$0.upperBound + bytes.startIndex }
  }

  /// Where `bytes` first have others; nil for none at all.
  package static func range(
    of wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    guard let head = wanted.first, bytes.count >= wanted.count else { return nil }
    let last = bytes.count - wanted.count
    var start = 0
    while let place = first(head, in: UnsafeRawBufferPointer(bytes), from: start, to: last + 1) {
      let end = place + wanted.count
      if isSame(UnsafeBufferPointer(rebasing: bytes[place..<end]), wanted) { return place..<end }
      start = place + 1
    }
    return nil
  }

  /// Whether `bytes` are those of a text.
  package static func isSame(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
    isSame(bytes, UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

/// The first index in a range for which `isBefore` is false, where it is true of all indices up to
/// some point and of none after: a binary search.
///
///     [1, 3, 3, 5]: partitionPoint(0..<4) { numbers[$0] < 3 } == 1
@inlinable
package func partitionPoint(
  _ range: Range<Int>, _ isBefore: (Int) throws -> Bool
) rethrows -> Int {
  var low = range.lowerBound
  var high = range.upperBound
  while low < high {
    let middle = low + (high - low) / 2
    if try isBefore(middle) { low = middle + 1 } else { high = middle }
  }
  return low
}
