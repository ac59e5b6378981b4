import TestSupport
import Testing

@testable import Basics

@Suite struct ChecksumTests {
  @Test(arguments: 0..<20)
  func piecesMakeNoDifference(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    var pieces = Checksum()
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(Int.random(in: 1...40, using: &generator)))
      piece.withUnsafeBytes { pieces.update($0) }
      rest = rest.dropFirst(piece.count)
    }
    #expect(pieces.value == Checksum.of(bytes))
    #expect(pieces.count == UInt64(bytes.count))
    #expect(Checksum.of(bytes, seed: 1) != Checksum.of(bytes, seed: 2))
  }

  @Test func everyBitCounts() {
    let bytes = [UInt8](repeating: 0, count: 21)
    var seen: Set<UInt64> = [Checksum.of(bytes)]
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << bit
        seen.insert(Checksum.of(changed))
      }
    }
    for count in 0...40 where count != 21 {
      seen.insert(Checksum.of([UInt8](repeating: 0, count: count)))
    }
    #expect(seen.count == 1 + 21 * 8 + 40)
  }
}
