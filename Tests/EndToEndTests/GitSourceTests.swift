import Testing

/// Packages of git repositories, from recorded answers of a server.
@Suite(.enabled(if: Program.hasNix), .serialized)
struct GitSourceTests {
  private static let sprout = "pypi:sprout @ git+https://github.com/grafters/sprout"
  private static let rsprout =
    "cran:rsprout @ git+https://github.com/grafters/rsprout#subdirectory=pkg"
  private static let mirror = "file://\(Program.root)/Fixtures/cran-mirror"

  @Test(
    "update moves a package to its branch's newest commit, of the same version too; list shows it")
  func update() throws {
    let program = try Program()
    defer { program.remove() }
    let first = try program.nixgraft("import", "\(Self.sprout)@v1.0")
    #expect(first.code == 0, "\(first.errors)")
    let tagged = try #require(program.text("overlay.nix"))
    #expect(tagged.contains("# from git+https://github.com/grafters/sprout@v1.0\n"))
    let stays = try program.nixgraft("update")
    #expect(stays.output.contains("nothing to update"), "\(stays.output)\(stays.errors)")
    // As if the tag's commit had been the branch's.
    program.write(tagged.replacing("sprout@v1.0", with: "sprout@main"), to: "overlay.nix")
    let check = try program.nixgraft("update", "--check")
    #expect(check.code == 1, "\(check.output)\(check.errors)")
    let moved = try program.nixgraft("update", "sprout")
    #expect(moved.code == 0, "\(moved.errors)")
    #expect(
      moved.output.contains("~ update sprout 1.0 → 1.0  commit aaaaaaaaaaaa → bbbbbbbbbbbb"),
      "\(moved.output)")
    _ = try program.nixgraft("import", "\(Self.sprout)@main", "--overlay", "fresh.nix")
    #expect(program.text("overlay.nix") == program.text("fresh.nix"))
    #expect(program.text("fresh.nix")?.contains("dependencies = [ pyfinal.six ]") == true)
    let again = try program.nixgraft("update")
    #expect(again.output.contains("nothing to update"), "\(again.output)")
    let list = try program.nixgraft("list")
    #expect(
      list.output.contains("from https://github.com/grafters/sprout@main, commit bbbbbbbbbbbb"),
      "\(list.output)")
  }

  @Test("of what a person edited, commit, hash and requirements change and nothing else")
  func byHand() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.nixgraft("import", "\(Self.sprout)@v1.0")
    let text = try #require(program.text("overlay.nix")).replacing(
      "sprout@v1.0", with: "sprout@main")
    let edited = text.replacing("      doCheck = false;", with: "      doCheck = true; # mine")
    program.write(edited, to: "overlay.nix")
    let outcome = try program.nixgraft("update")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let after = try #require(program.text("overlay.nix"))
    #expect(after.contains("doCheck = true; # mine"))
    #expect(after.contains(String(repeating: "b", count: 40)))
    #expect(after.contains("dependencies = [ pyfinal.six ]"), "\(after)")
  }

  @Test("what was asked for at a commit stays there")
  func fixed() throws {
    let program = try Program()
    defer { program.remove() }
    let commit = String(repeating: "a", count: 40)
    let first = try program.nixgraft("import", "\(Self.sprout)@\(commit)")
    #expect(first.code == 0, "\(first.errors)")
    let outcome = try program.nixgraft("update")
    #expect(outcome.output.contains("it was asked for at commit aaaaaaaaaaaa"), "\(outcome.output)")
    let refresh = try program.nixgraft("refresh", "--check")
    #expect(refresh.code == 0, "\(refresh.output)\(refresh.errors)")
    let broken = try #require(program.text("overlay.nix")).split(separator: "hash = \"sha256-")
    program.write(
      broken[0] + "hash = \"sha256-" + "AAAA" + broken[1].dropFirst(4), to: "overlay.nix")
    #expect(try program.nixgraft("refresh", "--check").code == 1)
    _ = try program.nixgraft("refresh", "--accept-changed")
    #expect(program.text("overlay.nix") == broken.joined(separator: "hash = \"sha256-"))
  }

  @Test("an R package comes with its remotes, each by its commit, from its directory")
  func r() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("import", Self.rsprout, "--cran-mirror", Self.mirror)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let text = try #require(program.text("overlay.nix"))
    for words in [
      "# from git+https://github.com/grafters/rsprout#subdirectory=pkg", "pname = \"rsprout\"",
      "sourceRoot = \"source/pkg\"", "pname = \"rtwig\"",
      "rev = \"\(String(repeating: "d", count: 40))\"",
      "propagatedBuildInputs = [ final.rPackages.rtwig ]",
    ] { #expect(text.contains(words), "\(text)") }
    let again = try program.nixgraft("import", Self.rsprout, "--cran-mirror", Self.mirror)
    #expect(again.code == 0 && program.text("overlay.nix") == text, "\(again.errors)")
    let update = try program.nixgraft("update", "--cran-mirror", Self.mirror)
    #expect(update.output.contains("nothing to update"), "\(update.output)\(update.errors)")
    program.write(
      text.replacing(String(repeating: "d", count: 40), with: String(repeating: "1", count: 40)),
      to: "overlay.nix")
    let moved = try program.nixgraft("update", "--cran-mirror", Self.mirror)
    #expect(
      moved.output.contains("~ update rtwig 0.1 → 0.1  commit 111111111111 → dddddddddddd"),
      "\(moved.output)\(moved.errors)")
    #expect(program.text("overlay.nix")?.contains(String(repeating: "d", count: 40)) == true)
  }

  @Test("a repository of an R package that is asked for as one of Python is told as such")
  func rAsPython() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("import", "github:grafters/r-twig")
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("is a package of R, not of Python"), "\(outcome.errors)")
    #expect(outcome.errors.contains("cran:NAME @ git+https://github.com/grafters/r-twig"))
  }

  @Test("of a lock, what is not available is named with what needs it, and the rest is imported")
  func lock() throws {
    let program = try Program()
    defer { program.remove() }
    func record(_ name: String, _ repository: String, _ more: String = "") -> String {
      """
      "\(name)": {"Package": "\(name)", "Version": "0.1", "Source": "GitHub", "RemoteHost": "api.github.com",
        "RemoteUsername": "grafters", "RemoteRepo": "\(repository)", "RemoteRef": "HEAD"\(more)}
      """
    }
    let records = [
      record("rsprout", "rsprout", ", \"RemoteSubdir\": \"pkg\""), record("rtwig", "r-twig"),
      record("lost", "lost"),
      "\"needy\": {\"Package\": \"needy\", \"Version\": \"1\", \"Source\": \"Repository\", \"Requirements\": [\"lost\"]}",
      "\"ivy\": {\"Package\": \"ivy\", \"Version\": \"1.0.0\", \"Source\": \"Repository\", \"Repository\": \"CRAN\"}",
    ]
    program.write(
      "{\"R\": {\"Version\": \"4.5.2\"}, \"Packages\": {\(records.joined(separator: ","))}}",
      to: "renv.lock")
    let outcome = try program.nixgraft(
      "import", "--from", "renv.lock", "--cran-mirror", Self.mirror)
    #expect(outcome.code == 0, "\(outcome.errors)")
    for words in [
      "reading 5 packages of renv.lock", "! not imported: 'lost' is not available",
      "! not imported: 'needy' needs 'lost', which is not available", "import ivy 1.0.0",
      "import rsprout 0.2.0", "import rtwig 0.1",
    ] { #expect(outcome.output.contains(words), "\(outcome.output)") }
  }

  /// 'birch' needs 'alder', which CRAN has, too.
  @Test("what a lock has from elsewhere never comes silently from CRAN or nixpkgs")
  func otherSource() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      """
      {"R": {"Version": "4.5.2"}, "Packages": {
        "alder": {"Package": "alder", "Version": "9.9", "Source": "GitHub", "RemoteHost": "api.github.com",
          "RemoteUsername": "grafters", "RemoteRepo": "lost", "RemoteRef": "HEAD"},
        "birch": {"Package": "birch", "Version": "0.3-1", "Source": "Repository", "Repository": "CRAN",
          "Requirements": ["alder"]}}}
      """, to: "renv.lock")
    let outcome = try program.nixgraft(
      "import", "--from", "renv.lock", "--cran-mirror", Self.mirror)
    #expect(outcome.code == 0, "\(outcome.errors)")
    for words in [
      "! not imported: 'alder' is not available",
      "'alder' is not available from the source that the file names; 1.2.0 from ",
      "/src/contrib/alder_1.2.0.tar.gz is used instead, needed by 'birch'",
    ] { #expect(outcome.output.contains(words), "\(outcome.output)") }
    // Where it is named beside the lock, it is what is wanted.
    let named = try program.nixgraft(
      "import", "cran:alder", "--from", "renv.lock", "--cran-mirror", Self.mirror)
    #expect(named.code == 0, "\(named.errors)")
    #expect(!named.output.contains("is used instead"), "\(named.output)")
  }
}
