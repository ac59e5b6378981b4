import Testing

/// Files that cannot be read, and what they name that is not available: each is told with its place.
@Suite(.enabled(if: Program.hasNix))
struct BadRequestTests {
  /// A file, how the run ends, and words of what is said.
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    let code: Int32
    let words: String
    var testDescription: String { "\(file): \(words)" }

    init(_ file: String, _ text: String, _ words: String) {
      self.init(file, text, 64, words)
    }

    init(_ file: String, _ text: String, _ code: Int32, _ words: String) {
      self.file = file
      self.text = text
      self.code = code
      self.words = words
    }
  }

  private static let zeros = String(repeating: "0", count: 64)
  private static let conflict = "<<<<<<< HEAD\n=======\n>>>>>>> other\n"

  static let cases = [
    // The place of a fault, in every format.
    Case(
      "pyproject.toml", "[project]\nname = 'x'\ndependencies = ['leafy'\n",
      "pyproject.toml:4:1: not valid TOML: expected ',' or ']'"),
    Case(
      "environment.yml", "dependencies:\n  - leafy\n bad: [\n",
      "environment.yml:3:2: not valid YAML: did not find expected key"),
    Case("renv.lock", "{\"R\": {},\n \"Packages\": {,}}", "renv.lock:2:15: not valid JSON"),
    Case("Pipfile.lock", "{\"_meta\": {\"pipfile-spec\": 6},\n \"default\": {", "Pipfile.lock:2:"),
    Case("requirements.txt", "leafy\nnot a requirement\n", "requirements.txt:2"),
    Case("DESCRIPTION", "Package: demo\nno field\n", "DESCRIPTION:2: not valid DESCRIPTION"),
    // Formats of tomorrow.
    Case("uv.lock", "version = 9\n", "uv.lock: version: the lock has format 9"),
    Case("pdm.lock", "[metadata]\nlock_version = '9.0'\n", "the lock has format 9.0"),
    Case("pylock.toml", "lock-version = '2.0'\npackages = []\n", "the lock has format 2.0"),
    Case(
      "poetry.lock", "[metadata]\nlock-version = '9.0'\ncontent-hash = ''\n",
      "metadata.lock-version: the lock has format 9.0"),
    Case(
      "Pipfile.lock", "{\"_meta\": {\"pipfile-spec\": 99}, \"default\": {}}",
      "the lock has format 99, but formats up to 6 are known"),
    // A merge that is not finished.
    Case("uv.lock", "version = 1\n\(conflict)", "uv.lock:2: an unfinished merge"),
    Case("requirements.txt", "leafy\n\(conflict)", "requirements.txt:2: an unfinished merge"),
    Case("environment.yml", "dependencies:\n\(conflict)", "environment.yml:2: an unfinished merge"),
    Case("renv.lock", "{\n\(conflict)}", "renv.lock:2: an unfinished merge"),
    // What is no file of requests.
    Case(
      "requirements.txt", "<!DOCTYPE html><html>\n", "requirements.txt:1: the file is a web page"),
    Case("requirements.txt", "leafy\0\n", "the file is not text"),
    Case("requirements.txt", "-r requirements.txt\n", "the file includes itself"),
    Case(
      "requirements.txt", (0..<100_000).map { "p\($0)==1\n" }.joined(),
      "requirements.txt:50001: the file has more than 50000 packages"),
    // Hashes.
    Case(
      "requirements.txt", "leafy==1.1 --hash=sha256:\(zeros)\n", 1,
      "requirements.txt:1: the index has other hashes of 'leafy' 1.1 than the file"),
    // What is not available is named, and the rest is imported.
    Case(
      "requirements.txt", "leafy\nx @ git+https://github.com/grafters/lost@main\n", 0,
      "! not imported: 'x' is not available: the source of 'x': there is no git repository at 'https://github.com/grafters/lost', or it is private and ~/.netrc has no credentials for it"
    ),
    Case(
      "requirements.txt", "leafy\nx @ git+https://github.com/grafters/sprout@gone\n", 0,
      "'https://github.com/grafters/sprout' has no branch, tag or commit 'gone'"),
    Case(
      "requirements.txt",
      "leafy\nx @ git+https://github.com/grafters/sprout@\(zeros.prefix(40))\n", 0,
      "! not imported: 'x' is not available:"),
    Case(
      "requirements.txt", "leafy\nx @ git+https://github.com/grafters/page\n", 0,
      "is a web page, not the archive of 'x'"),
    Case(
      "requirements.txt", "leafy; sys_platform == 'win32'\nsix\n", 0,
      "left out 1 package that the selection or this system does not need"),
  ]

  @Test("a bad file ends with its place and reason, or its good part is imported", arguments: cases)
  func bad(_ test: Case) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(test.text, to: test.file)
    let outcome = try program.nixgraft("import", "--from", test.file)
    #expect(outcome.code == test.code, "\(outcome.output)\(outcome.errors)")
    #expect(
      (outcome.output + outcome.errors).contains(test.words), "\(outcome.output)\(outcome.errors)")
    let isThere = program.text("overlay.nix") != nil
    #expect(isThere == (test.code == 0 && !test.text.contains("win32")))
  }

  @Test(
    "a lock that is older than its manifest is said to be stale, with the command that renews it",
    arguments: [
      ("leafy", "budding", Int32(0), "the project asks for 'budding'"),
      ("leafy>=2", "six", 1, "the project asks for 'leafy>=2'"),
    ])
  func stale(first: String, second: String, code: Int32, words: String) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(RequestKindTests.cases[2].text, to: "uv.lock")
    program.write(
      "[project]\nname = 'demo'\nversion = '1'\ndependencies = ['\(first)', '\(second)']\n",
      to: "pyproject.toml")
    let outcome = try program.nixgraft("import", "--from", "uv.lock")
    #expect(
      outcome.output.contains("'uv.lock' is stale: \(words)"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("renew it: uv lock"))
    // uv's lock has the bounds of its manifest as they were; Poetry's and PDM's do not.
    program.write(RequestKindTests.cases[4].text, to: "pdm.lock")
    let pdm = try program.nixgraft("import", "--from", "pdm.lock", "--overlay", "other.nix")
    #expect(pdm.code == code, "\(pdm.output)\(pdm.errors)")
    #expect((pdm.output + pdm.errors).contains("'pdm.lock' is stale: \(words)"), "\(pdm.errors)")
  }
}
