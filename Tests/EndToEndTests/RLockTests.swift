import Testing

/// What is said of a lock of R packages: a line a package, the lock by its name, and all that is missing at once.
@Suite(.enabled(if: Program.hasNix), .serialized)
struct RLockTests {
  private static let count = 12

  private static func name(_ number: Int) -> String { "pack\(number < 10 ? "0" : "")\(number)" }

  /// A mirror of packages that need each other, and a lock of them.
  private func program(
    locked: (Int) -> String = { _ in "1.0.0" }, more: [String] = []
  ) throws -> Program {
    let program = try Program()
    var records: [String] = []
    for number in 0..<Self.count {
      let name = Self.name(number)
      try program.package(
        name, description: number > 0 ? "Imports: \(Self.name(number - 1))" : "LazyData: yes")
      records.append(
        """
        "\(name)": {"Package": "\(name)", "Version": "\(locked(number))", "Source": "Repository",
          "Repository": "CRAN"}
        """)
    }
    program.write(
      "{\"R\": {\"Version\": \"4.5.2\", \"Repositories\": []}, \"Packages\": {\n"
        + (records + more).joined(separator: ",\n") + "}}\n", to: "renv.lock")
    return program
  }

  private func run(_ program: Program) throws -> Program.Outcome {
    try program.live([
      "import", "--from", "renv.lock", "--cran-mirror", "file://\(program.folder)/mirror",
    ])
  }

  @Test("where all is as locked there is one line a package, and the next command names the lock")
  func lines() throws {
    let program = try program()
    defer { program.remove() }
    let outcome = try run(program)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    for number in 0..<Self.count {
      #expect(lines.count { $0.contains(Self.name(number)) } == 1, "\(outcome.output)")
    }
    // The heading, the file, the sum, what was written and what is next.
    #expect(lines.count == Self.count + 5, "\(outcome.output)")
    let next = try #require(lines.first { $0.hasPrefix("  next: ") })
    #expect(next.contains("--from renv.lock") && !next.contains("cran:"))
  }

  @Test("all pins that no repository has are told at once, and the rest is imported")
  func missingPins() throws {
    let program = try program(locked: { $0 % 4 == 3 ? "9.9.9" : "1.0.0" })
    defer { program.remove() }
    let outcome = try run(program)
    #expect(outcome.code == 0, "\(outcome.errors)")
    for number in [3, 7, 11] {
      #expect(
        outcome.output.contains(
          "no repository has the locked version of '\(Self.name(number))', 9.9.9"),
        "\(outcome.output)")
    }
    #expect(outcome.output.contains("12 packages, 9 at the locked version"))
  }

  @Test("a record whose name no package can have is named, and the rest is imported")
  func impossibleNames() throws {
    let program = try program(more: [
      #""we ird": {"Package": "we ird", "Version": "1.0.0", "Source": "Repository"}"#,
      #""x/../y": {"Package": "x/../y", "Version": "1.0.0", "Source": "GitHub"}"#,
    ])
    defer { program.remove() }
    let outcome = try run(program)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("reading 14 packages of renv.lock"), "\(outcome.output)")
    for name in ["we ird", "x/../y"] {
      #expect(
        outcome.output.contains("! not imported: '\(name)' is not a valid package name"),
        "\(outcome.output)")
    }
    #expect(outcome.output.contains("wrote overlay.nix (12 packages)"))
  }
}
