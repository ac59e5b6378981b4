import FoundationEssentials
import Testing

/// A project that fixes its nixpkgs by itself, and no option that names one.
@Suite(
  .enabled(
    if: Program.hasNix && Program.find("nix") != nil && Program.find("git") != nil,
    "Nix or git is not on PATH"))
struct ProjectTests {
  /// A repository with a flake that is locked to the stand-in.
  private func project() throws -> Program {
    let program = try Program()
    program.write(
      """
      {
        inputs.nixpkgs.url = "path:\(Program.standIn)";
        outputs = { self, nixpkgs }: let pkgs = import nixpkgs { system = "x86_64-linux"; }; in {
          devShells.x86_64-linux.default = pkgs.mkShell {
            packages = [ (pkgs.python3.withPackages (ps: [ ps.packaging ])) ];
          };
        };
      }
      """, to: "flake.nix")
    let locked = try program.run(
      [
        "bash", "-ec",
        """
        nix --extra-experimental-features 'nix-command flakes' flake lock
        git init -q . && git add flake.nix flake.lock
        """,
      ], path: nil)
    try #require(locked.code == 0, "\(locked.errors)")
    return program
  }

  /// Runs nixgraft with recorded answers, without `--nixpkgs` and with nothing on the search path.
  private func nixgraft(_ arguments: String..., in program: Program) throws -> Program.Outcome {
    let recording = "\(Program.root)/Fixtures/EndToEnd/recording"
    return try program.run(
      [
        "env", "-u", "NIX_PATH", Program.executable,
      ] + arguments + ["--cache-dir", "\(program.folder)/cache", "--replay-from", recording],
      path: nil)
  }

  @Test("a flake is planned for its locked nixpkgs and extended, and what git must know is said")
  func flake() throws {
    let program = try project()
    defer { program.remove() }
    let outcome = try nixgraft("shell", "pypi:budding", in: program)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("nixpkgs 26.05-standin from flake.lock · python"))
    #expect(
      outcome.output.contains("a flake sees only files that git tracks: git add overlay.nix\n"))
    #expect(program.text("flake.nix")?.contains("ps.budding ps.packaging") == true)
    #expect(outcome.output.contains(" develop\n"))
    // What is tracked is not told of again, nor is anything below the root of the repository else.
    let below = try program.run(
      [
        "bash", "-ec", "git add overlay.nix; mkdir sub; cd sub; exec \"$@\"", "bash", "env", "-u",
        "NIX_PATH", Program.executable, "import", "pypi:budding", "--cache-dir",
        "\(program.folder)/cache", "--replay-from",
        "\(Program.root)/Fixtures/EndToEnd/recording",
      ], path: nil)
    #expect(below.code == 0, "\(below.errors)")
    #expect(below.output.contains("from ../flake.lock"))
    let again = try nixgraft("shell", "pypi:packaging", in: program)
    #expect(again.code == 0, "\(again.errors)")
    #expect(!again.output.contains("git add"))
  }

  @Test("an overlay that git ignores is an error, and nothing is written")
  func ignored() throws {
    let program = try project()
    defer { program.remove() }
    program.write("overlay.nix\n", to: ".gitignore")
    let before = program.text("flake.nix")
    let outcome = try nixgraft("shell", "pypi:budding", in: program)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("git ignores 'overlay.nix'"), "\(outcome.errors)")
    #expect(program.text("flake.nix") == before)
    #expect(program.text("overlay.nix") == nil)
  }

  @Test("another nixpkgs is one option away")
  func another() throws {
    let program = try project()
    defer { program.remove() }
    let outcome = try program.nixgraft("import", "pypi:budding", "--dry-run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(!outcome.output.contains("flake.lock"))
  }

  @Test("doctor tells of each thing, and fails for what is missing")
  func doctor() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("doctor", "--offline", "--json")
    #expect(outcome.output.contains(#""subject" : "nixpkgs""#), "\(outcome.output)")
    let missing = try nixgraft("doctor", "--offline", "--nixpkgs", "/nowhere", in: program)
    #expect(missing.code == 2)
    #expect(missing.output.contains("failed nixpkgs"), "\(missing.output)")
    #expect(missing.output.contains("hint: "))
  }
}
