import Archives
import TestSupport
import Testing

/// Overwrites the little-endian number at `offset`.
private func put(_ number: Int, size: Int, at offset: Int, in bytes: inout [UInt8]) {
  for position in 0..<size {
    bytes[offset + position] = UInt8(truncatingIfNeeded: number >> (8 * position))
  }
}

/// The offset of a record's signature, searched from the end.
private func last(_ signature: [UInt8], in bytes: [UInt8]) throws -> Int {
  try #require(
    (0...(bytes.count - 4)).last { Array(bytes[$0..<($0 + 4)]) == signature })
}

private func directory(_ bytes: [UInt8], tail: Int? = nil) throws -> ZipDirectory {
  let outcome = try ZipDirectory.read(
    tail: Array(bytes.suffix(tail ?? bytes.count)), totalSize: bytes.count, name: "a.whl")
  guard case .complete(let directory) = outcome else {
    throw ArchiveError.truncated(archive: "a.whl")
  }
  return directory
}

@Suite struct ZipDirectoryTests {
  static let wheels = ["sample-1.0-py3-none-any.whl", "zip64.whl", "streamed.whl"]
  static let metadata = "sample-1.0.dist-info/METADATA"

  @Test(arguments: wheels) func readsEntriesFromRanges(_ name: String) throws {
    let bytes = try Fixture.bytes(name)
    let directory = try directory(bytes)
    #expect(
      directory.entries.map(\.path) == [
        "sample/__init__.py", "sample/run", Self.metadata, "sample-1.0.dist-info/RECORD",
      ])
    for entry in directory.entries {
      let range = directory.range(of: entry)
      let contents = try directory.contents(
        of: entry, in: Array(bytes[range]), startingAt: range.lowerBound)
      #expect(contents.count == entry.size)
      #expect(try directory.contents(of: entry, in: bytes, startingAt: 0) == contents)
    }
    let entry = try #require(directory.entry(at: Self.metadata))
    let text = try directory.contents(of: entry, in: bytes, startingAt: 0)
    #expect(String(decoding: text, as: UTF8.self).hasPrefix("Metadata-Version: 2.1\nName: sample"))
    #expect(directory.entry(at: "METADATA") == nil)
  }

  @Test(arguments: wheels) func tellsHowMuchIsNeeded(_ name: String) throws {
    let bytes = try Fixture.bytes(name)
    let whole = try directory(bytes)
    var needed = 0
    for count in 0...bytes.count {
      switch try ZipDirectory.read(
        tail: Array(bytes.suffix(count)), totalSize: bytes.count, name: name)
      {
      case .complete(let directory):
        #expect(directory.entries == whole.entries)
        #expect(count >= needed)
      case .needsTail(let byteCount):
        #expect(byteCount > count && byteCount <= bytes.count)
        needed = max(needed, count + 1)
      }
    }
    #expect(needed > 100 && needed < bytes.count)
  }

  @Test func zipMayFollowOtherData() throws {
    let bytes = try [UInt8](repeating: 7, count: 1000) + Fixture.bytes(Self.wheels[0])
    let directory = try directory(bytes)
    let entry = try #require(directory.entry(at: Self.metadata))
    let range = directory.range(of: entry)
    let contents = try directory.contents(
      of: entry, in: Array(bytes[range]), startingAt: range.lowerBound)
    #expect(contents.count == entry.size)
  }

  @Test func commentMayFollow() throws {
    var bytes = try Fixture.bytes(Self.wheels[0])
    put(300, size: 2, at: bytes.count - 2, in: &bytes)
    bytes += [UInt8](repeating: 0x50, count: 300)
    #expect(try directory(bytes).entries.count == 4)
  }

  /// Rewrites the end so that it speaks zip64.
  @Test func largeDirectoryIsRead() throws {
    var bytes = try Fixture.bytes(Self.wheels[0])
    let end = try last([0x50, 0x4B, 5, 6], in: bytes)
    let original = try directory(bytes)
    func number(_ offset: Int, _ size: Int) -> Int {
      (0..<size).reversed().reduce(0) { $0 << 8 | Int(bytes[end + offset + $1]) }
    }
    var record = [UInt8](repeating: 0, count: 76)
    put(0x0606_4B50, size: 4, at: 0, in: &record)
    put(44, size: 8, at: 4, in: &record)
    put(4, size: 8, at: 24, in: &record)
    put(4, size: 8, at: 32, in: &record)
    put(number(12, 4), size: 8, at: 40, in: &record)
    put(number(16, 4), size: 8, at: 48, in: &record)
    put(0x0706_4B50, size: 4, at: 56, in: &record)
    put(end, size: 8, at: 64, in: &record)
    put(1, size: 4, at: 72, in: &record)
    for (offset, size) in [(8, 2), (10, 2), (12, 4), (16, 4)] {
      put(-1, size: size, at: end + offset, in: &bytes)
    }
    bytes.insert(contentsOf: record, at: end)
    #expect(try directory(bytes).entries == original.entries)
    guard
      case .needsTail(let byteCount) = try ZipDirectory.read(
        tail: Array(bytes.suffix(50)), totalSize: bytes.count, name: "a.whl")
    else {
      Issue.record("50 bytes were taken for a directory")
      return
    }
    #expect(byteCount > 50)
  }

  @Test func damagedContentsAreNoticed() throws {
    let bytes = try Fixture.bytes(Self.wheels[0])
    let directory = try directory(bytes)
    let stored = try #require(directory.entry(at: "sample/run"))
    var damaged = bytes
    let range = directory.range(of: stored)
    damaged[range.upperBound - 1] ^= 1
    #expect(throws: ArchiveError.checksumMismatch(archive: "a.whl", path: "sample/run")) {
      try directory.contents(of: stored, in: damaged, startingAt: 0)
    }
    #expect(throws: ArchiveError.truncated(archive: "a.whl")) {
      try directory.contents(
        of: stored, in: Array(bytes[range].dropLast()), startingAt: range.lowerBound)
    }
    #expect(throws: ArchiveError.truncated(archive: "a.whl")) {
      try directory.contents(of: stored, in: bytes, startingAt: range.lowerBound + 1)
    }
    #expect(throws: ArchiveError.tooLarge(archive: "a.whl", limit: .contents, value: 3)) {
      try directory.contents(of: stored, in: bytes, startingAt: 0, limit: 3)
    }
    var other = bytes
    other[range.lowerBound + 30] ^= 1
    #expect(
      throws: ArchiveError.malformed(
        archive: "a.whl", detail: "entry 'sample/run' is not where the directory says")
    ) { try directory.contents(of: stored, in: other, startingAt: 0) }
  }

  @Test func sizeThatLiesIsNoticed() throws {
    var bytes = try Fixture.bytes(Self.wheels[0])
    let path = "sample/__init__.py"
    // The first record of the directory is that file's; its size is at 24.
    let start = try directory(bytes).range(of: directory(bytes).entries[3]).upperBound
    for claim in [10, 999, 1001, 5000] {
      put(claim, size: 4, at: start + 24, in: &bytes)
      let directory = try directory(bytes)
      let entry = try #require(directory.entry(at: path))
      #expect(entry.size == claim)
      #expect(throws: ArchiveError.self) {
        try directory.contents(of: entry, in: bytes, startingAt: 0)
      }
    }
  }

  @Test(arguments: [
    "<!DOCTYPE html><html><head><title>Sorry</title></head></html>", "", "short",
  ])
  func pageIsNoZip(_ text: String) throws {
    let page = Array(text.utf8)
    do {
      _ = try ZipDirectory.read(tail: page, totalSize: page.count, name: "a.whl")
      Issue.record("a page was taken for a zip")
    } catch {
      guard case .notAnArchive = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func unsafePathIsRefused() throws {
    var bytes = try Fixture.bytes(Self.wheels[0])
    let start = try directory(bytes).range(of: directory(bytes).entries[3]).upperBound
    bytes.replaceSubrange((start + 46)..<(start + 49), with: Array("../".utf8))
    #expect(throws: ArchiveError.unsafePath(archive: "a.whl", path: "../ple/__init__.py")) {
      try directory(bytes)
    }
    bytes[start + 46] = 0
    #expect(throws: ArchiveError.self) { try directory(bytes) }
  }

  @Test func entriesAreCounted() throws {
    let bytes = try Fixture.bytes(Self.wheels[0])
    #expect(throws: ArchiveError.tooLarge(archive: "a", limit: .entryCount, value: 3)) {
      try ZipDirectory.read(
        tail: bytes, totalSize: bytes.count, name: "a", limits: ArchiveLimits(entryCount: 3))
    }
  }

  @Test(arguments: wheels) func mutatedZipIsReadOrRefused(_ name: String) throws {
    let seed = try Fixture.bytes(name)
    var random = SeededGenerator(seed: 9)
    var refused = 0
    for _ in 0..<1500 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        // Most of the damage goes where the directory is.
        let first = Bool.random(using: &random) ? 0 : bytes.count / 2
        let position = Int.random(in: first..<bytes.count, using: &random)
        bytes[position] =
          Bool.random(using: &random) ? 0xFF : UInt8.random(in: 0...255, using: &random)
      }
      let tail = Int.random(in: 0...bytes.count, using: &random)
      do {
        guard
          case .complete(let directory) = try ZipDirectory.read(
            tail: Array(bytes.suffix(tail)), totalSize: bytes.count, name: name)
        else { continue }
        for entry in directory.entries {
          let contents = try directory.contents(of: entry, in: bytes, startingAt: 0)
          #expect(contents.count == entry.size)
        }
      } catch {
        #expect(!error.description.isEmpty)
        refused += 1
      }
    }
    #expect(refused > 100)
  }
}
