/// A set of names that are ranges of one text, made to be emptied and filled often.
struct NameSet {
  /// Up to this many names are compared one by one.
  private static let linearLimit = 8

  private var names: [Range<Int>] = []
  /// Indices into `names`, plus one, by hash; 0 is free.
  ///
  /// Empty up to the limit.
  private var slots: [Int] = []

  /// Makes the set empty.
  mutating func removeAll() {
    names.removeAll(keepingCapacity: true)
    slots.removeAll(keepingCapacity: true)
  }

  /// Adds a name.
  ///
  /// - Returns: Whether it is new.
  mutating func insert(_ name: Range<Int>, of source: [UInt8]) -> Bool {
    source.withUnsafeBufferPointer { bytes in
      if slots.isEmpty {
        for other in names where Self.equal(other, name, bytes) { return false }
        names.append(name)
        if names.count > Self.linearLimit { resize(to: 64, bytes) }
        return true
      }
      let slot = slot(of: name, bytes)
      guard slots[slot] == 0 else { return false }
      names.append(name)
      slots[slot] = names.count
      if names.count * 2 > slots.count { resize(to: slots.count * 4, bytes) }
      return true
    }
  }

  private mutating func resize(to count: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(0, count: count))
    for (index, name) in names.enumerated() { slots[slot(of: name, bytes)] = index + 1 }
  }

  /// The slot a name has or would have.
  private func slot(of name: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in name { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while slots[slot] != 0, !Self.equal(names[slots[slot] - 1], name, bytes) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  @inline(__always)
  private static func equal(
    _ first: Range<Int>, _ second: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard first.count == second.count else { return false }
    for (left, right) in zip(first, second) where bytes[left] != bytes[right] { return false }
    return true
  }
}
