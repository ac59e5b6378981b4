import Derivations
import Glibc
import NixSyntax
import Nixpkgs
import OverlayEditing
import PackageMetadata
import Testing

@Suite struct OverlayFixtureTests {
  @Test(arguments: OverlayFixture.all)
  func importing(_ fixture: OverlayFixture) throws {
    let document = try OverlayDocument(bytes: fixture.overlay, path: "overlay.nix")
    let result = try document.inserting(
      Samples.derivations(fixture.era), facts: Samples.facts(fixture.era))
    if OverlayFixture.environment("NIXGRAFT_WRITE_FIXTURES") != nil {
      if fixture.isNew {
        try #require(system("mkdir -p '\(OverlayFixture.folder)/\(fixture.name)'") == 0)
      }
      OverlayFixture.write(result, to: fixture.insertedPath)
    }
    #expect(
      String(decoding: result, as: UTF8.self)
        == fixture.inserted.map { String(decoding: $0, as: UTF8.self) })
  }

  @Test(arguments: OverlayFixture.all)
  func importingKeepsEveryLine(_ fixture: OverlayFixture) throws {
    let before = lines(fixture.overlay ?? [])
    let inserted = try #require(fixture.inserted)
    var after = lines(inserted)[...]
    for line in before {
      // A brace on the line of the last member moves down.
      let place = after.firstIndex { $0 == line || $0 + " }" == String(line.prefix($0.count + 2)) }
      let index = try #require(place, "lost: \(line)")
      after = after[(index + 1)...]
    }
  }

  @Test(arguments: OverlayFixture.all)
  func importingAgainChangesNothing(_ fixture: OverlayFixture) throws {
    let inserted = try #require(fixture.inserted)
    let document = try OverlayDocument(bytes: inserted, path: "overlay.nix")
    #expect(
      try document.inserting(
        Samples.derivations(fixture.era), facts: Samples.facts(fixture.era)) == inserted)
  }

  @Test(arguments: OverlayFixture.all)
  func removingGivesTheFirstFileBack(_ fixture: OverlayFixture) throws {
    let inserted = try #require(fixture.inserted)
    let document = try OverlayDocument(bytes: inserted, path: "overlay.nix")
    let names = Samples.derivations(fixture.era).map { ($0.id.ecosystem, $0.attribute) }
    let expected =
      try fixture.overlay
      ?? OverlayDocument(bytes: nil, path: "").inserting([], facts: Samples.modern)
    for order in [names, names.reversed()] {
      let result = try document.removing(order)
      #expect(String(decoding: result, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
    }
  }

  @Test(arguments: OverlayFixture.all)
  func importingOneByOneGivesTheSame(_ fixture: OverlayFixture) throws {
    var bytes = fixture.overlay
    let sorted = Samples.derivations(fixture.era).sorted { $0.attribute < $1.attribute }
    for derivation in sorted {
      let document = try OverlayDocument(bytes: bytes, path: "overlay.nix")
      bytes = try document.inserting([derivation], facts: Samples.facts(fixture.era))
    }
    #expect(
      bytes.map { String(decoding: $0, as: UTF8.self) }
        == fixture.inserted.map { String(decoding: $0, as: UTF8.self) })
  }

  @Test(arguments: OverlayFixture.all)
  func listingReadsWhatWasImported(_ fixture: OverlayFixture) throws {
    let inserted = try #require(fixture.inserted)
    let document = try OverlayDocument(bytes: inserted, path: "overlay.nix")
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
