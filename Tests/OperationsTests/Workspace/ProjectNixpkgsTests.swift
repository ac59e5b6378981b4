import Basics
import Nixpkgs
import Testing

@testable import Operations

@Suite struct ProjectNixpkgsTests {
  private static let lock = """
    {
      "nodes": {
        "nixpkgs": { "locked": { "lastModified": 1, "narHash": "sha256-x", "owner": "NixOS",
          "repo": "nixpkgs", "rev": "abc", "type": "github" } },
        "root": { "inputs": { "nixpkgs": "nixpkgs", "utils": ["a", "b"] } }
      },
      "root": "root", "version": 7
    }
    """
  private static let fetched = """
    (builtins.fetchTree { lastModified = 1; narHash = "sha256-x"; owner = "NixOS"; \
    repo = "nixpkgs"; rev = "abc"; type = "github"; })
    """

  /// A directory with some files, and what a project in `start` fixes.
  private func find(
    _ files: [String: String], from start: String = ""
  ) throws -> ProjectNixpkgs? {
    let directory = try TemporaryDirectory(for: "test")
    defer { directory.remove() }
    try Files.makeDirectories("\(directory.path)/\(start)")
    for (name, text) in files {
      let path = "\(directory.path)/\(name)"
      try Files.makeDirectories(Files.parent(of: path))
      try Files.write(Array(text.utf8), to: path)
    }
    return ProjectNixpkgs.find(from: "\(directory.path)\(start.isEmpty ? "" : "/")\(start)")
  }

  @Test(
    "the file that fixes nixpkgs is found, the nearest first",
    arguments: [
      (
        ["flake.nix": "", "flake.lock": lock, "npins/sources.json": "{}"], "", "flake.lock", fetched
      ),
      (["devenv.lock": lock], "", "devenv.lock", fetched),
      (["flake.nix": "{ inputs.nixpkgs.url = 1; }"], "", "flake.nix", nil),
      ([".git/HEAD": "", "flake.nix": "", "flake.lock": lock], "a/b", "../../flake.lock", fetched),
      (
        ["npins/sources.json": #"{ "pins": { "nixpkgs": { "type": "Channel" } } }"#], "",
        "npins/sources.json", "(import ./npins).nixpkgs"
      ),
      (
        ["nix/sources.json": #"{ "nixpkgs": { "rev": "abc" } }"#], "", "nix/sources.json",
        "(import ./nix/sources.nix).nixpkgs"
      ),
      (
        [
          "shell.nix": """
          let pkgs = import (fetchTarball "https://h/x.tar.gz") { };
          in pkgs.mkShell { packages = [ (pkgs.python3.withPackages (ps: [ ps.six ])) ]; }
          """
        ], "", "shell.nix", "(fetchTarball \"https://h/x.tar.gz\")"
      ),
    ] as [([String: String], String, String, String?)])
  func found(files: [String: String], start: String, name: String, program: String?) throws {
    let project = try #require(try find(files, from: start))
    #expect(project.file.name == name)
    if let program { #expect(project.program == program) }
  }

  @Test(
    "what fixes none is passed over",
    arguments: [
      [:], ["flake.lock": lock], ["flake.nix": "", "flake.lock": "{ broken"],
      ["npins/sources.json": #"{ "pins": { "other": {} } }"#],
      ["shell.nix": "let pkgs = import <nixpkgs> { }; in pkgs.mkShell { packages = [ ]; }"],
    ] as [[String: String]])
  func passedOver(files: [String: String]) throws {
    #expect(try find(files) == nil)
  }

  @Test func withoutARepositoryNothingAboveCounts() throws {
    #expect(try find(["flake.nix": "", "flake.lock": Self.lock], from: "a") == nil)
  }

  @Test func aLockIsInertText() throws {
    let hostile = Self.lock.replacing("abc", with: #"${builtins.abort \"x\"}"#)
    let input = try #require(LockedInput(lock: hostile))
    #expect(input.program.contains(#"rev = "\${builtins.abort \"x\"}";"#))
  }
}
