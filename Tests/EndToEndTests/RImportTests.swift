import Testing

/// R packages through the executable: good ones, bad ones, and what mirrors do wrong.
@Suite(.enabled(if: Program.hasNix, "Nix is not on PATH"), .serialized)
struct RImportTests {
  private static let fixtures = "file://\(Program.root)/Fixtures"
  private static let mirror = "\(fixtures)/cran-mirror"

  private func imports(
    _ spec: String, mirror: String = mirror, nixpkgs: String = "Snapshots/tiny/modern"
  ) throws -> (Program.Outcome, overlay: String?) {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("import", spec, "--cran-mirror", mirror, nixpkgs: nixpkgs)
    return (outcome, program.text("overlay.nix"))
  }

  @Test(
    "what is wrong is said, and no overlay is written",
    arguments: [
      ("cran:ALDER", "cran-mirror", Int32(1), "case-sensitive: did you mean 'cran:alder'?"),
      ("cran:nobodyhasthis", "cran-mirror", 1, "R names are case-sensitive"),
      ("cran:maple_data", "cran-mirror", 64, "did you mean 'cran:maple.data'?"),
      ("cran:larch", "cran-mirror", 1, "is for Windows only"),
      ("cran:fir@3.0.0", "cran-mirror", 1, "needs R >= 99.0"),
      ("cran:fir@3.0.0", "cran-mirror", 1, "use a nixpkgs with R 99.0 or newer: --nixpkgs PATH"),
      ("cran:alder@7", "cran-mirror", 1, "alder (==7)"),
      ("cran:stats", "cran-mirror", 64, "'stats' is part of R"),
      ("cran:wrongsum", "CRAN/bad-mirror", 2, "MD5"),
      ("cran:truncated", "CRAN/bad-mirror", 2, "ends too soon"),
      ("cran:webpage", "CRAN/bad-mirror", 2, "an HTML page"),
      ("cran:absolute", "CRAN/bad-mirror", 2, "leads out of it"),
      ("cran:dotdot", "CRAN/bad-mirror", 2, "leads out of it"),
      ("cran:nodescription", "CRAN/bad-mirror", 2, "no 'nodescription/DESCRIPTION'"),
      ("cran:impostor", "CRAN/bad-mirror", 2, "'somebody 1.0'"),
      ("cran:alder", "CRAN/page-mirror", 2, "an HTML page"),
      ("cran:alder", "nowhere", 2, "neither 'PACKAGES.gz' nor 'PACKAGES'"),
    ])
  func refusals(spec: String, mirror: String, code: Int32, words: String) throws {
    let (outcome, overlay) = try imports(spec, mirror: "\(Self.fixtures)/\(mirror)")
    #expect(outcome.code == code, "\(outcome.output) \(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    // What is damaged is named with its address.
    let isNamed = outcome.errors.contains("Fixtures/\(mirror)/src/contrib")
    #expect(isNamed || outcome.code != 2, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(overlay == nil)
  }

  @Test(
    "what is unusual is imported, and said",
    arguments: [
      ("cran:birch@0.1-9", "birch_0.1-9.tar.gz", "held back by birch (== 0.1-9) as requested"),
      ("cran:birch@0.1.9", "birch_0.1-9.tar.gz", "import birch 0.1-9"),
      ("cran:birch (>= 0.2)", "birch_0.3-1.tar.gz", "import birch 0.3-1"),
      ("cran:fir", "fir_2.1.0.tar.gz", "3.0.0 is available, held back by R (>= 99.0)"),
      ("cran:elm", "Archive/elm/elm_1.0.0.tar.gz", "removed from its repository"),
      ("cran:pine", "pine_0.9.0.tar.gz", "1.0.0 is available"),
    ])
  func oddities(spec: String, file: String, words: String) throws {
    let (outcome, overlay) = try imports(spec)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(words), "\(outcome.output)")
    #expect(overlay?.contains(file) == true)
  }

  @Test("a package that no repository has is looked for in the words of what needs it")
  func elsewhere() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package(
      "wanderer", description: "Imports: faraway\nRemotes: someone/faraway",
      record: "Imports: faraway")
    let outcome = try program.nixgraft(
      "import", "cran:wanderer", "--cran-mirror", "file://\(program.folder)/mirror")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("no index has a package 'faraway', which wanderer needs"))
    #expect(outcome.errors.contains("Remotes: someone/faraway"), "\(outcome.errors)")
    #expect(program.text("overlay.nix") == nil)
  }

  @Test("what DESCRIPTION requires and the index leaves out is named")
  func leftOut() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("zinnia", description: "Title: Zinnia")
    try program.package(
      "wanderer", description: "Imports: methods, alder,\n  zinnia", record: "Imports: zinnia")
    let outcome = try program.nixgraft(
      "import", "cran:wanderer", "--cran-mirror", "file://\(program.folder)/mirror")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("its DESCRIPTION requires 'alder', which the index leaves out"))
  }

  @Test(
    "no release that works with R of this nixpkgs",
    arguments: [
      (">= 99.2", "use a nixpkgs with R 99.2 or newer: --nixpkgs PATH"),
      ("< 2.0", "use a nixpkgs with an R that fits: --nixpkgs PATH"),
    ])
  func otherR(bound: String, words: String) throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("zinnia", description: "Depends: R (\(bound))")
    try program.package("wanderer", description: "Imports: zinnia")
    let outcome = try program.nixgraft(
      "import", "cran:wanderer", "--cran-mirror", "file://\(program.folder)/mirror")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("zinnia which needs R \(bound)"), "\(outcome.errors)")
    #expect(outcome.errors.contains("R of nixpkgs is "), "\(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test("a page in the place of a listing is named where an older release might have helped")
  func noListing() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("zinnia", description: "Imports: alder")
    let mirror = "\(program.folder)/mirror"
    for name in ["zinnia", "nobodyhasthis"] {
      _ = try program.tool("mkdir", "-p", "\(mirror)/src/contrib/Archive/\(name)")
      program.write(
        "<html><body>We are moving</body></html>",
        to: "mirror/src/contrib/Archive/\(name)/index.html")
    }
    let pinned = try program.nixgraft(
      "import", "cran:zinnia@0.1", "--cran-mirror", "file://\(mirror)")
    #expect(pinned.code == 1)
    let words =
      "cannot read the superseded versions of 'zinnia': at 'file://\(mirror)/src/contrib/"
    #expect(pinned.errors.contains(words + "Archive/zinnia/'"), "\(pinned.errors)")
    let unknown = try program.nixgraft(
      "import", "cran:nobodyhasthis", "--cran-mirror", "file://\(mirror)")
    #expect(unknown.code == 1)
    #expect(unknown.errors.contains("no index has a package 'nobodyhasthis'"))
    #expect(unknown.errors.contains("Archive/nobodyhasthis/"), "\(unknown.errors)")
  }

  @Test("a page in the place of PACKAGES.gz, and PACKAGES beside it")
  func pageForIndex() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("zinnia", description: "Imports: alder")
    try program.package("alder", description: "Title: Alder")
    program.write("<html><body>No such file</body></html>", to: "mirror/src/contrib/PACKAGES.gz")
    let outcome = try program.nixgraft(
      "import", "cran:zinnia", "--cran-mirror", "file://\(program.folder)/mirror")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("import alder 1.0.0"), "\(outcome.output)")
  }

  @Test("a mirror whose PACKAGES.gz is empty or cut off", arguments: ["", "cut"])
  func brokenIndex(kind: String) throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("zinnia", description: "Imports: alder")
    let index = "\(program.folder)/mirror/src/contrib/PACKAGES"
    let script = kind.isEmpty ? ": > \(index).gz" : "gzip -c \(index) | head -c 40 > \(index).gz"
    _ = try program.tool("sh", "-c", script)
    _ = try program.tool("rm", index)
    let outcome = try program.nixgraft(
      "import", "cran:zinnia", "--cran-mirror", "file://\(program.folder)/mirror")
    #expect(outcome.code == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("at 'file://\(index).gz'"), "\(outcome.errors)")
    #expect(outcome.errors.contains(kind.isEmpty ? "it is empty" : "ends too soon"))
  }

  @Test("a bound that nixpkgs lies below gives way if told so, and R is not told of it")
  func tooOld() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("wanderer", description: "Imports: MASS (>= 99)")
    let mirror = "file://\(program.folder)/mirror"
    let refused = try program.nixgraft("import", "cran:wanderer", "--cran-mirror", mirror)
    #expect(refused.code == 1)
    #expect(refused.errors.contains("though it is too old"), "\(refused.errors)")
    #expect(refused.errors.contains("--relax cran:MASS cran:wanderer"), "\(refused.errors)")
    let relaxed = try program.nixgraft(
      "import", "cran:wanderer", "--cran-mirror", mirror, "--relax", "cran:MASS")
    #expect(relaxed.code == 0, "\(relaxed.errors)")
    #expect(relaxed.output.contains("relaxed MASS (>= 99)"))
    #expect(program.text("overlay.nix")?.contains("(MASS)[[:space:]]") == true)
  }

  @Test("what a hint proposes for a DESCRIPTION can be typed")
  func hintsOfFiles() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("wanderer", description: "Imports: MASS (>= 99)")
    program.write("Package: p\nImports: wanderer (>= 0.5, < 9)\n", to: "DESCRIPTION")
    let mirror = "file://\(program.folder)/mirror"
    let refused = try program.nixgraft(
      "import", "--description", "DESCRIPTION", "--cran-mirror", mirror)
    #expect(refused.code == 1)
    #expect(refused.errors.contains("--from DESCRIPTION --relax cran:MASS"), "\(refused.errors)")
    let typed = try program.nixgraft(
      "import", "--from", "DESCRIPTION", "--relax", "cran:MASS", "--cran-mirror", mirror)
    #expect(typed.code == 0, "\(typed.errors)")
  }

  @Test("a version of what nixpkgs has that no index has is a wish")
  func otherVersion() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(#"{"Packages": {"MASS": {"Version": "7.1-1"}}}"#, to: "renv.lock")
    let outcome = try program.nixgraft(
      "import", "--renv", "renv.lock", "--cran-mirror", Self.mirror)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("nixpkgs 1 package, 0 at the locked version, 1 at another"))
    let locked = try program.nixgraft(
      "import", "--renv", "renv.lock", "--locked", "cran:MASS", "--cran-mirror", Self.mirror)
    #expect(locked.code == 1)
    #expect(locked.errors.contains("MASS"), "\(locked.errors)")
  }

  @Test("Bioconductor's packages keep their own addresses, and need no server for CRAN's")
  func bioconductor() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("zinnia", in: "packages/3.12/bioc", description: "Imports: alder")
    let outcome = try program.nixgraft(
      "import", "bioc:zinnia", "--cran-mirror", "file://\(program.folder)/packages/3.12/bioc",
      "--cran-mirror", Self.mirror)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let overlay = try #require(program.text("overlay.nix"))
    let address = "https://bioconductor.org/packages/3.12/bioc/src/contrib/zinnia_1.0.0.tar.gz"
    #expect(overlay.contains(address))
    #expect(overlay.contains("https://cran.r-project.org/src/contrib/alder_1.2.0.tar.gz"))
  }

  @Test("a project's DESCRIPTION and renv.lock are requests")
  func files() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      "Type: project\nDepends: R (>= 99.5)\nImports:\n    birch (>= 0.2),\n    methods\n"
        + "Remotes: someone/elsewhere\n", to: "DESCRIPTION")
    program.write(
      """
      {"R": {"Version": "4.0.0"}, "Packages": {
        "stats": {"Package": "stats", "Version": "4.0.0"},
        "elm": {"Package": "elm", "Version": "0.9.1", "Source": "Repository"},
        "alder": {"Package": "alder", "Version": "1.2.0", "Source": "CRAN"}}}
      """, to: "renv.lock")
    let outcome = try program.nixgraft(
      "import", "--description", "DESCRIPTION", "--renv", "renv.lock", "--cran-mirror",
      Self.mirror)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("'elsewhere' is a remote that nothing in Depends"))
    #expect(outcome.output.contains("'DESCRIPTION' needs R >= 99.5, but this nixpkgs has R "))
    let overlay = try #require(program.text("overlay.nix"))
    for file in ["birch_0.3-1", "elm_0.9.1", "alder_1.2.0"] { #expect(overlay.contains(file)) }
  }

  @Test(
    "files that are not renv.lock or DESCRIPTION are refused",
    arguments: [
      ("--renv", "nope", "file:1:1: not valid JSON"), ("--renv", "{}", "'Packages' is missing"),
      ("--description", "<html>", "file:1: the file is a web page"),
      ("--description", "Title: x\n", "'Imports' is missing"),
      ("--description", "Imports: a b c\n", "'a b c'"),
    ])
  func brokenFiles(option: String, text: String, words: String) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(text, to: "file")
    let outcome = try program.nixgraft("import", option, "file", "--cran-mirror", Self.mirror)
    #expect(outcome.code == 64, "\(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test("list, tree, why and remove work on R packages")
  func verbs() throws {
    let program = try Program()
    defer { program.remove() }
    let imported = try program.nixgraft(
      "import", "cran:cedar", "--cran-mirror", Self.mirror, nixpkgs: "Snapshots/tiny/legacy")
    #expect(imported.code == 0, "\(imported.errors)")
    let list = try program.nixgraft("list")
    for name in ["alder", "birch", "cedar"] { #expect(list.output.contains(name)) }
    let tree = try program.nixgraft("tree")
    #expect(tree.output.contains("cedar"))
    let why = try program.nixgraft("why", "cran:alder")
    #expect(why.output.contains("birch"), "\(why.output) \(why.errors)")
    let removed = try program.nixgraft("remove", "cran:cedar")
    #expect(removed.code == 0, "\(removed.errors)")
    #expect(program.text("overlay.nix")?.contains("alder") != true)
  }
}

extension Program {
  /// Adds a source package, of version 1.0.0 unless told otherwise, to a repository below the folder.
  func package(
    _ name: String, _ version: String = "1.0.0", in repository: String = "mirror",
    description: String, record: String? = nil
  ) throws {
    let contrib = "\(repository)/src/contrib"
    _ = try tool("mkdir", "-p", contrib, name)
    let head = "Package: \(name)\nVersion: \(version)\n"
    write("\(head)Title: T\nLicense: GPL-3\n\(description)\n", to: "\(name)/DESCRIPTION")
    let packed = try tool("tar", "-czf", "\(contrib)/\(name)_\(version).tar.gz", name)
    #expect(packed.code == 0, "\(packed.errors)")
    let others = text("\(contrib)/PACKAGES").map { "\($0)\n" } ?? ""
    write("\(others)\(head)\(record ?? description)\nLicense: GPL-3\n", to: "\(contrib)/PACKAGES")
  }
}
