import Testing

/// What R packages need to be built, which only the files of their tarballs say.
@Suite(.enabled(if: Program.hasNix, "Nix is not on PATH"), .serialized)
struct RBuildTests {
  /// A package whose configure script, of these permissions, is for an interpreter of the host, or
  /// whose code wants a home directory.
  private static func write(
    _ name: String, in program: Program, configure: String? = nil, mode: String = "755",
    code: String? = nil, description: String = "Title: T"
  ) throws {
    program.write("", to: "\(name)/NAMESPACE")
    if let configure {
      program.write("#!\(configure)\necho configured\n", to: "\(name)/configure")
      _ = try program.tool("chmod", mode, "\(name)/configure")
    }
    if let code { program.write(code + "\n", to: "\(name)/R/zzz.R") }
    try program.package(name, description: description)
  }

  private static let home = ".onLoad <- function(lib, pkg) stopifnot(file.create('~/.x'))"

  @Test("scripts are patched, and HOME is given, where the tarball says so")
  func imports() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.tool("mkdir", "-p", "homey/R", "shell", "plain", "quiet", "loads")
    try Self.write("shell", in: program, configure: "/usr/bin/env sh")
    try Self.write("plain", in: program, configure: "/bin/bash", mode: "644")
    try Self.write("quiet", in: program, configure: "/bin/sh")
    try Self.write("homey", in: program, code: Self.home)
    try Self.write("loads", in: program, description: "Imports: homey")
    let outcome = try program.nixgraft(
      "import", "cran:shell", "cran:plain", "cran:quiet", "cran:loads", "--cran-mirror",
      "file://\(program.folder)/mirror")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let overlay = try #require(program.text("overlay.nix"))
    func lines(of name: String) -> [String] {
      let start = overlay.firstRange(of: "    \(name) =")?.lowerBound ?? overlay.startIndex
      let rest = overlay[start...]
      let end = rest.firstRange(of: "\n    };")?.lowerBound ?? rest.endIndex
      return rest[..<end].split(separator: "\n").map(String.init).filter {
        $0.contains("postPatch") || $0.contains("preInstall")
      }
    }
    #expect(lines(of: "shell") == ["      postPatch = \"patchShebangs configure\";"])
    #expect(
      lines(of: "plain")
        == ["      postPatch = \"chmod +x configure; patchShebangs configure\";"])
    #expect(lines(of: "quiet") == [])
    // What loads it needs a home as well.
    for name in ["homey", "loads"] {
      #expect(lines(of: name) == ["      preInstall = \"export HOME=$(mktemp -d)\";"])
    }
  }

  @Test("a note on what no rule maps names the file that asks for it, and a variable is no module")
  func origins() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.tool("mkdir", "-p", "asker/src")
    program.write("", to: "asker/NAMESPACE")
    program.write(
      "#!/bin/sh\npkg-config --libs frobnicate\nDIR=`pkg-config --variable=libdir zlib`\n",
      to: "asker/configure")
    program.write("PKG_LIBS = -lgrobulate\n", to: "asker/src/Makevars")
    program.write("int one(void) { return 1; }\n", to: "asker/src/one.c")
    try program.package("asker", description: "NeedsCompilation: yes")
    let outcome = try program.nixgraft(
      "import", "cran:asker", "--cran-mirror", "file://\(program.folder)/mirror")
    #expect(outcome.code == 0, "\(outcome.errors)")
    for words in [
      "its scripts ask pkg-config for 'frobnicate', which no rule maps",
      "it is linked to 'grobulate' (-lgrobulate), which no rule maps",
    ] { #expect(outcome.output.contains(words), "\(outcome.output)") }
    for words in ["SystemRequirements", "libdir"] {
      #expect(!outcome.output.contains(words), "\(outcome.output)")
    }
  }

  @Test(
    "a package with Rust has cargo and rustc, and a note where it lacks its crates",
    arguments: [true, false])
  func rust(isVendored: Bool) throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.tool("mkdir", "-p", "rusty/src/rust")
    program.write("", to: "rusty/NAMESPACE")
    program.write("[package]\nname = \"rusty\"\n", to: "rusty/src/rust/Cargo.toml")
    program.write("all:\n\tcargo build --offline\n", to: "rusty/src/Makevars")
    if isVendored { program.write("", to: "rusty/src/rust/vendor.tar.xz") }
    try program.package(
      "rusty", description: "SystemRequirements: Cargo (Rust's package manager), rustc, xz")
    let outcome = try program.nixgraft(
      "import", "cran:rusty", "--cran-mirror", "file://\(program.folder)/mirror")
    #expect(outcome.code == 0, "\(outcome.errors)")
    // This nixpkgs has none, and that is said.
    for name in ["cargo", "rustc"] {
      #expect(outcome.output.contains("'\(name)'"), "\(outcome.output)")
    }
    #expect(outcome.output.contains("does not contain its crates") == !isVendored)
  }

  @Test("where a library of nixpkgs is broken, another version of what was asked for is named")
  func brokenLibrary() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("99", to: "tree-version")
    program.write(
      """
      { overlays ? [ ], ... }@arguments:
      import \(Program.standIn) (
        arguments
        // {
          overlays = [
            (final: prev: {
              zlib = prev.runCommand "zlib-1.0" { x = throw "zlib is broken"; } "";
              # A set without packages counts as none, and the host may have no R.
              rPackages = prev.rPackages.override {
                overrides.fine = final.rPackages.buildRPackage {
                  pname = "fine";
                  version = "1.0";
                  src = final.writeText "fine" "";
                };
              };
            })
          ] ++ overlays;
        }
      )
      """, to: "default.nix")
    _ = try program.tool("mkdir", "-p", "asker/src")
    program.write("", to: "asker/NAMESPACE")
    program.write("PKG_LIBS = -lz\n", to: "asker/src/Makevars")
    program.write("int one(void) { return 1; }\n", to: "asker/src/one.c")
    try program.package("asker", description: "NeedsCompilation: yes")
    let outcome = try program.run(
      [
        Program.executable, "import", "cran:asker", "--nixpkgs", program.folder, "--cran-mirror",
        "file://\(program.folder)/mirror", "--cache-dir", "\(program.folder)/cache",
      ], path: nil)
    #expect(outcome.code == 2)
    for words in ["zlib is broken", "another version may work: 'cran:asker@VERSION'"] {
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
    #expect(!outcome.errors.contains("pypi"))
  }

  @Test("programs that a package calls are in the notes, not among the inputs")
  func programs() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package(
      "caller", description: "SystemRequirements: pandoc, Chromium, LaTeX (for vignettes), Frob")
    let outcome = try program.nixgraft(
      "import", "cran:caller", "--cran-mirror", "file://\(program.folder)/mirror")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("'LaTeX (for vignettes)' of its SystemRequirements is only"))
    #expect(outcome.output.contains("its SystemRequirements has 'Frob', which no rule maps"))
    let overlay = try #require(program.text("overlay.nix"))
    #expect(!overlay.contains("nativeBuildInputs"), "\(overlay)")
    #expect(!overlay.contains("chromium"))
  }

  @Test(
    "a package with libraries names R among its inputs, which the builder forgets then",
    .enabled(if: Program.canBuild, Program.cannotBuild))
  func buildInputs() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("caller", description: "SystemRequirements: zlib")
    let outcome = try program.building([
      "import", "cran:caller", "--cran-mirror", "file://\(program.folder)/mirror",
    ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let overlay = try #require(program.text("overlay.nix"))
    for name in ["R", "gettext", "zlib"] {
      #expect(overlay.contains("        final.\(name)\n"), "\(overlay)")
    }
  }

  @Test(
    "the stand-in for nixpkgs fails where a sandbox does",
    .enabled(if: Program.canBuild, Program.cannotBuild),
    arguments: [
      ("shell", "/usr/bin/env sh", "755", "", false),
      ("shell", "/bin/bash", "755", "", false),
      ("shell", "/usr/bin/env sh", "755", "postPatch = \"patchShebangs configure\";", true),
      ("shell", "/bin/sh", "755", "", true),
      ("plain", "/bin/sh", "644", "", false),
      (
        "plain", "/bin/bash", "644",
        "postPatch = \"chmod +x configure; patchShebangs configure\";", true
      ),
      ("quiet", "/bin/sh", "755", "buildInputs = [ ];", false),
      ("homey", "", "", "", false),
      ("homey", "", "", "preInstall = \"export HOME=$(mktemp -d)\";", true),
    ])
  func standIn(name: String, configure: String, mode: String, step: String, isBuilt: Bool) throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.tool("mkdir", "-p", "\(name)/R")
    try Self.write(
      name, in: program, configure: configure.isEmpty ? nil : configure, mode: mode,
      code: configure.isEmpty ? Self.home : nil)
    program.write(
      """
      (import \(Program.standIn) { }).rPackages.buildRPackage {
        name = "\(name)-1.0.0";
        src = ./mirror/src/contrib/\(name)_1.0.0.tar.gz;
        \(step)
      }
      """, to: "package.nix")
    let outcome = try program.tool("nix-build", "--no-out-link", "package.nix")
    #expect((outcome.code == 0) == isBuilt, "\(outcome.errors)")
  }
}
