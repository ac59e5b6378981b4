import Testing

/// What files ask for of R packages, and what is said where that cannot be met.
@Suite(.enabled(if: Program.hasNix), .serialized)
struct RRequestTests {
  private static func mirror(_ program: Program) -> [String] {
    ["--cran-mirror", "file://\(program.folder)/mirror"]
  }

  @Test("a bound of a DESCRIPTION that nixpkgs does not meet replaces nothing unasked")
  func bounds() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("wanted", description: "Title: T")
    try program.package("MASS", "99.0", description: "Title: T")
    program.write("Type: project\nImports: MASS (>= 99.0), wanted\n", to: "DESCRIPTION")
    let outcome = try program.live(
      ["import", "--description", "DESCRIPTION"] + Self.mirror(program))
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("'DESCRIPTION' needs MASS >= 99.0, but this nixpkgs has "))
    let overlay = try #require(program.text("overlay.nix"))
    #expect(overlay.contains("wanted_1.0.0") && !overlay.contains("MASS_99.0"), "\(overlay)")
    let asked = try program.live(
      ["import", "--description", "DESCRIPTION", "--override", "cran:MASS"]
        + Self.mirror(program))
    #expect(asked.code == 0, "\(asked.errors)")
    #expect(program.text("overlay.nix")?.contains("MASS_99.0") == true)
  }

  @Test(
    "what a lock has from R itself is part of R, and what is from a repository stays from there")
  func lock() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("special", "5.0.0", description: "Title: CRAN's")
    try program.package("special", "2.0.0", in: "own", description: "Title: Own")
    try program.package("lost", "1.0.0", description: "Title: CRAN's")
    program.write(
      """
      {"R": {"Version": "4.0.0", "Repositories": [
        {"Name": "CRAN", "URL": "https://cloud.r-project.org"},
        {"Name": "Own", "URL": "file://\(program.folder)/own"}]},
       "Packages": {
        "translations": {"Package": "translations", "Version": "4.0.0", "Source": "R"},
        "special": {"Package": "special", "Version": "2.0.0", "Source": "Repository",
          "Repository": "Own"},
        "lost": {"Package": "lost", "Version": "1.0.0", "Source": "Repository",
          "Repository": "Nowhere"}}}
      """, to: "renv.lock")
    let outcome = try program.live(
      ["import", "--renv", "renv.lock", "--verbose"] + Self.mirror(program))
    #expect(outcome.code == 0, "\(outcome.errors)")
    let overlay = try #require(program.text("overlay.nix"))
    #expect(overlay.contains("/own/src/contrib/special_2.0.0.tar.gz"), "\(overlay)")
    #expect(!overlay.contains("5.0.0"))
    #expect(outcome.output.contains("'translations'"), "\(outcome.output)")
    #expect(
      outcome.output.contains(
        "does not say where its repository 'Nowhere' is, so CRAN is asked for 'lost'"),
      "\(outcome.output)")
    #expect(outcome.output.contains("--from renv.lock"), "\(outcome.output)")
  }

  @Test("of a lock, what no repository has is left out with what needs it, and the rest imported")
  func unknownNames() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("there", description: "Title: T")
    try program.package("needy", description: "Imports: ghost")
    func record(_ name: String, _ more: String = "") -> String {
      #""\#(name)": {"Package": "\#(name)", "Version": "1.0.0", "Source": "Repository", "#
        + #""Repository": "CRAN"\#(more)}"#
    }
    func lock(_ records: [String]) {
      program.write(
        #"{"R": {"Version": "4.0.0", "Repositories": []}, "Packages": {"#
          + records.joined(separator: ", ") + "}}", to: "renv.lock")
    }
    lock([record("there"), record("ghost"), record("needy", #", "Requirements": ["ghost"]"#)])
    let outcome = try program.live(["import", "--from", "renv.lock"] + Self.mirror(program))
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.output.contains(
        "'ghost' is not available: neither nixpkgs nor CRAN nor Bioconductor has it"),
      "\(outcome.output)")
    #expect(outcome.output.contains("needs 'ghost', which is not available"))
    let overlay = try #require(program.text("overlay.nix"))
    #expect(overlay.contains("there_1.0.0") && !overlay.contains("needy"), "\(overlay)")
    lock([record("ghost"), record("phantom")])
    let nothing = try program.live(["import", "--from", "renv.lock"] + Self.mirror(program))
    #expect(nothing.code == 1)
    #expect(nothing.errors.contains("'ghost'") && nothing.errors.contains("'phantom'"))
  }

  @Test(
    "R packages that scanned code uses are looked for in nixpkgs",
    arguments: [
      ("paper.Rmd", "```{r}\nlibrary(MASS)\n```\n"), ("code.R", "MASS::fractions(1)\n"),
      (
        "notebook.ipynb",
        #"{"cells": [{"cell_type": "code", "source": ["%%R\n", "library(MASS)\n"]}], "nbformat": 4}"#
      ),
    ])
  func scanned(name: String, text: String) throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("MASS", "99.0", description: "Note: CRAN's")
    program.write(text, to: name)
    let outcome = try program.live(["import", "--scan", name] + Self.mirror(program))
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("= nixpkgs 1 package"), "\(outcome.output)")
    #expect(program.text("overlay.nix") == nil)
  }

  @Test("names that nixpkgs alone has are among those that may have been meant")
  func near() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("other", description: "Title: T")
    let outcome = try program.live(["import", "cran:MAASS"] + Self.mirror(program))
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("did you mean 'cran:MASS'?"), "\(outcome.errors)")
  }

  @Test("a bound behind which something is missing is not told of as the obstacle")
  func obstacle() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("needy", description: "Imports: MASS (>= 99.0), ghost")
    let outcome = try program.live(["import", "cran:needy"] + Self.mirror(program))
    #expect(outcome.code == 1)
    #expect(
      outcome.errors.contains("no index has a package 'ghost', which needy needs"),
      "\(outcome.errors)")
  }

  @Test("what a DESCRIPTION suggests, needs for tasks or of the system is told of, or taken")
  func parts() throws {
    let program = try Program()
    defer { program.remove() }
    for name in ["plain", "suggested", "sited"] {
      try program.package(name, description: "Title: T")
    }
    program.write(
      "Type: project\nImports: plain\nSuggests: suggested\n"
        + "Config/Needs/website: sited, some/site\nSystemRequirements: GDAL (>= 3.0),\n  PROJ\n",
      to: "DESCRIPTION")
    func overlay(_ options: String...) throws -> (Program.Outcome, String) {
      let outcome = try program.live(
        ["import", "--description", "DESCRIPTION"] + options + Self.mirror(program))
      #expect(outcome.code == 0, "\(outcome.errors)")
      return (outcome, program.text("overlay.nix") ?? "")
    }
    let (outcome, usual) = try overlay()
    #expect(usual.contains("plain_1") && !usual.contains("suggested") && !usual.contains("sited"))
    #expect(
      outcome.output.contains("system requirements of the project: GDAL (>= 3.0), PROJ"),
      "\(outcome.output)")
    #expect(try overlay("--suggests").1.contains("suggested_1.0.0"))
    #expect(try overlay("--group", "needs-website").1.contains("sited_1.0.0"))
  }
}
