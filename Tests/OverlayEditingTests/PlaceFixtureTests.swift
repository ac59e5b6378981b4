import Derivations
import OverlayEditing
import PackageMetadata
import Testing

/// A file in `Fixtures/Places`, and what comes of an import into it.
struct PlaceFixture: CustomTestStringConvertible, Sendable {
  let name: String
  var testDescription: String { name }

  static let folder = OverlayFixture.folder.replacing("/Overlays", with: "/Places")
  static let all = ShellFixture.names(in: folder).map { PlaceFixture(name: $0) }

  func path(_ file: String) -> String { "\(Self.folder)/\(name)/\(file)" }

  /// The path that the file is taken to have.
  var filePath: String {
    text("path").map { String($0.dropLast()) } ?? "default.nix"
  }

  func text(_ file: String) -> String? {
    OverlayFixture.read(path(file)).map { String(decoding: $0, as: UTF8.self) }
  }
}

@Suite struct PlaceFixtureTests {
  @Test(arguments: PlaceFixture.all)
  func importing(_ fixture: PlaceFixture) throws {
    let ecosystem = fixture.name.hasPrefix("r-") ? "snakecase" : "triad"
    let packages = Samples.derivations(.modern).filter { $0.attribute == ecosystem }
    var result: String?
    var refusal: String?
    let target = Samples.target(.modern)
    do throws(OverlayEditingError) {
      let document = try OverlayDocument(
        bytes: OverlayFixture.read(fixture.path("input.nix")), path: fixture.filePath)
      let inserted = try document.holding(packages, for: target)
      result = String(decoding: inserted.bytes, as: UTF8.self)
      let removed = try inserted.without(packages.map { ($0.id.ecosystem, $0.attribute) })
      #expect(removed.bytes == document.bytes)
    } catch {
      refusal = "\(error)\n"
    }
    if OverlayFixture.environment("NIXGRAFT_REGENERATE") != nil {
      if let result {
        try OverlayFixture.write(Array(result.utf8), to: fixture.path("expected.nix"))
      }
      if let refusal { try OverlayFixture.write(Array(refusal.utf8), to: fixture.path("refused")) }
    }
    #expect(result == fixture.text("expected.nix"))
    #expect(refusal == fixture.text("refused"))
  }
}
