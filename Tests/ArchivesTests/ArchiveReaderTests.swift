import Archives
import TestSupport
import Testing

/// What is in `sample.tar.*`, sizes included.
private let sampleEntries: [ArchiveEntry] = [
  entry("sample-1.0", .directory, 0),
  entry("sample-1.0/DESCRIPTION", .file(executable: false), 29),
  entry("sample-1.0/configure", .file(executable: true), 17),
  entry("sample-1.0/src", .directory, 0),
  entry(
    "sample-1.0/src/" + String(repeating: "long", count: 40) + ".c", .file(executable: false),
    14000),
  entry("sample-1.0/é.txt", .file(executable: false), 3),
  entry("sample-1.0/again", .hardLink(target: Array("sample-1.0/configure".utf8)), 0),
  entry("sample-1.0/link", .symbolicLink(target: Array("configure".utf8)), 0),
  entry("sample-1.0/empty", .file(executable: false), 0),
]

private func entry(_ path: String, _ kind: ArchiveEntry.Kind, _ size: Int) -> ArchiveEntry {
  ArchiveEntry(pathBytes: Array(path.utf8), kind: kind, size: size)
}

/// An archive's entries and what the files contain.
private func read(
  _ reader: consuming ArchiveReader
) throws -> (entries: [ArchiveEntry], contents: [String: [UInt8]]) {
  var reader = reader
  var entries: [ArchiveEntry] = []
  var contents: [String: [UInt8]] = [:]
  while let entry = try reader.next() {
    entries.append(entry)
    if entry.isFile { contents[entry.path] = try reader.contents() }
  }
  return (entries, contents)
}

/// A giver of `bytes` in pieces of `size`.
private func chunks(_ bytes: [UInt8], of size: Int) -> () throws -> [UInt8]? {
  var rest = bytes[...]
  return {
    guard !rest.isEmpty else { return nil }
    defer { rest = rest.dropFirst(size) }
    return Array(rest.prefix(size))
  }
}

@Suite struct ArchiveReaderTests {
  static let compressions = ["gz", "bz2", "xz", "zst"]

  @Test(arguments: compressions) func readsTar(_ compression: String) throws {
    let name = "sample.tar.\(compression)"
    let bytes = try Fixture.bytes(name)
    for result in [
      try read(ArchiveReader(path: Fixture.path(name))),
      try read(ArchiveReader(bytes: bytes, name: name)),
      try read(ArchiveReader(name: name, chunks: chunks(bytes, of: 7))),
      try read(ArchiveReader(name: name, chunks: chunks(bytes, of: 1 << 20))),
    ] {
      #expect(result.entries == sampleEntries)
      #expect(
        result.contents["sample-1.0/DESCRIPTION"]
          == Array("Package: sample\nVersion: 1.0\n".utf8))
      #expect(result.contents["sample-1.0/é.txt"] == Array("é\n".utf8))
      #expect(result.contents["sample-1.0/empty"] == [])
      #expect(result.contents.values.map(\.count).max() == 14000)
    }
  }

  @Test func readsPlainTar() throws {
    var tar = TarBuilder()
    tar.add("./", type: "5")
    tar.add("./a//./b/", type: "5")
    tar.add("./a/b/c", "text")
    let result = try read(ArchiveReader(bytes: tar.finished, name: "a.tar"))
    #expect(result.entries.map(\.path) == ["", "a/b", "a/b/c"])
    #expect(result.contents == ["a/b/c": Array("text".utf8)])
  }

  @Test func readsZip() throws {
    let bytes = try Fixture.bytes("sample.zip")
    for result in [
      try read(ArchiveReader(path: Fixture.path("sample.zip"))),
      try read(ArchiveReader(bytes: bytes, name: "sample.zip")),
    ] {
      let kinds = Dictionary(uniqueKeysWithValues: result.entries.map { ($0.path, $0.kind) })
      #expect(kinds.count == 7)
      #expect(kinds["sample/__init__.py"] == .file(executable: false))
      #expect(kinds["sample/run"] == .file(executable: true))
      #expect(kinds["sample/link"] == .symbolicLink(target: Array("run".utf8)))
      #expect(kinds["sample/empty"] == .directory)
      #expect(result.contents["sample/é.txt"] == Array("é\n".utf8))
      #expect(result.contents["sample/__init__.py"]?.count == 1000)
    }
  }

  @Test(arguments: ["sample.zip", "sample-1.0-py3-none-any.whl", "zip64.whl", "streamed.whl"])
  func readsZipAsItStreamsIn(_ name: String) throws {
    let bytes = try Fixture.bytes(name)
    let result = try read(ArchiveReader(name: name, chunks: chunks(bytes, of: 100)))
    #expect(result.contents["sample/__init__.py"]?.count == 1000)
    #expect(
      result.contents["sample-1.0.dist-info/RECORD"]
        == Array("sample/__init__.py,,\nsample/run,,\n".utf8))
  }

  @Test func readsNoFurtherThanAsked() throws {
    var tar = TarBuilder()
    tar.add("a/PKG-INFO", "Name: a\n")
    tar.add("a/large", String(repeating: "x", count: 5_000_000))
    let bytes = gzip(tar.finished)
    var given = 0
    let next = chunks(bytes, of: 10_000)
    var reader = ArchiveReader(name: "a.tar.gz") {
      given += 10_000
      return try next()
    }
    #expect(try reader.next()?.path == "a/PKG-INFO")
    #expect(try reader.contents() == Array("Name: a\n".utf8))
    #expect(given < 200_000)
    try reader.drain()
    #expect(given >= bytes.count)
    #expect(try reader.next() == nil)
  }

  @Test func contentsComeInBlocks() throws {
    let text = Array((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
    var tar = TarBuilder()
    tar.add(Array("a".utf8), contents: text)
    tar.add("b", "next")
    var reader = ArchiveReader(bytes: gzip(tar.finished), name: "a.tar.gz")
    _ = try reader.next()
    var read: [UInt8] = []
    while let block = try reader.nextBlock() {
      #expect(!block.isEmpty)
      read += block
    }
    #expect(read == text)
    #expect(try reader.nextBlock() == nil)
    #expect(try reader.next()?.path == "b")
    #expect(try reader.next() == nil)
    #expect(try reader.next() == nil)
  }

  @Test func namesBeyondUTF8KeepTheirBytes() throws {
    var tar = TarBuilder()
    tar.add(Array("caf".utf8) + [0xE9], contents: [1])
    tar.addPax([("path", "caf\u{E9}/\u{1F600}")])
    tar.add("short", "x")
    let result = try read(ArchiveReader(bytes: tar.finished, name: "a.tar"))
    #expect(result.entries.map(\.pathBytes)[0] == Array("caf".utf8) + [0xE9])
    #expect(result.entries[0].path == "caf\u{FFFD}")
    #expect(result.entries[1].path == "caf\u{E9}/\u{1F600}")
  }

  @Test func entryGivenTwiceIsSeenTwice() throws {
    var tar = TarBuilder()
    tar.add("a", "old")
    tar.add("a", "new")
    let result = try read(ArchiveReader(bytes: tar.finished, name: "a.tar"))
    #expect(result.entries.map(\.path) == ["a", "a"])
    #expect(result.contents["a"] == Array("new".utf8))
  }

  @Test func missingFileIsNamed() {
    #expect(
      throws: ArchiveError.unreadable(
        archive: "/nowhere/a.tar", reason: "no such file or directory")
    ) { _ = try ArchiveReader(path: "/nowhere/a.tar") }
    let error = #expect(throws: ArchiveError.self) { _ = try ArchiveReader(path: "/") }
    expectGolden(error?.description)
  }

  @Test func sourceErrorIsKept() throws {
    struct Dropped: Error {}
    var tar = TarBuilder()
    tar.add("a", String(repeating: "x", count: 100_000))
    let next = chunks(tar.finished, of: 1000)
    var count = 0
    var reader = ArchiveReader(name: "a.tar") {
      count += 1
      if count > 20 { throw Dropped() }
      return try next()
    }
    _ = try reader.next()
    let error = ArchiveError.sourceFailed(archive: "a.tar", reason: "Dropped()")
    for _ in 0..<3 {
      do {
        _ = try reader.contents()
        Issue.record("a source that failed was taken for whole")
      } catch {
        #expect(error == .sourceFailed(archive: "a.tar", reason: "Dropped()"))
      }
    }
    let sourceError = reader.sourceError
    #expect(sourceError is Dropped)
    #expect(!error.description.isEmpty)
  }

  @Test(arguments: compressions) func readsSingleFile(_ compression: String) throws {
    let name = "sample.tar.\(compression)"
    var file = ArchiveReader(bytes: try Fixture.bytes(name), name: name, format: .file)
    #expect(try file.next()?.isFile == true)
    let tar = try file.contents()
    let isCompressed = file.isCompressed
    #expect(isCompressed)
    #expect(try file.nextBlock() == nil)
    #expect(try file.next() == nil)
    #expect(try read(ArchiveReader(bytes: tar, name: "sample.tar")).entries == sampleEntries)
    var fromDisk = try ArchiveReader(path: Fixture.path(name), format: .file)
    _ = try fromDisk.next()
    var blocks: [UInt8] = []
    while let block = try fromDisk.nextBlock() { blocks += block }
    #expect(blocks == tar)
  }

  @Test func singleFileNeedNotBeCompressed() throws {
    let text = Array("Package: a\n".utf8)
    var file = ArchiveReader(name: "PACKAGES", format: .file, chunks: chunks(text, of: 3))
    _ = try file.next()
    #expect(try file.contents() == text)
    let isCompressed = file.isCompressed
    #expect(!isCompressed)
    func unpacked(_ bytes: [UInt8], limit: Int = 100) throws(ArchiveError) -> [UInt8] {
      try ArchiveReader.unpacked(bytes, name: "PACKAGES.gz", limit: limit)
    }
    #expect(try unpacked([]) == [])
    // Two gzip members make one file.
    #expect(try unpacked(gzip(text) + gzip(text)) == text + text)
    #expect(throws: ArchiveError.truncated(archive: "PACKAGES.gz")) {
      try unpacked(Array(gzip(text).dropLast(12)))
    }
    #expect(
      throws: ArchiveError.tooLarge(archive: "PACKAGES.gz", limit: .contents, value: 5)
    ) { try unpacked(gzip(text), limit: 5) }
  }
}
