import Basics
import Testing

@testable import Nixpkgs

@Suite struct TreeIdentityTests {
  private func location(_ folder: String) -> NixpkgsLocation {
    NixpkgsLocation(given: folder, path: folder, entry: "\(folder)/default.nix")
  }

  /// Files whose change must be noticed.
  @Test(arguments: [
    "default.nix", ".version-suffix", "pkgs/top-level/python-packages.nix",
    "pkgs/development/python-modules/numpy/default.nix",
    "pkgs/development/r-modules/cran-packages.json", ".git/HEAD",
  ])
  func noticesChanges(file: String) async throws {
    try await withFolder { folder in
      let parent = file.split(separator: "/").dropLast().joined(separator: "/")
      try Files.makeDirectories("\(folder)/\(parent)")
      try Files.makeDirectories("\(folder)/pkgs/development/python-modules/numpy")
      let path = "\(folder)/\(file)"
      try Files.replace("\(folder)/default.nix", with: Array("0".utf8))
      try Files.replace(path, with: Array("1".utf8))
      let first = await TreeIdentity.identity(of: location(folder))
      #expect(await TreeIdentity.identity(of: location(folder)) == first)
      try Files.replace(path, with: Array("22".utf8))
      #expect(await TreeIdentity.identity(of: location(folder)) != first)
    }
  }

  @Test func storePathsAreTheirOwnIdentity() async {
    let path = "/nix/store/00000000000000000000000000000000-nixpkgs/nixpkgs"
    #expect(await TreeIdentity.identity(of: location(path)) == path)
  }

  @Test func readsGitHead() async throws {
    try await withFolder { folder in
      try Files.makeDirectories("\(folder)/.git/refs/heads")
      func write(_ text: String, _ file: String) throws {
        try Files.replace("\(folder)/.git/\(file)", with: Array(text.utf8))
      }
      #expect(TreeIdentity.gitHead(of: folder) == "")
      try write("0123\n", "HEAD")
      #expect(TreeIdentity.gitHead(of: folder) == "0123")
      try write("ref: refs/heads/main\n", "HEAD")
      #expect(TreeIdentity.gitHead(of: folder) == "refs/heads/main")
      try write("# pack-refs\n4567 refs/heads/main\n", "packed-refs")
      #expect(TreeIdentity.gitHead(of: folder) == "4567")
      try write("89ab\n", "refs/heads/main")
      #expect(TreeIdentity.gitHead(of: folder) == "89ab")
    }
  }
}
