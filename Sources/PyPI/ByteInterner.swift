/// A list of distinct byte strings, each with its index in the order of first appearance.
///
/// Hashing has a new seed in each process, so that no page can be made whose texts all collide.
struct ByteInterner {
  private(set) var pool: [UInt8] = []
  private(set) var ends: [UInt32] = []
  private var slots: [UInt32]

  /// An empty list.
  init() {
    slots = Array(repeating: 0, count: 64)
  }

  /// How many texts there are.
  var count: Int { ends.count }

  /// The bytes of one text.
  subscript(index: Int) -> ArraySlice<UInt8> {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return pool[start..<Int(ends[index])]
  }

  /// The index of `text`, which is added where it is new.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    if ends.count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var slot = Self.hash(text) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if self[index].elementsEqual(text) { return index }
      slot = (slot + 1) & mask
    }
    pool.append(contentsOf: text)
    ends.append(UInt32(clamping: pool.count))
    slots[slot] = UInt32(clamping: ends.count)
    return ends.count - 1
  }

  /// The index of `text`, which is added where it is new.
  mutating func intern(_ text: [UInt8]) -> Int {
    text.withUnsafeBufferPointer { intern($0) }
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = larger.count - 1
    for index in ends.indices {
      var slot = self[index].withUnsafeBufferPointer(Self.hash) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = UInt32(clamping: index + 1)
    }
    slots = larger
  }

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(text))
    return hasher.finalize()
  }
}
