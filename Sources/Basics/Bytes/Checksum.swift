/// A 64-bit checksum of bytes that arrive in pieces, for noticing damage and for naming files.
///
/// It is not cryptographic: whoever wants to can make bytes that have a given checksum.
package struct Checksum: Sendable {
  private static let multiplier: UInt64 = 0x9fb2_1c65_1e98_df25
  private var state: UInt64
  private var pending: UInt64 = 0
  private var pendingCount = 0
  /// The number of bytes so far.
  package private(set) var count: UInt64 = 0

  /// Starts a checksum; another seed gives an unrelated one.
  package init(seed: UInt64 = 0) {
    state = seed &* Self.multiplier ^ 0x2545_f491_4f6c_dd1d
  }

  /// The checksum of `bytes`.
  package static func of(_ bytes: some Sequence<UInt8>, seed: UInt64 = 0) -> UInt64 {
    var checksum = Checksum(seed: seed)
    let seen: Void? = bytes.withContiguousStorageIfAvailable { checksum.update(.init($0)) }
    if seen == nil { for byte in bytes { checksum.append(byte) } }
    return checksum.value
  }

  /// Adds the next piece.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var offset = 0
    while pendingCount != 0, offset < bytes.count {
      append(bytes[offset])
      offset += 1
    }
    let wordsEnd = offset + (bytes.count - offset) / 8 * 8
    count &+= UInt64(wordsEnd - offset)
    var current = state
    while offset < wordsEnd {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      current = Self.mixed(current, UInt64(littleEndian: word))
      offset += 8
    }
    state = current
    while offset < bytes.count {
      append(bytes[offset])
      offset += 1
    }
  }

  /// The checksum of all pieces so far; how they were cut makes no difference.
  package var value: UInt64 {
    var result = Self.mixed(Self.mixed(state, pending), count)
    result ^= result >> 29
    result &*= Self.multiplier
    return result ^ result >> 32
  }

  private mutating func append(_ byte: UInt8) {
    pending |= UInt64(byte) << UInt64(pendingCount * 8)
    pendingCount += 1
    count &+= 1
    if pendingCount == 8 {
      state = Self.mixed(state, pending)
      pending = 0
      pendingCount = 0
    }
  }

  private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word) &* multiplier
    return product ^ product >> 31
  }
}
