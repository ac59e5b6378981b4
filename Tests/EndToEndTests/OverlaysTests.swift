import FoundationEssentials
import TestSupport
import Testing

/// The overlays in `Overlays/` are what `import` writes, byte for byte.
@Suite(.enabled(if: Program.hasNix, "Nix is not on PATH"))
struct OverlaysTests {
  @Test("an overlay of Python and R packages is regenerated", arguments: ["modern", "legacy"])
  func regenerates(tree: String) throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft(
      "import", "pypi:graftling", "pypi:wants-older", "pypi:loop-a", "cran:birch", "cran:cedar",
      "cran:maple.data", "--cran-mirror", "file://\(Program.root)/Fixtures/cran-mirror",
      nixpkgs: "Snapshots/tiny/\(tree)")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let written = try #require(program.text("overlay.nix"))
    let path = "\(Program.root)/Overlays/\(tree).nix"
    if getenv("NIXGRAFT_REGENERATE") != nil {
      try Data(written.utf8).write(to: URL(fileURLWithPath: path))
    }
    let kept = try #require(FileManager.default.contents(atPath: path))
    #expect(written == String(decoding: kept, as: UTF8.self))
  }
}
