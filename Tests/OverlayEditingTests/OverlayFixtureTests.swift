import Basics
import Derivations
import NixSyntax
import OverlayEditing
import PackageMetadata
import Testing

@Suite struct OverlayFixtureTests {
  @Test(arguments: OverlayFixture.all)
  func importing(_ fixture: OverlayFixture) throws {
    let result = try fixture.document().holding(
      Samples.derivations(fixture.era), for: Samples.target(fixture.era))
    if OverlayFixture.environment("NIXGRAFT_REGENERATE") != nil {
      for file in ["overlay.nix"] + fixture.files {
        let path = fixture.path(ofInserted: file)
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        try Files.makeDirectories("/" + folder)
        try OverlayFixture.write(result.bytes(ofFile: file) ?? result.bytes, to: path)
      }
    }
    try expectEqual(result, fixture.document(isInserted: true), fixture)
  }

  private func expectEqual(
    _ first: OverlayDocument, _ second: OverlayDocument, _ fixture: OverlayFixture
  ) {
    #expect(
      String(decoding: first.bytes, as: UTF8.self) == String(decoding: second.bytes, as: UTF8.self))
    for file in fixture.files {
      let bytes = [first.bytes(ofFile: file), second.bytes(ofFile: file)]
      #expect(bytes.allSatisfy { $0 != nil })
      #expect(
        String(decoding: bytes[0] ?? [], as: UTF8.self)
          == String(decoding: bytes[1] ?? [], as: UTF8.self))
    }
  }

  @Test(arguments: OverlayFixture.all)
  func importingKeepsEveryLine(_ fixture: OverlayFixture) throws {
    let old = try fixture.document()
    let new = try fixture.document(isInserted: true)
    try expectEveryLine(of: fixture.overlay ?? [], in: new.bytes)
    for file in fixture.files {
      try expectEveryLine(
        of: #require(old.bytes(ofFile: file)), in: #require(new.bytes(ofFile: file)))
    }
  }

  private func expectEveryLine(of before: [UInt8], in inserted: [UInt8]) throws {
    var after = lines(inserted)[...]
    for line in lines(before) {
      // An argument that was not used gets a name.
      let line = line.hasPrefix("_: prev:") ? "finalPackages" + line.dropFirst() : line
      // A brace on the line of the last member moves down.
      let place = after.firstIndex { $0 == line || $0 + " }" == String(line.prefix($0.count + 2)) }
      let index = try #require(place, "lost: \(line)")
      after = after[(index + 1)...]
    }
  }

  @Test(arguments: OverlayFixture.all)
  func importingAgainChangesNothing(_ fixture: OverlayFixture) throws {
    let document = try fixture.document(isInserted: true)
    let again = try document.holding(
      Samples.derivations(fixture.era), for: Samples.target(fixture.era))
    #expect(again.bytes == document.bytes)
    #expect(again.changedFiles(since: OverlayOrigin(document)).isEmpty)
  }

  @Test(arguments: OverlayFixture.all)
  func removingGivesTheFirstFileBack(_ fixture: OverlayFixture) throws {
    let document = try fixture.document(isInserted: true)
    let names = Samples.derivations(fixture.era).map { ($0.id.ecosystem, $0.attribute) }
    for order in [names, names.reversed()] {
      try expectEqual(document.without(order), fixture.document(), fixture)
    }
  }

  @Test(arguments: OverlayFixture.all)
  func importingOneByOneGivesTheSame(_ fixture: OverlayFixture) throws {
    var document = try fixture.document()
    let sorted = Samples.derivations(fixture.era).sorted { $0.attribute < $1.attribute }
    for derivation in sorted {
      document = try document.holding([derivation], for: Samples.target(fixture.era))
    }
    try expectEqual(document, fixture.document(isInserted: true), fixture)
  }

  @Test(arguments: OverlayFixture.all)
  func listingReadsWhatWasImported(_ fixture: OverlayFixture) throws {
    let document = try fixture.document(isInserted: true)
    let triad = try #require(document.packages.first { $0.attribute == "triad" })
    #expect(triad.version == "1.0.3")
    #expect(triad.dependencies == ["six"])
    #expect(triad.neededBy == ["adagio"])
    #expect(!triad.isRequested)
    let snakecase = try #require(document.packages.first { $0.attribute == "snakecase" })
    #expect(snakecase.id == .cran("snakecase"))
    #expect(snakecase.version == "0.11.0")
    #expect(snakecase.dependencies == ["stringi", "stringr"])
    #expect(snakecase.isRequested)
  }

  private func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }
}
