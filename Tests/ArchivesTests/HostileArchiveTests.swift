import Archives
import TestSupport
import Testing

/// A tar with just these entries.
private func tar(_ build: (inout TarBuilder) -> Void) -> [UInt8] {
  var tar = TarBuilder()
  build(&tar)
  return tar.finished
}

/// Reads all that is in `bytes` and returns how many entries that were.
///
/// An old ENOMEM is about, as after any allocation that had to be tried twice: libarchive would end
/// the process for it.
@discardableResult
private func readAll(
  _ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits(), streamed: Bool = false,
  listOnly: Bool = false
) throws -> Int {
  var rest: [UInt8]? = bytes
  var reader =
    streamed
    ? ArchiveReader(name: "a", limits: limits) {
      defer {
        rest = nil
        errno = ENOMEM
      }
      return rest
    } : ArchiveReader(bytes: bytes, name: "a", limits: limits)
  var count = 0
  while true {
    errno = ENOMEM
    guard let entry = try reader.next() else { return count }
    count += 1
    #expect(entry.pathBytes.first != UInt8(ascii: "/"))
    #expect(!entry.path.split(separator: "/").contains(".."))
    if !listOnly { while try reader.nextBlock() != nil {} }
  }
}

@Suite struct HostileArchiveTests {
  @Test(
    arguments: [
      ("/etc/passwd", tar { $0.add("/etc/passwd", "x") }),
      ("..", tar { $0.add("..", type: "5") }),
      ("../a", tar { $0.add("../a", "x") }),
      ("a/../../b", tar { $0.add("a/../../b", "x") }),
      ("a/..", tar { $0.add("a/..", type: "5") }),
      (
        "pax/../../b",
        tar {
          $0.addPax([("path", "pax/../../b")])
          $0.add("fine", "x")
        }
      ),
      (
        "a/b",
        tar {
          $0.add("a", type: "2", link: "/etc")
          $0.add("a/b", "x")
        }
      ),
      (
        "d/a/b/c",
        tar {
          $0.add("d/./a", type: "2", link: "../../..")
          $0.add("d/a/b/c", "x")
        }
      ),
      ("a", tar { $0.add("a", type: "1", link: "../b") }),
      ("a", tar { $0.add("a", type: "1", link: "/etc/passwd") }),
      (".", tar { $0.add(".", "x") }),
    ] as [(String, [UInt8])])
  func refusesPath(_ path: String, _ bytes: [UInt8]) {
    #expect(throws: ArchiveError.unsafePath(archive: "a", path: path)) { try readAll(bytes) }
    #expect(throws: ArchiveError.unsafePath(archive: "a", path: path)) {
      try readAll(gzip(bytes), streamed: true, listOnly: true)
    }
  }

  @Test func nothingHidesBehindNUL() throws {
    // libarchive ends a name at NUL, as the system would.
    let bytes = tar {
      $0.addPax([("path", "fine\u{0}/../../etc/passwd")])
      $0.add("x", "x")
    }
    var reader = ArchiveReader(bytes: bytes, name: "a")
    #expect(try reader.next()?.path == "fine")
  }

  @Test(arguments: ["3", "4", "6"] as [Character]) func refusesDevice(_ type: Character) {
    let bytes = tar { $0.add("dev", type: type) }
    let error = ArchiveError.unsupportedEntry(
      archive: "a", path: "dev", kind: "not a file, directory or link")
    #expect(throws: error) { try readAll(bytes) }
  }

  @Test(arguments: [
    ("<!DOCTYPE html><html><body>503</body></html>", "an HTML page"),
    ("\u{FEFF}\n  <HTML>\n", "an HTML page"),
    ("<?xml version=\"1.0\"?><Error/>", "an XML document"),
    ("{\"message\": \"not found\"}", "JSON"),
    ("404: not found\n", "text"),
    ("\u{1}\u{2}\u{3}", "data of an unknown kind"),
    ("", "empty"),
  ])
  func namesWhatIsNoArchive(_ text: String, _ found: String) {
    for bytes in [Array(text.utf8), Array((text + String(repeating: " ", count: 2000)).utf8)] {
      if text.isEmpty && !bytes.isEmpty { continue }
      for streamed in [true, false] {
        #expect(throws: ArchiveError.notAnArchive(archive: "a", found: found)) {
          try readAll(bytes, streamed: streamed)
        }
      }
    }
  }

  @Test func compressedPageIsNoArchive() {
    let page = Array("<!DOCTYPE html><html>".utf8) + [UInt8](repeating: 0x20, count: 3000)
    #expect(
      throws: ArchiveError.notAnArchive(archive: "a", found: "gzip data with no tar archive in it")
    ) { try readAll(gzip(page)) }
  }

  @Test(arguments: ["sample.tar.gz", "sample.tar.bz2", "sample.tar.xz", "sample.tar.zst"])
  func cutArchiveIsNoticed(_ name: String) throws {
    let bytes = try Fixture.bytes(name)
    // Archives this small are decompressed at once, up to their checksums.
    for count in [20, 100, 200, 300, bytes.count * 9 / 10] {
      do {
        try readAll(Array(bytes[..<count]))
        Issue.record("\(count) of \(bytes.count) bytes were taken for all")
      } catch let error as ArchiveError {
        #expect(!error.description.isEmpty)
      }
    }
    #expect(try readAll(bytes) == 9)
  }

  @Test("gzip data whose checksum or length is wrong is damaged, after all that could be unpacked")
  func wrongChecksum() throws {
    let good = gzip(tar { $0.add("a", String(repeating: "x", count: 300_000)) })
    var first = good
    first[first.count - 1] ^= 0x10
    let found = #expect(throws: ArchiveError.self) { try readAll(first, streamed: true) }
    let damage = try #require(found)
    expectGolden(damage.description)
    for offset in 1...8 {
      var bad = good
      bad[bad.count - offset] ^= 0x10
      for streamed in [true, false] {
        #expect(throws: damage) { try readAll(bad, streamed: streamed) }
        #expect(throws: damage) { try readAll(bad, streamed: streamed, listOnly: true) }
      }
      #expect(throws: damage) { try ArchiveReader.unpacked(bad, name: "a") }
      // The damage may be in an earlier member.
      #expect(throws: damage) { try ArchiveReader.unpacked(bad + good, name: "a") }
      // Whoever needs only the beginning gets it.
      var reader = ArchiveReader(bytes: bad, name: "a")
      let entry = try reader.next()
      #expect(entry?.size == 300_000)
      #expect(try reader.contents().count == 300_000)
    }
    // As gzip has it, what follows the last member is not a part of it.
    for rest in [[0, 0, 0], [0x1F, 0], Array("rest".utf8)] {
      #expect(try readAll(good + rest) == 1)
    }
  }

  @Test func cutTarIsTruncated() {
    let bytes = tar { $0.add("a", String(repeating: "x", count: 100_000)) }
    for cut in [Array(bytes[..<50_000]), Array(gzip(bytes)[..<50_000])] {
      #expect(throws: ArchiveError.truncated(archive: "a")) { try readAll(cut) }
      #expect(throws: ArchiveError.truncated(archive: "a")) { try readAll(cut, listOnly: true) }
    }
  }

  @Test func bombIsStopped() throws {
    let bytes = try Fixture.bytes("bomb.tar.bz2")
    #expect(bytes.count < 1000)
    for listOnly in [true, false] {
      #expect(throws: ArchiveError.tooLarge(archive: "a", limit: .ratio, value: 200)) {
        try readAll(bytes, limits: ArchiveLimits(ratioAllowance: 1 << 20), listOnly: listOnly)
      }
      #expect(throws: ArchiveError.tooLarge(archive: "a", limit: .totalSize, value: 5_000_000)) {
        try readAll(bytes, limits: ArchiveLimits(totalSize: 5_000_000), listOnly: listOnly)
      }
      #expect(throws: ArchiveError.tooLarge(archive: "a", limit: .entrySize, value: 1_000_000)) {
        try readAll(bytes, limits: ArchiveLimits(entrySize: 1_000_000), listOnly: listOnly)
      }
    }
    var reader = ArchiveReader(bytes: bytes, name: "a")
    _ = try reader.next()
    do {
      _ = try reader.contents(limit: 1000)
      Issue.record("more was read than allowed")
    } catch {
      #expect(error == .tooLarge(archive: "a", limit: .contents, value: 1000))
    }
  }

  @Test func claimedSizeIsNotBelieved() {
    let claims = tar { $0.add("a", "x", size: 8_000_000_000) }
    #expect(throws: ArchiveError.tooLarge(archive: "a", limit: .entrySize, value: 4 << 30)) {
      try readAll(claims)
    }
    #expect(throws: ArchiveError.truncated(archive: "a")) {
      try readAll(tar { $0.add("a", "x", size: 1_000_000_000) })
    }
  }

  @Test func entriesAreCounted() throws {
    let bytes = tar { tar in (0..<11).forEach { tar.add("\($0)") } }
    #expect(try readAll(bytes, limits: ArchiveLimits(entryCount: 11)) == 11)
    #expect(throws: ArchiveError.tooLarge(archive: "a", limit: .entryCount, value: 10)) {
      try readAll(bytes, limits: ArchiveLimits(entryCount: 10))
    }
  }

  @Test func messagesHideWhatATerminalWouldObey() {
    let path = "\u{1B}]0;" + String(repeating: "x", count: 90) + "/../.."
    let bytes = tar { $0.add(path) }
    #expect(throws: ArchiveError.unsafePath(archive: "a", path: path)) { try readAll(bytes) }
    let message = ArchiveError.unsafePath(archive: "a", path: path).description
    #expect(!message.contains("\u{1B}"))
  }

  @Test(arguments: [
    "sample.tar.gz", "sample.tar.bz2", "sample.tar.xz", "sample.tar.zst", "sample.zip",
    "zip64.whl", "streamed.whl", "tar",
  ])
  func mutatedArchiveIsReadOrRefused(_ name: String) throws {
    var seed: [UInt8]
    if name == "tar" {
      seed = try ArchiveReader.unpacked(try Fixture.bytes("sample.tar.gz"), name: name)
    } else {
      seed = try Fixture.bytes(name)
    }
    let limits = ArchiveLimits(
      entryCount: 100, entrySize: 1 << 22, totalSize: 1 << 24, ratioAllowance: 1 << 20)
    var random = SeededGenerator(seed: UInt64(seed.count))
    var refused = 0
    for round in 0..<400 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: position)
        default: bytes.remove(at: position)
        }
      }
      do {
        try readAll(bytes, limits: limits, streamed: round.isMultiple(of: 2))
      } catch let error as ArchiveError {
        #expect(!error.description.isEmpty)
        refused += 1
      }
    }
    #expect(refused > 20)
  }
}
