import Testing

@testable import Nixpkgs

@Suite struct NixpkgsReferenceTests {
  @Test(
    "what a text names",
    arguments: [
      ("/nix/store/x-source", .path("/nix/store/x-source")), ("./n", .path("./n")),
      ("there", .path("there")), ("path:/n", .path("/n")), ("odd name", .path("odd name")),
      ("<nixpkgs>", .searchPath("nixpkgs")), ("<unstable/sub>", .searchPath("unstable/sub")),
      ("nixpkgs=/n", .path("/n")), ("nixpkgs=flake:nixpkgs", .flake("flake:nixpkgs")),
      ("https://h/x.tar.gz", .archive(url: "https://h/x.tar.gz")),
      ("https://h/x?a=b", .archive(url: "https://h/x?a=b")),
      (
        "channel:nixos-25.05",
        .archive(url: "https://channels.nixos.org/nixos-25.05/nixexprs.tar.xz")
      ),
      ("flake:nixpkgs", .flake("flake:nixpkgs")), ("nixpkgs", .flake("nixpkgs")),
      ("nixpkgs/nixos-25.05", .flake("nixpkgs/nixos-25.05")),
      ("github:NixOS/nixpkgs/nixos-25.05", .flake("github:NixOS/nixpkgs/nixos-25.05")),
      ("git+https://h/n?ref=x", .flake("git+https://h/n?ref=x")), ("a/b/c/d", .path("a/b/c/d")),
    ] as [(String, NixpkgsReference)])
  func reading(text: String, reference: NixpkgsReference) {
    #expect(NixpkgsReference(text, exists: { $0 == "there" }) == reference)
  }

  @Test(
    "what files say of it",
    arguments: [
      (
        "github:NixOS/nixpkgs/nixos-25.05", "github:NixOS/nixpkgs/nixos-25.05",
        "https://github.com/NixOS/nixpkgs/archive/nixos-25.05.tar.gz"
      ),
      (
        "github:NixOS/nixpkgs", "github:NixOS/nixpkgs",
        "https://github.com/NixOS/nixpkgs/archive/HEAD.tar.gz"
      ),
      ("flake:nixpkgs", "flake:nixpkgs", nil), ("/n", nil, nil),
      ("https://h/x.tar.gz", "https://h/x.tar.gz", "https://h/x.tar.gz"),
      ("https://h/x", "tarball+https://h/x", "https://h/x"),
    ] as [(String, String?, String?)])
  func writing(text: String, flake: String?, archive: String?) {
    let reference = NixpkgsReference(text, exists: { _ in false })
    #expect(reference.flakeURL == flake)
    #expect(reference.archiveURL == archive)
  }

  @Test(
    "entries of the search path, whose values may have colons",
    arguments: [
      ("nixpkgs=/a:other=/b", ["nixpkgs=/a", "other=/b"]),
      ("nixpkgs=flake:nixpkgs:other=/b", ["nixpkgs=flake:nixpkgs", "other=/b"]),
      ("nixpkgs=channel:nixos-25.05:/c", ["nixpkgs=channel:nixos-25.05", "/c"]),
      ("nixpkgs=https://h/x.tar.gz:/c", ["nixpkgs=https://h/x.tar.gz", "/c"]),
      ("nixpkgs=flake:github:NixOS/nixpkgs:/c", ["nixpkgs=flake:github:NixOS/nixpkgs", "/c"]),
      ("", []),
    ])
  func searchPaths(text: String, entries: [String]) {
    #expect(NixpkgsReference.entries(ofSearchPath: text) == entries)
  }

  @Test func theFirstEntryOfANameCounts() {
    let path = "nixpkgs=flake:nixpkgs:nixpkgs=/b"
    #expect(NixpkgsReference.value(of: "nixpkgs", inSearchPath: path) == "flake:nixpkgs")
    #expect(NixpkgsReference.value(of: "other", inSearchPath: path) == nil)
    // What Nix fetches is not passed over for a later entry.
    #expect(
      NixpkgsLocation.plainEntry("nixpkgs", searchPath: "nixpkgs=flake:nixpkgs:nixpkgs=/") == nil)
  }
}
