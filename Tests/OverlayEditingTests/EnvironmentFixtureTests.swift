import Basics
import OverlayEditing
import Testing

/// A shell.nix of some hand in `Fixtures/Shells`, and what it is with packages added.
struct ShellFixture: CustomTestStringConvertible, Sendable {
  let name: String
  var testDescription: String { name }

  static let folder = OverlayFixture.folder.replacing("/Overlays", with: "/Shells")

  static let all = names(in: folder).map { ShellFixture(name: $0) }

  /// The directories in a directory, sorted.
  static func names(in folder: String) -> [String] {
    ((try? Files.names(in: folder)) ?? []).filter { !$0.contains(".") }
  }

  var input: [UInt8] { OverlayFixture.read("\(Self.folder)/\(name)/input.nix") ?? [] }
  var expectedPath: String { "\(Self.folder)/\(name)/expected.nix" }
  var expected: [UInt8]? { OverlayFixture.read(expectedPath) }

  /// A package of nixpkgs and one of the overlay, of each kind; files without a list for R have
  /// none of it.
  static func additions(r: Bool) -> EnvironmentAdditions {
    var additions = EnvironmentAdditions(interpreter: "python3")
    additions.python = ["grafted", "tabulate"]
    if r { additions.r = ["graft_r", "stringr"] }
    additions.overlay = FileReference(
      relative: "../overlay.nix", absolute: "\(folder)/overlay.nix")
    return additions
  }

  var additions: EnvironmentAdditions {
    Self.additions(r: name != "build-env")
  }
}

@Suite struct EnvironmentFixtureTests {
  @Test(arguments: ShellFixture.all)
  func adding(_ fixture: ShellFixture) throws {
    let file = try EnvironmentFile(bytes: fixture.input, path: "shell.nix")
    let result = try file.adding(fixture.additions)
    if OverlayFixture.environment("NIXGRAFT_REGENERATE") != nil {
      try OverlayFixture.write(result, to: fixture.expectedPath)
    }
    #expect(
      String(decoding: result, as: UTF8.self)
        == fixture.expected.map { String(decoding: $0, as: UTF8.self) })
  }

  @Test(arguments: ShellFixture.all)
  func addingAgainChangesNothing(_ fixture: ShellFixture) throws {
    let expected = try #require(fixture.expected)
    let file = try EnvironmentFile(bytes: expected, path: "shell.nix")
    #expect(
      String(decoding: try file.adding(fixture.additions), as: UTF8.self)
        == String(decoding: expected, as: UTF8.self))
  }

  @Test(arguments: ShellFixture.all)
  func everyTokenIsKept(_ fixture: ShellFixture) throws {
    let expected = try #require(fixture.expected)
    var rest = expected[...]
    for byte in fixture.input where byte != 0x20 && byte != 0x0A && byte != 0x0D {
      let place = try #require(rest.firstIndex(of: byte))
      rest = rest[(place + 1)...]
    }
  }

  @Test(arguments: ShellFixture.all)
  func addingOneByOneGivesTheSame(_ fixture: ShellFixture) throws {
    var bytes = fixture.input
    let all = fixture.additions
    for name in all.python.reversed() {
      var one = all
      one.python = [name]
      one.r = []
      bytes = try EnvironmentFile(bytes: bytes, path: "shell.nix").adding(one)
    }
    for name in all.r.reversed() {
      var one = all
      one.python = []
      one.r = [name]
      bytes = try EnvironmentFile(bytes: bytes, path: "shell.nix").adding(one)
    }
    let file = try EnvironmentFile(bytes: bytes, path: "shell.nix")
    #expect(Set(file.python).isSuperset(of: all.python))
    #expect(Set(file.r).isSuperset(of: all.r))
    #expect(try file.adding(all) == bytes)
  }
}
