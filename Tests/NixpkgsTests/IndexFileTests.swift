import Basics
import PackageMetadata
import TestSupport
import Testing

@testable import Nixpkgs

@Suite struct IndexFileTests {
  private static func rows(_ generator: inout SeededGenerator) -> [PackageRow] {
    let names = (0..<Int.random(in: 0...40, using: &generator)).map { number in
      "p\(number)-é\(UInt8.random(in: 0...9, using: &generator))"
    }
    return names.map { name in
      PackageRow(
        attribute: name, pname: name, version: "\(Int.random(in: 0...9, using: &generator))",
        sourceURL: Bool.random(using: &generator) ? "https://x.example/\(name)" : "",
        inputs: Bool.random(using: &generator)
          ? nil : names.filter { _ in Int.random(in: 0...5, using: &generator) == 0 })
    }
  }

  private static func bytes(_ rows: [PackageRow]) -> [UInt8] {
    SnapshotCache.bytes(
      identity: "state", facts: .none, revisionDate: 7, entry: "/entry",
      notes: [.leftOut(attribute: "a b")],
      topLevel: ["b", "a"], packages: rows, of: .python, interpreter: "")
  }

  @Test(arguments: 0..<20)
  func readsBackWhatWasWritten(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rows = Self.rows(&generator)
    let index = try #require(
      SnapshotCache.index(Self.bytes(rows), identity: "state", of: .python))
    #expect(index.revisionDate == 7)
    #expect(index.entry == "/entry")
    #expect(index.notes == [.leftOut(attribute: "a b")])
    #expect(index.topLevel.index(of: "a") == 0)
    #expect(index.packages.count == rows.count)
    for row in rows {
      let number = try #require(index.packages.row(ofAttribute: row.attribute))
      let name = try #require(index.packages.name(ofRow: number))
      let pin = index.packages.pin(row: number, confidence: name.confidence, name: name.name)
      #expect(pin.pname == row.pname)
      #expect(pin.versionText == row.version)
      #expect(pin.sourceURL == row.sourceURL)
      #expect((index.packages.propagated(ofRow: number) == nil) == (row.inputs == nil))
      #expect(index.packages.rows(named: name.name).contains { $0.row == number })
    }
  }

  @Test func anotherStateIsAnotherFile() {
    #expect(SnapshotCache.index(Self.bytes([]), identity: "other", of: .python) == nil)
  }

  /// Truncated files, and files with one byte changed, are not an index; none of them ends the program.
  @Test(arguments: 0..<40)
  func damagedFilesAreRefused(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var bytes = Self.bytes(Self.rows(&generator))
    if seed % 2 == 0 {
      bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator))
    } else {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      bytes[place] ^= UInt8.random(in: 1...255, using: &generator)
    }
    #expect(SnapshotCache.index(bytes, identity: "state", of: .python) == nil)
  }

  /// Even with a right checksum, wrong counts and offsets lead nowhere.
  @Test(arguments: 0..<200)
  func liesAreSurvived(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var content = Array(Self.bytes(Self.rows(&generator)).dropFirst(16))
    for _ in 0..<8 where content.count >= 4 {
      let place = Int.random(in: 0...content.count - 4, using: &generator) / 4 * 4
      for offset in 0..<4 { content[place + offset] = UInt8.random(in: 0...255, using: &generator) }
    }
    var writer = BinaryWriter()
    writer.append(raw: "NXGRAFT1".utf8)
    writer.append(Checksum.of(content))
    let bytes = writer.bytes + content
    guard let index = SnapshotCache.index(bytes, identity: "state", of: .python) else { return }
    let table = index.packages
    for row in 0..<min(table.count, 100) {
      _ = table.propagated(ofRow: row)
      if let (name, confidence) = table.name(ofRow: row) {
        _ = table.pin(row: row, confidence: confidence, name: name)
        for candidate in table.rows(named: name) {
          _ = table.pin(row: candidate.row, confidence: candidate.confidence, name: name)
        }
      }
    }
    #expect(table.row(ofAttribute: "none") == nil)
  }
}
