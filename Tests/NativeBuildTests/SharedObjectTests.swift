import Testing

@testable import NativeBuild

@Suite struct SharedObjectTests {
  /// A file that needs some libraries, of which the parts are there that say so.
  private static func file(
    needed: [String], endOfTable: Bool = true, address: UInt64 = 0x1000
  ) -> [UInt8] {
    func number(_ value: UInt64, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }
    var texts: [UInt8] = [0]
    var entries: [(UInt64, UInt64)] = [(14, 1)]
    for name in needed {
      entries.append((1, UInt64(texts.count)))
      texts += Array(name.utf8) + [0]
    }
    let start = UInt64(64 + 2 * 56)
    let table = start + UInt64(16 * (entries.count + (endOfTable ? 2 : 1)))
    entries.append((5, address + table))
    if endOfTable { entries.append((0, 0)) }
    let head: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
    let header =
      head + number(3, 2) + number(62, 2) + number(1, 4) + number(0, 8) + number(64, 8)
      + number(0, 8) + number(0, 4) + number(64, 2) + number(56, 2) + number(2, 2)
      + number(0, 6)
    func part(_ kind: UInt64, _ offset: UInt64, _ size: UInt64) -> [UInt8] {
      number(kind, 4) + number(4, 4) + number(offset, 8) + number(address + offset, 8)
        + number(address + offset, 8) + number(size, 8) + number(size, 8) + number(8, 8)
    }
    return header + part(1, 0, table + UInt64(texts.count))
      + part(2, start, UInt64(16 * entries.count))
      + entries.flatMap { number($0.0, 8) + number($0.1, 8) } + texts
  }

  @Test(arguments: [[], ["libexpat.so.1"], ["libm.so.6", "libc.so.6", "odd name"]])
  func whatIsNeeded(names: [String]) {
    #expect(SharedObject(Self.file(needed: names))?.needed == names)
    #expect(SharedObject(Self.file(needed: names, endOfTable: false))?.needed == names)
  }

  @Test func otherFiles() {
    #expect(SharedObject([]) == nil)
    #expect(SharedObject(Array("#!/bin/sh\n".utf8)) == nil)
    var file = Self.file(needed: ["libc.so.6"])
    // 32 bits, and numbers that begin at the high end.
    file[4] = 1
    #expect(SharedObject(file) == nil)
    file[4] = 2
    file[5] = 2
    #expect(SharedObject(file) == nil)
  }

  /// Whatever of a file is missing or wrong, it is read without harm.
  @Test func damagedFiles() {
    let file = Self.file(needed: ["libexpat.so.1", "libc.so.6"])
    for length in 0..<file.count {
      let found = SharedObject(Array(file.prefix(length)))?.needed ?? []
      #expect(found.count <= 2)
    }
    for place in file.indices {
      for value: UInt8 in [0, 0x7f, 0xff] {
        var damaged = file
        damaged[place] = value
        let found = SharedObject(damaged)?.needed ?? []
        #expect(found.allSatisfy { $0.utf8.count <= 600 })
      }
    }
    // An address that no part has.
    #expect(SharedObject(Self.file(needed: ["a"], address: 1 << 60))?.needed ?? [] == [])
  }
}
