import Testing

/// What `--nixpkgs` and NIX_PATH name, with programs of Nix that answer as 2.26 and 2.34 do.
@Suite(.enabled(if: Program.canBuild, Program.cannotBuild))
struct ReferenceTests {
  private static let tree = Program.standIn
  private static let archive = "https://github.com/NixOS/nixpkgs/archive/nixos-25.05.tar.gz"

  /// Runs `nixgraft` without the option for nixpkgs.
  private func run(
    _ program: Program, _ arguments: [String], path: String, nixPath: String = ""
  ) throws -> Program.Outcome {
    try program.run(
      [Program.executable] + arguments + [
        "--cache-dir", "\(program.folder)/cache", "--replay-from",
        "\(Program.root)/Fixtures/EndToEnd/recording",
      ], path: path, variables: ["NIX_PATH": nixPath])
  }

  @Test(
    "a reference stays one in what is written, not the path that Nix found for it",
    arguments: [
      (["--nixpkgs", "flake:nixpkgs"], "", "flake:nixpkgs"),
      (["--nixpkgs", "github:NixOS/nixpkgs/x"], "", "github:NixOS/nixpkgs/x"),
      (["--nixpkgs", archive], "", archive),
      ([], "nixpkgs=flake:nixpkgs", "flake:nixpkgs"),
      ([], "nixpkgs=\(archive)", archive),
    ])
  func written(option: [String], nixPath: String, reference: String) throws {
    let program = try Program()
    defer { program.remove() }
    let real = try #require(Program.find("nix-instantiate"))
    _ = program.fake(
      "nix",
      """
      case "$*" in
      *"flake metadata"*) echo '{"path": "\(Self.tree)", "url": "\(reference)"}' ;;
      *) exit 1 ;;
      esac

      """)
    let path = program.fake(
      "nix-instantiate",
      """
      case "$*" in *--find-file*) echo '\(Self.tree)' ;; *) exec '\(real)' "$@" ;; esac

      """)
    let outcome = try run(
      program, ["shell", "pypi:packaging", "--flake"] + option, path: "\(path):/usr/bin:/bin",
      nixPath: nixPath)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let text = try #require(program.text("flake.nix"), "\(outcome.output) \(outcome.errors)")
    #expect(!text.contains(Self.tree), "\(text)")
    #expect(text.contains("url = \"\(reference)\";"), "\(text)")
  }

  @Test("a nixpkgs that cannot be downloaded is told with the reason")
  func download() throws {
    let program = try Program()
    defer { program.remove() }
    let reason = "unable to download '\(Self.archive)': Could not resolve host: github.com"
    let path = program.fake(
      "nix-instantiate",
      """
      cat >&2 <<'END'
      warning: \(reason); retrying in 288 ms (attempt 1/5)
      warning: Nix search path entry '\(Self.archive)' cannot be downloaded, ignoring
      warning: Nix search path entry '\(Self.archive)' does not exist, ignoring
      error: file 'nixpkgs' was not found in the Nix search path (add it using $NIX_PATH or -I)
      END
      exit 1

      """)
    let outcome = try run(
      program, ["index", "--nixpkgs", Self.archive], path: "\(path):/usr/bin:/bin")
    #expect(outcome.code == 2)
    #expect(
      outcome.errors.contains("error: cannot fetch the nixpkgs '\(Self.archive)': \(reason)\n"),
      "\(outcome.errors)")
  }
}
