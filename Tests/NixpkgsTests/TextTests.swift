import Basics
import PackageMetadata
import Testing

@testable import Nix
@testable import Nixpkgs

@Suite struct TextTests {
  @Test(
    arguments: [
      ("20.09", 1_598_918_400), ("20.09.4407.1c1f5649bb9", 1_598_918_400),
      ("26.05pre", 1_761_955_200), ("26.05pre934390.48698d12cc10", 1_761_955_200),
      ("24.02", 1_706_745_600), ("24.03", 1_709_251_200), ("20.03pre", 1_567_296_000),
      ("26.13", nil), ("unstable", nil), ("1.2", nil), ("", nil), ("26.0", nil), ("26.٠٥", nil),
    ] as [(String, Int64?)])
  func dates(version: String, seconds: Int64?) {
    #expect(NixpkgsDate.date(ofVersion: version)?.seconds == seconds)
  }

  @Test(arguments: [
    (
      """
      trace: nixgraft row a
      error: attribute 'bz2' missing

             at /tree/pkgs/x.nix:55:5:

                 54|   dependencies = [
                 55|     haskellPackages.bz2
                   |     ^
      (use '--show-trace' to show detailed location information)
      """, "attribute 'bz2' missing (at /tree/pkgs/x.nix:55:5)"
    ),
    ("\u{1B}[31;1merror:\u{1B}[0m undefined variable 'x'\n", "undefined variable 'x'"),
    ("warning: x\nerror: first\nerror: second", "second"),
    ("segfault", "segfault"), ("", "it gave no reason"),
    ("trace: nixgraft row a", "it gave no reason"),
  ])
  func lastLines(errors: String, line: String) {
    #expect(NixMessage.lastLine(of: Array(errors.utf8)) == line)
  }

  @Test(arguments: [
    ("pandsa", ["pandas"]), ("pandas", []), ("NUMPY", ["numpy"]), ("nump", ["numpy"]),
    ("x", []), ("", []), ("nothing-like-it", []),
  ])
  func nearNames(name: String, near: [String]) {
    let names = ["numpy", "pandas", "pandas-stubs", "six"]
    #expect(NearNames.of(name, among: names, limit: 3) == near)
  }

  @Test func searchPath() async throws {
    try await withFolder { folder in
      let path = "nixpkgs=/nowhere:other=\(folder):nixpkgs=\(folder):/also-nowhere"
      #expect(NixpkgsLocation.plainEntry("nixpkgs", searchPath: path) == folder)
      try Files.makeDirectories("\(folder)/nixpkgs/sub")
      #expect(
        NixpkgsLocation.plainEntry("nixpkgs/sub", searchPath: folder) == "\(folder)/nixpkgs/sub")
      // What has to be fetched is Nix's matter.
      let remote = "nixpkgs=https://host.example/x.tar.gz:nixpkgs=\(folder)"
      #expect(NixpkgsLocation.plainEntry("nixpkgs", searchPath: remote) == nil)
      #expect(NixpkgsLocation.plainEntry("nixpkgs", searchPath: "") == nil)
    }
  }
}
