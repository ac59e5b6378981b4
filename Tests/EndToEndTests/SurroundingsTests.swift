import TestSupport
import Testing

/// Where `nixgraft` keeps what it read, and what it says when it cannot.
@Suite(.enabled(if: Program.hasNix, "Nix is not on PATH"), .serialized)
struct SurroundingsTests {
  /// Plans an import with some of the environment's variables set or unset by `env`.
  private func plan(_ program: Program, _ variables: String...) throws -> Program.Outcome {
    try program.run(
      ["/usr/bin/env"] + variables + [
        Program.executable, "import", "pypi:leafy", "--dry-run", "--nixpkgs", Program.tinyTree,
        "--replay-from", "\(Program.root)/Fixtures/EndToEnd/recording",
      ], path: nil)
  }

  @Test("the cache is in XDG_CACHE_HOME, where that is set")
  func xdg() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try plan(
      program, "HOME=\(program.folder)/home", "XDG_CACHE_HOME=\(program.folder)/xdg")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(access("\(program.folder)/xdg/nixgraft/nixpkgs", F_OK) == 0)
    #expect(access("\(program.folder)/home/.cache/nixgraft", F_OK) != 0)
  }

  @Test("without a home the cache is a folder of the user's own, or there is none")
  func homeless() throws {
    let program = try Program()
    defer { program.remove() }
    let variables = ["-u", "HOME", "-u", "XDG_CACHE_HOME", "TMPDIR=\(program.folder)"]
    func plan() throws -> Program.Outcome {
      try self.plan(
        program, variables[0], variables[1], variables[2], variables[3], variables[4])
    }
    let outcome = try plan()
    #expect(outcome.code == 0, "\(outcome.errors)")
    let cache = "\(program.folder)/nixgraft-\(geteuid())"
    var status = stat()
    #expect(stat(cache, &status) == 0 && status.st_mode & 0o777 == 0o700)
    #expect(access("\(cache)/nixpkgs", F_OK) == 0)
    // Others could have put something there.
    #expect(chmod(cache, 0o777) == 0)
    let refused = try plan()
    #expect(refused.code == 2)
    #expect(refused.errors.contains("is not yours"))
    #expect(refused.errors.contains("XDG_CACHE_HOME"))
  }

  @Test("that the cache cannot be written is said once, and not under --quiet")
  func brokenCache() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("", to: "cache")
    func plan(_ option: String) throws -> Program.Outcome {
      try program.live(
        "import", "cran:ivy", "--dry-run", option, "--cran-mirror",
        "file://\(Program.root)/Fixtures/cran-mirror")
    }
    let loud = try plan("--verbose")
    #expect(loud.code == 0, "\(loud.errors)")
    #expect(loud.errors.hasPrefix("warning: the cache at '"), "\(loud.errors)")
    #expect(loud.errors.split(separator: "\n").count == 1)
    let quiet = try plan("--quiet")
    #expect(quiet.code == 0)
    #expect(quiet.errors.isEmpty, "\(quiet.errors)")
  }

  @Test("a file that cannot be written is an error that --quiet does not silence")
  func quietRefresh() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      #"{ fetchPypi }: fetchPypi { pname = "budding"; version = "2.0"; hash = ""; }"#,
      to: "file.nix")
    #expect(chmod("\(program.folder)/file.nix", 0o444) == 0)
    let outcome = try program.nixgraft("refresh", "--quiet", "file.nix")
    #expect(outcome.code == 2)
    #expect(outcome.errors.hasPrefix("error: cannot write 'file.nix'"), "\(outcome.errors)")
  }

  @Test("lines left out between two changes of a text are marked")
  func gap() throws {
    let program = try Program()
    defer { program.remove() }
    let old = try program.nixgraft(
      "import", "pypi:budding==1.0", "pypi:leafy", "pypi:shared-leaf==1.0")
    #expect(old.code == 0, "\(old.errors)")
    let outcome = try program.nixgraft("update", "--dry-run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\n      …\n"), "\(outcome.output)")
  }

  @Test("the index that a file names is asked, and its password is not shown")
  func otherIndex() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("-rmore.txt\n--extra-index-url=https://u:secret@index\n", to: "requirements.txt")
    program.write("leafy\n", to: "more.txt")
    let outcome = try program.nixgraft("import", "-r", "requirements.txt", "--dry-run")
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("https://index/leafy/"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("secret"))
  }

  @Test(
    "the next step after a flake names its folder",
    arguments: [("", "develop\n"), ("sub/", "develop ./sub\n"), ("./sub/", "develop ./sub\n")])
  func flake(_ folder: String, _ end: String) throws {
    let program = try Program()
    defer { program.remove() }
    #expect(mkdir("\(program.folder)/sub", 0o755) == 0)
    let outcome = try program.nixgraft(
      "shell", "--flake", "--shell", "\(folder)flake.nix", "--overlay", "\(folder)overlay.nix",
      "pypi:leafy", nixpkgs: "nixpkgs")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.hasSuffix(end), "\(outcome.output)")
  }
}
