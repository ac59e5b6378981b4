import FoundationEssentials
import TestSupport
import Testing

/// `shell` and `image` through the executable, into files that Nix then evaluates.
@Suite(.enabled(if: Program.hasNix, "Nix is not on PATH"), .serialized)
struct ShellTests {
  /// The names of what a shell has, its environments' own packages included.
  private func inputs(of file: String, in program: Program) throws -> String {
    let expression = """
      let
        shell = import ./\(file);
        names = d: [ d.name ] ++ builtins.concatMap names ((d.paths or [ ]) ++ (d.packages or [ ]));
      in builtins.concatMap names (shell.buildInputs or shell.contents)
      """
    let outcome = try program.tool(
      "nix-instantiate", "--eval", "--strict", "--json", "-E", expression)
    #expect(outcome.code == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test("a shell is written, with what had to be imported")
  func writes() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("shell", "pypi:graftling", "pypi:numpy", "cran:ggplot2")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("wrote overlay.nix"))
    #expect(outcome.output.contains("wrote shell.nix"))
    #expect(outcome.output.contains("next: nix-shell"))
    let shell = try #require(program.text("shell.nix"))
    #expect(shell.contains("{ overlays = [ (import ./overlay.nix) ]; };"))
    #expect(shell.contains("shellHook = ''"))
    let names = try inputs(of: "shell.nix", in: program)
    for name in ["graftling-", "numpy-2.3.5", "R-4.5.2", "r-ggplot2-4.0.0"] {
      #expect(names.contains(name), "\(names)")
    }
    #expect(!program.files.contains { $0.contains("trial") })
  }

  @Test("a second run changes nothing; a third adds to what is there")
  func repeats() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.nixgraft("shell", "pypi:numpy")
    let first = try #require(program.text("shell.nix"))
    #expect(!first.contains("overlay"))
    let again = try program.nixgraft("shell", "pypi:numpy")
    #expect(again.output.contains("shell.nix is unchanged"))
    #expect(program.text("shell.nix") == first)
    let more = try program.nixgraft("shell", "pypi:graftling", "cran:data.table")
    #expect(more.code == 0, "\(more.errors)")
    #expect(more.output.contains("extended shell.nix"))
    let second = try #require(program.text("shell.nix"))
    #expect(second.contains("      ps.graftling\n      ps.numpy\n"))
    #expect(second.contains("overlays = [ (import ./overlay.nix) ];"))
    let names = try inputs(of: "shell.nix", in: program)
    #expect(names.contains("graftling-") && names.contains("r-data.table"), "\(names)")
    _ = try program.nixgraft("shell", "pypi:graftling", "cran:data.table")
    #expect(program.text("shell.nix") == second)
  }

  @Test("requests come from files too")
  func files() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("numpy>=2  # fits\ngraftling\n", to: "requirements.txt")
    let outcome = try program.nixgraft("shell", "-r", "requirements.txt")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let shell = try #require(program.text("shell.nix"))
    #expect(shell.contains("      ps.graftling\n      ps.numpy\n"))
  }

  @Test("a dry run shows the changes and writes nothing")
  func dryRun() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("shell", "pypi:graftling", "--dry-run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("would write shell.nix"))
    #expect(outcome.output.contains("+       ps.graftling"))
    #expect(program.text("shell.nix") == nil && program.text("overlay.nix") == nil)
  }

  @Test("the interpreter is that of the shell that is there")
  func interpreter() throws {
    let program = try Program()
    defer { program.remove() }
    let text = """
      let pkgs = import \(Program.tinyTree) { };
      in pkgs.mkShell { buildInputs = [ pkgs.python312Packages.numpy ]; }
      """
    program.write(text, to: "shell.nix")
    let clash = try program.nixgraft("shell", "pypi:leafy", "--python", "python313")
    #expect(clash.code == 1)
    #expect(clash.errors.contains("python312"))
    #expect(program.text("shell.nix") == text && program.text("overlay.nix") == nil)
    let outcome = try program.nixgraft("shell", "pypi:leafy", "--json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(#""interpreter" : "python312""#))
    #expect(
      try #require(program.text("shell.nix")).contains(
        "[ pkgs.python312Packages.leafy pkgs.python312Packages.numpy ]"))
  }

  @Test(
    "a shell that cannot be extended is left as it is, and so is the overlay",
    arguments: [
      ("import ./other.nix", Int32(1), "shell.nix:1:1: the environment is defined in another file"),
      ("{ a = ; }", 1, "shell.nix:1:7"),
      ("{\n  a = 1;\n}\n", 1, "no call of mkShell"),
      (
        "{ mkShell, python3 }: mkShell { buildInputs = [ (python3.withPackages (ps: [ ])) ]; }", 1,
        "passed in"
      ),
      (
        "with import <nixpkgs> { }; mkShell { buildInputs = [ (python3.withPackages (import ./p.nix)) ]; }",
        1, "another file"
      ),
    ])
  func refusals(text: String, code: Int32, words: String) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(text, to: "shell.nix")
    let outcome = try program.nixgraft("shell", "pypi:graftling")
    #expect(outcome.code == code, "\(outcome.output) \(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(program.text("shell.nix") == text)
    #expect(program.text("overlay.nix") == nil)
    #expect(!program.files.contains { $0.contains("trial") })
  }

  @Test("a refusal says what to paste, and where")
  func hints() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("import ./other.nix", to: "shell.nix")
    let outcome = try program.nixgraft("shell", "pypi:graftling", "cran:data.table")
    #expect(outcome.errors.contains("(pkgs.python3.withPackages (ps: [ ps.graftling ]))"))
    #expect(outcome.errors.contains("pkgs.R pkgs.rPackages.data_table"))
    #expect(outcome.errors.contains("overlays = [ (import ./overlay.nix) ];"))
  }

  @Test("a shell that does not evaluate for another reason is extended, with a note")
  func fails() throws {
    let program = try Program()
    defer { program.remove() }
    let text = """
      let pkgs = import \(Program.tinyTree) { };
      in pkgs.mkShell { buildInputs = [ pkgs.python3Packages.nothingLikeIt ]; }

      """
    program.write(text, to: "shell.nix")
    let outcome = try program.nixgraft("shell", "pypi:graftling")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.output.contains(
        "it does not evaluate, with or without the change, so nothing but its"))
    #expect(program.text("shell.nix")?.contains("pkgs.python3Packages.graftling") == true)
    #expect(!program.files.contains { $0.contains("trial") })
  }

  @Test(
    "what does not evaluate, and does not show in its text what it is, is not written",
    arguments: [
      "if pkgs.none then pkgs.mkShell { packages = [ ]; } else pkgs.git",
      "{ a = pkgs.mkShell { packages = [ ]; }.none; }",
    ])
  func evaluates(_ expression: String) throws {
    let program = try Program()
    defer { program.remove() }
    let text = "let pkgs = import \(Program.tinyTree) { }; in \(expression)\n"
    program.write(text, to: "shell.nix")
    let outcome = try program.nixgraft("shell", "pypi:graftling")
    #expect(outcome.code != 0)
    #expect(
      outcome.errors.contains("the file is unchanged")
        || outcome.errors.contains("nothing was written"), "\(outcome.errors)")
    #expect(program.text("shell.nix") == text)
    #expect(program.text("overlay.nix") == nil)
    #expect(!program.files.contains { $0.contains("trial") })
  }

  @Test("paths with spaces and quotes are named safely, and found again")
  func paths() throws {
    let program = try Program()
    defer { program.remove() }
    let overlay = "my \"own\" ${overlay}.nix"
    for _ in 1...2 {
      let outcome = try program.nixgraft("shell", "pypi:leafy", "--overlay", overlay)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    let shell = try #require(program.text("shell.nix"))
    #expect(shell.split(separator: "(import ").count == 2, "\(shell)")
    #expect(try inputs(of: "shell.nix", in: program).contains("leafy-1.1"))
    let below = try program.nixgraft("shell", "pypi:leafy", "--shell", "sub/shell.nix")
    #expect(below.code == 64)
    #expect(try program.tool("mkdir", "sub").code == 0)
    let again = try program.nixgraft(
      "shell", "pypi:leafy", "--shell", "sub/shell.nix", "--overlay", overlay)
    #expect(again.code == 0, "\(again.errors)")
    #expect(try inputs(of: "sub/shell.nix", in: program).contains("leafy-1.1"))
  }

  @Test("a link is followed, and what Nix reads is what it leads to")
  func links() throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.tool("mkdir", "real").code == 0)
    _ = try program.nixgraft("shell", "pypi:numpy", "--shell", "real/shell.nix")
    #expect(try program.tool("ln", "-s", "real/shell.nix", "shell.nix").code == 0)
    let outcome = try program.nixgraft("shell", "pypi:leafy")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try #require(program.text("real/shell.nix")).contains("(import ../overlay.nix)"))
    #expect(try program.tool("test", "-L", "shell.nix").code == 0)
    #expect(try inputs(of: "shell.nix", in: program).contains("leafy-1.1"))
  }

  @Test(
    "a file that cannot be written leaves the overlay as it was",
    .enabled(if: getuid() != 0, "root may write everywhere"))
  func readOnly() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.nixgraft("shell", "pypi:numpy")
    #expect(try program.tool("chmod", "444", "shell.nix").code == 0)
    let outcome = try program.nixgraft("shell", "pypi:leafy")
    #expect(outcome.code == 2)
    #expect(program.text("overlay.nix") == nil)
  }

  @Test("without a package it takes those that the overlay was asked for")
  func fromOverlay() throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.nixgraft("shell").code == 64)
    let imported = try program.nixgraft("import", "pypi:graftling")
    #expect(imported.output.contains("next: nixgraft shell"), "\(imported.output)")
    #expect(imported.output.contains("pypi:graftling"))
    #expect(try program.nixgraft("shell").code == 0)
    let shell = try #require(program.text("shell.nix"))
    #expect(shell.contains("ps.graftling") && !shell.contains("ps.leafy"))
    let again = try program.nixgraft("import", "pypi:graftling")
    #expect(again.output.contains("next: nix-shell"), "\(again.output)")
  }

  @Test("an image has the shell's packages, a user and a command")
  func image() throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.nixgraft("image").code == 64)
    _ = try program.nixgraft("shell", "pypi:leafy", "cran:ggplot2")
    let outcome = try program.nixgraft("image", "--tag", "v1")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let image = try #require(program.text("image.nix"))
    #expect(image.contains("tag = \"v1\";"))
    #expect(image.contains("User = \"1000:1000\";"))
    #expect(image.contains("Entrypoint = [ \"/bin/env\" ];"))
    let names = try inputs(of: "image.nix", in: program)
    #expect(names.contains("leafy-1.1") && names.contains("r-ggplot2-4.0.0"), "\(names)")
    _ = try program.nixgraft("image")
    #expect(program.text("image.nix") == image)
    let more = try program.nixgraft("image", "pypi:numpy", "cran:data.table")
    #expect(more.code == 0, "\(more.errors)")
    let wider = try inputs(of: "image.nix", in: program)
    #expect(wider.contains("numpy-2.3.5") && wider.contains("r-data.table"), "\(wider)")
    let streamed = try program.nixgraft("image", "--stream", "--image", "s.nix", "--command", "a b")
    #expect(streamed.code == 0, "\(streamed.errors)")
    #expect(try #require(program.text("s.nix")).contains("Cmd = [ \"a b\" ];"))
  }

  @Test("a shell with a nixpkgs of its own gets what fits that")
  func ownNixpkgs() throws {
    let program = try Program()
    defer { program.remove() }
    let pack = """
      mkdir root && cp -r \(Program.root)/Fixtures/Snapshots/tiny/modern root/nixpkgs-1 && \
      cp \(Program.root)/Fixtures/Snapshots/tiny/set.nix root/nixpkgs-1/ && \
      sed -i 's|../../../set|../../set|' root/nixpkgs-1/pkgs/top-level/impure.nix && \
      echo 'import ./pkgs/top-level/impure.nix' > root/nixpkgs-1/default.nix && \
      tar -C root -czf own.tar.gz nixpkgs-1
      """
    #expect(try program.tool("sh", "-c", pack).code == 0)
    let shell = """
      { nixpkgs ? fetchTarball "file://\(program.folder)/own.tar.gz" }:
      let pkgs = import nixpkgs { }; in
      pkgs.mkShell { packages = [ pkgs.python3 ]; }

      """
    program.write(shell, to: "shell.nix")
    let outcome = try program.run(
      [
        Program.executable, "shell", "pypi:leafy", "--cache-dir", "\(program.folder)/cache",
        "--replay-from", "\(Program.root)/Fixtures/EndToEnd/recording",
      ], path: nil)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("the nixpkgs that 'shell.nix' imports"), "\(outcome.output)")
    #expect(program.text("shell.nix")?.contains("ps.leafy") == true)
  }

  @Test("a pin is a revision with the hash of what its archive holds")
  func pin() throws {
    let program = try Program()
    defer { program.remove() }
    let revision = "0123456789abcdef0123456789abcdef01234567"
    let pack = """
      mkdir -p site/archive root/nixpkgs-\(revision) && \
      cp -r \(Program.root)/Fixtures/Snapshots/tiny/modern/pkgs root/nixpkgs-\(revision)/ && \
      tar -C root -czf site/archive/\(revision).tar.gz nixpkgs-\(revision)
      cp site/archive/\(revision).tar.gz site/archive/0123456.tar.gz
      """
    #expect(try program.tool("sh", "-c", pack).code == 0)
    let site = "file://\(program.folder)/site"
    let unknown = try program.live("shell", "--pin", "pypi:numpy", "--pin-from", site)
    #expect(unknown.code == 1, "\(unknown.errors)")
    #expect(unknown.errors.contains("--pin REVISION"))
    let missing = try program.live(
      "shell", "--pin", "ffffffffffffffffffffffffffffffffffffffff", "pypi:numpy", "--pin-from", site
    )
    #expect(missing.code != 0)
    #expect(program.text("shell.nix") == nil)
    let outcome = try program.live("shell", "--pin", "0123456", "pypi:numpy", "--pin-from", site)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let shell = try #require(program.text("shell.nix"))
    #expect(shell.contains("url = \"\(site)/archive/\(revision).tar.gz\";"))
    let hash = try program.tool(
      "nix-prefetch-url", "--unpack", "--type", "sha256", "\(site)/archive/\(revision).tar.gz")
    if hash.code == 0 {
      let expected = hash.output.split(separator: "\n").last.map(String.init) ?? "?"
      #expect(shell.contains("sha256 = \"\(expected)\";"), "\(expected)")
    }
    let again = try program.live("shell", "--pin", revision, "pypi:numpy", "--pin-from", site)
    #expect(again.output.contains("is unchanged"), "\(again.output) \(again.errors)")
  }

  @Test("a pin of a flake of git is the revision that it is locked to")
  func pinOfFlake() throws {
    let program = try Program()
    defer { program.remove() }
    let pack = """
      mkdir -p site/archive tree && cp -r \(Program.root)/Fixtures/Snapshots/tiny/modern/pkgs tree/ && \
      cp \(Program.root)/Fixtures/Snapshots/tiny/set.nix tree/ && \
      sed -i 's|../../../set|../../set|' tree/pkgs/top-level/impure.nix && \
      echo 'import ./pkgs/top-level/impure.nix' > tree/default.nix && \
      echo '{ outputs = _: { }; }' > tree/flake.nix && cd tree && git init -q && git add . && \
      git -c user.name=a -c user.email=a@b.invalid commit -q -m tree && git rev-parse HEAD && \
      git archive --prefix=nixpkgs/ -o ../site/archive/$(git rev-parse HEAD).tar.gz HEAD
      """
    let packed = try program.tool("sh", "-c", pack)
    let revision = packed.output.split(separator: "\n").last.map(String.init) ?? ""
    #expect(packed.code == 0 && revision.count == 40, "\(packed.errors)")
    let site = "file://\(program.folder)/site"
    let outcome = try program.run(
      [
        Program.executable, "shell", "--pin", "pypi:numpy", "--pin-from", site,
        "--nixpkgs", "git+file://\(program.folder)/tree", "--cache-dir", "\(program.folder)/cache",
      ], path: nil,
      variables: [
        "NIX_CONFIG":
          "\(Program.nixSettings)\nextra-experimental-features = nix-command flakes"
      ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let shell = try #require(program.text("shell.nix"))
    #expect(shell.contains("url = \"\(site)/archive/\(revision).tar.gz\";"), "\(shell)")
  }

  @Test("a flake's shell may be its default package, and its inputs have any name")
  func otherFlake() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      """
      {
        inputs.tools.url = "github:numtide/flake-utils";
        outputs = { nixpkgs, tools, ... }: tools.lib.eachDefaultSystem (system:
          let pkgs = nixpkgs.legacyPackages.${system}; in
          { defaultPackage = pkgs.mkShell { packages = [ pkgs.python3 ]; }; });
      }

      """, to: "flake.nix")
    let outcome = try program.nixgraft(
      "shell", "--shell", "flake.nix", "pypi:packaging", nixpkgs: Program.standIn)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(!outcome.output.contains("nothing but its text"), "\(outcome.output)")
    #expect(program.text("flake.nix")?.contains("ps.packaging") == true)
  }

  @Test("an old output of a flake for other systems does not stand for this one's shell")
  func flakeOfAnotherSystem() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      """
      {
        outputs = { nixpkgs, ... }: {
          devShells.x86_64-linux.tools =
            let pkgs = nixpkgs.legacyPackages.x86_64-linux; in
            pkgs.mkShell { packages = [ pkgs.python3 ]; };
          devShells.aarch64-linux.tools =
            let pkgs = nixpkgs.legacyPackages.aarch64-linux; in
            pkgs.mkShell { packages = [ pkgs.python3 ]; };
          devShell.riscv64-linux = { };
        };
      }

      """, to: "flake.nix")
    let outcome = try program.nixgraft(
      "shell", "--shell", "flake.nix", "pypi:packaging", nixpkgs: Program.standIn)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(!outcome.output.contains("nothing but its text"), "\(outcome.output)")
  }

  @Test("a flake shows its shell and overlay")
  func flake() throws {
    let program = try Program()
    defer { program.remove() }
    let tree = "nixpkgs"
    let outcome = try program.nixgraft(
      "shell", "--flake", "pypi:leafy", nixpkgs: tree)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let flake = try #require(program.text("flake.nix"))
    #expect(flake.contains("inputs.nixpkgs.url = \"path:"))
    #expect(flake.contains("overlays.default = import ./overlay.nix;"))
    let show = try program.tool(
      "nix", "--extra-experimental-features", "nix-command flakes", "flake", "show",
      "path:\(program.folder)/", "--no-write-lock-file")
    #expect(show.code == 0, "\(show.errors)")
    #expect(show.output.contains("devShells"), "\(show.output)")
    let more = try program.nixgraft("shell", "--flake", "pypi:packaging", nixpkgs: tree)
    #expect(more.code == 0, "\(more.errors)")
    #expect(try #require(program.text("flake.nix")).contains("ps.packaging"))
    let outside = try program.nixgraft(
      "shell", "--flake", "pypi:leafy", "--overlay", "../overlay.nix", nixpkgs: tree)
    #expect(outside.code == 64)
  }
}
