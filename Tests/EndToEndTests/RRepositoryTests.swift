import Testing

/// Repositories beside CRAN, days of the past, and servers that do not answer.
@Suite(.enabled(if: Program.hasNix), .serialized)
struct RRepositoryTests {
  private static func mirrors(_ program: Program, _ more: String...) -> [String] {
    ["--cran-mirror", "file://\(program.folder)/mirror"] + more
  }

  @Test("a repository is for what is asked of it, and what is from there is updated from there")
  func repositories() throws {
    let program = try Program()
    defer { program.remove() }
    // CRAN has an older 'special', and a 'common' that is older than the repository's.
    try program.package("special", "1.0.0", description: "Title: CRAN's")
    try program.package("common", "1.0.0", description: "Title: CRAN's")
    try program.package("common", "9.0.0", in: "own", description: "Title: Own")
    try program.package("special", "2.0.0", in: "own", description: "Imports: common, rare")
    try program.package("rare", "0.1", in: "own", description: "Title: Own")
    let own = "file://\(program.folder)/own"
    let outcome = try program.live(
      ["import", "cran:special"] + Self.mirrors(program, "--repository", own))
    #expect(outcome.code == 0, "\(outcome.errors)")
    let overlay = try #require(program.text("overlay.nix"))
    #expect(overlay.contains("\(own)/src/contrib/special_2.0.0.tar.gz"), "\(overlay)")
    #expect(overlay.contains("\(own)/src/contrib/rare_0.1.tar.gz"))
    #expect(overlay.contains("https://cran.r-project.org/src/contrib/common_1.0.0.tar.gz"))

    // CRAN's newer release is of another hand.
    try program.package("special", "5.0.0", description: "Title: CRAN's")
    try program.package("special", "3.0.0", in: "own", description: "Imports: common, rare")
    let updated = try program.live(["update"] + Self.mirrors(program))
    #expect(updated.code == 0, "\(updated.errors)")
    let after = try #require(program.text("overlay.nix"))
    #expect(after.contains("\(own)/src/contrib/special_3.0.0.tar.gz"), "\(after)")
    #expect(!after.contains("5.0.0"))
  }

  @Test("the repositories that a DESCRIPTION names are offered as a command")
  func offers() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package(
      "seeker",
      description: "Imports: hidden\nAdditional_repositories: https://hidden.example/drat",
      record: "Imports: hidden")
    let outcome = try program.live(["import", "cran:seeker"] + Self.mirrors(program))
    #expect(outcome.code == 1)
    #expect(
      outcome.errors.contains("--repository https://hidden.example/drat cran:seeker"),
      "\(outcome.errors)")
  }

  @Test("as of a day, what was newest then is taken, and updates keep to it")
  func days() throws {
    let program = try Program()
    defer { program.remove() }
    for version in ["1.0", "1.1", "2.0"] {
      try program.package("aged", version, description: "Date/Publication: 2024-05-06 10:00:00 UTC")
    }
    let contrib = "mirror/src/contrib"
    _ = try program.tool("mkdir", "-p", "\(contrib)/Archive/aged")
    for version in ["1.0", "1.1"] {
      _ = try program.tool(
        "mv", "\(contrib)/aged_\(version).tar.gz", "\(contrib)/Archive/aged/")
    }
    program.write(
      """
      <html><body><table>
      <tr><td><a href="aged_1.0.tar.gz">aged_1.0.tar.gz</a></td><td>2022-02-03 04:05 </td></tr>
      <tr><td><a href="aged_1.1.tar.gz">aged_1.1.tar.gz</a></td><td>2023-11-12 13:14 </td></tr>
      </table></body></html>
      """, to: "\(contrib)/Archive/aged/index.html")
    let records = try #require(program.text("\(contrib)/PACKAGES"))
    program.write(
      String(records[records.firstRange(of: "Package: aged\nVersion: 2.0")!.lowerBound...]),
      to: "\(contrib)/PACKAGES")
    func imported(_ day: String) throws -> (Program.Outcome, String?) {
      let outcome = try program.live(
        ["import", "cran:aged", "--overlay", "\(day).nix", "--as-of", day]
          + Self.mirrors(program))
      return (outcome, program.text("\(day).nix"))
    }
    for (day, version) in [
      ("2022-02-03", "1.0"), ("2023-11-11", "1.0"), ("2023-11-12", "1.1"), ("2024-05-05", "1.1"),
      ("2024-05-06", "2.0"),
    ] {
      let (outcome, overlay) = try imported(day)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(overlay?.contains("aged_\(version).tar.gz") == true, "\(day): \(overlay ?? "")")
      #expect(overlay?.contains("\n# As of \(day): nothing newer is taken.\n") == true)
    }
    let (early, none) = try imported("2022-02-02")
    #expect(early.code == 1)
    #expect(none == nil)
    // The overlay is kept to its day until another is named.
    let kept = try program.live(
      ["update", "--overlay", "2023-11-11.nix"] + Self.mirrors(program))
    #expect(kept.code == 0, "\(kept.errors)")
    #expect(program.text("2023-11-11.nix")?.contains("aged_1.0.tar.gz") == true)
    let moved = try program.live(
      ["update", "--overlay", "2023-11-11.nix", "--as-of", "2024-01-01"]
        + Self.mirrors(program))
    #expect(moved.code == 0, "\(moved.errors)")
    let after = program.text("2023-11-11.nix") ?? ""
    #expect(after.contains("aged_1.1.tar.gz") && after.contains("# As of 2024-01-01: "), "\(after)")
    #expect(!after.contains("2023-11-11:"))
  }

  @Test("what a lock has from Bioconductor is not taken from CRAN, nor the other way round")
  func bioconductorRecords() throws {
    let program = try Program()
    defer { program.remove() }
    for name in ["zinnia", "aster"] {
      try program.package(name, description: "Note: CRAN's")
      try program.package(name, in: "packages/3.2/bioc", description: "Note: Bioconductor's")
    }
    try program.package("moved", description: "Note: CRAN's")
    func record(_ name: String, _ source: String) -> String {
      #""\#(name)": {"Package": "\#(name)", "Version": "1.0.0", "Source": "\#(source)"}"#
    }
    let records = [
      record("zinnia", "Bioconductor"), record("aster", "Repository"),
      record("moved", "Bioconductor"),
    ]
    program.write(
      "{\"R\": {\"Version\": \"4.5.2\"}, \"Packages\": {\(records.joined(separator: ", "))}}\n",
      to: "renv.lock")
    let outcome = try program.live([
      "import", "--from", "renv.lock", "--bioconductor", "3.2", "--cran-mirror",
      "file://\(program.folder)/mirror", "--cran-mirror",
      "file://\(program.folder)/packages/3.2/bioc",
    ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let overlay = try #require(program.text("overlay.nix"))
    #expect(overlay.contains("bioconductor.org/packages/3.2/bioc/src/contrib/zinnia_1.0.0"))
    #expect(overlay.contains("cran.r-project.org/src/contrib/aster_1.0.0"), "\(overlay)")
    #expect(!overlay.contains("moved"))
    #expect(outcome.output.contains("! not imported: 'moved'"), "\(outcome.output)")
  }

  @Test("parts of another release of Bioconductor are taken only where that is named")
  func releases() throws {
    let program = try Program()
    defer { program.remove() }
    try program.package("zinnia", in: "packages/3.2/bioc", description: "Title: T")
    let mirror = ["--cran-mirror", "file://\(program.folder)/packages/3.2/bioc"]
    let refused = try program.live(
      ["import", "bioc:zinnia", "--bioconductor", "3.12"] + mirror)
    #expect(refused.code == 64, "\(refused.output)")
    #expect(refused.errors.contains("is Bioconductor 3.2, but you asked for 3.12"))
    #expect(refused.errors.contains("--bioconductor 3.2"), "\(refused.errors)")
    #expect(program.text("overlay.nix") == nil)
    let named = try program.live(
      ["import", "bioc:zinnia", "--bioconductor", "3.2"] + mirror)
    #expect(named.code == 0, "\(named.errors)")
  }

  @Test("a server that does not answer is warned of once, and not waited for in vain")
  func deadServer() throws {
    let program = try Program()
    defer { program.remove() }
    var packages: [String] = []
    for index in 0..<40 {
      let name = "pack\(index)x"
      packages.append(
        #""\#(name)": {"Package": "\#(name)", "Version": "1.0.0", "Source": "Repository"}"#)
      try program.package(name, description: "Title: T")
    }
    program.write(
      "{\"R\": {\"Version\": \"4.0.0\"}, \"Packages\": {\(packages.joined(separator: ","))}}",
      to: "renv.lock")
    // Nobody listens at the discard port of this machine.
    let outcome = try program.live(
      ["import", "--renv", "renv.lock", "--cran-mirror", "http://127.0.0.1:9/packages/3.12/bioc"]
        + Self.mirrors(program))
    #expect(outcome.code == 0, "\(outcome.errors)")
    // CRAN has all of them, and what CRAN has is not in Bioconductor.
    #expect(!outcome.errors.contains("127.0.0.1"), "\(outcome.errors)")
    // Of a lock, what only Bioconductor has is named, and the rest is imported.
    packages.append(
      #""zinnia": {"Package": "zinnia", "Version": "1.0.0", "Source": "Bioconductor"}"#)
    packages.append(
      #""needy": {"Package": "needy", "Version": "1.0.0", "Source": "Repository", "Requirements": ["zinnia"]}"#
    )
    try program.package("needy", description: "Imports: zinnia")
    program.write(
      "{\"R\": {\"Version\": \"4.0.0\"}, \"Packages\": {\(packages.joined(separator: ","))}}",
      to: "renv.lock")
    let most = try program.live(
      ["import", "--renv", "renv.lock", "--cran-mirror", "http://127.0.0.1:9/packages/3.12/bioc"]
        + Self.mirrors(program))
    #expect(most.code == 0, "\(most.errors)")
    #expect(most.output.contains("! not imported: 'zinnia' is not available"), "\(most.output)")
    #expect(most.output.contains("! not imported: 'needy' needs 'zinnia'"), "\(most.output)")
    let asked = try program.live(
      ["import", "bioc:yarrow", "bioc:zinnia"]
        + ["--cran-mirror", "http://127.0.0.1:9/packages/3.12/bioc"] + Self.mirrors(program))
    #expect(asked.code == 2, "\(asked.errors)")
    let warnings = asked.errors.split(separator: "\n").filter { $0.hasPrefix("warning: ") }
    #expect(warnings.count == 1, "\(asked.errors)")
  }
}
