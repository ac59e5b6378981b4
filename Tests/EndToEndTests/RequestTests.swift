import Testing

/// Files of requests of every kind, from reading to the overlay.
@Suite struct RequestTests {
  @Test("a locked version is imported, and its hash is checked")
  func locked() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("leafy==1.1\nshared-leaf==1.0\nbudding==1.0\n", to: "requirements.txt")
    let outcome = try program.nixgraft("import", "--from", "requirements.txt")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("reading 3 packages of requirements.txt"))
    #expect(outcome.output.contains("import leafy 1.1"), "\(outcome.output)")
    #expect(outcome.output.contains("import budding 1.0"))
    let again = try program.nixgraft("import", "--from", "requirements.txt")
    #expect(again.output.contains("overlay.nix has it"), "\(again.output)")
    let digits = String(repeating: "0", count: 64)
    program.write("leafy==1.1 --hash=sha256:\(digits)\n", to: "wrong.txt")
    let wrong = try program.nixgraft(
      "import", "--from", "wrong.txt", "--overlay", "other.nix")
    #expect(wrong.code == 1)
    #expect(wrong.errors.contains("wrong.txt:1: the index has other hashes of 'leafy' 1.1"))
    #expect(program.text("other.nix") == nil)
    // Hashes that cannot be compared are not left out.
    for (line, words) in [
      ("leafy==1.1 --hash=sha512:\(digits)\(digits)", "'leafy' has no SHA-256 hash"),
      ("leafy>=1 --hash=sha256:\(digits)", "'leafy' has hashes, but no exact version"),
    ] {
      program.write("\(line)\n", to: "wrong.txt")
      let refused = try program.nixgraft(
        "import", "--from", "wrong.txt", "--overlay", "other.nix")
      #expect(refused.code != 0 && refused.errors.contains(words), "\(refused.errors)")
    }
    #expect(program.text("other.nix") == nil)
  }

  @Test(
    "indexes that a file names are asked, beside PyPI or in its place",
    arguments: [
      ("--extra-index-url https://extra.example/simple\nextra-leaf\nleafy\n", Int32(0)),
      ("--index-url https://extra.example/simple\nextra-leaf\n", 0),
      ("-i https://extra.example/simple\nextra-leaf\nleafy\n", 1), ("extra-leaf\n", 1),
    ])
  func indexes(text: String, code: Int32) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(text, to: "requirements.txt")
    let outcome = try program.nixgraft("import", "--from", "requirements.txt")
    #expect(outcome.code == code, "\(outcome.output)\(outcome.errors)")
    let names = ["extra-leaf", "leafy"].filter { code == 0 && text.contains("\n\($0)\n") }
    for name in names { #expect(outcome.output.contains("+ import \(name)"), "\(outcome.output)") }
  }

  @Test("all that cannot be read is told at once, of all files")
  func problems() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("-e .\n-r none.txt\nnot a requirement\n", to: "requirements.txt")
    program.write("[project]\ndependencies = ['also not one']\n", to: "pyproject.toml")
    let outcome = try program.nixgraft(
      "import", "--from", "requirements.txt", "--from", "pyproject.toml", "--from", "gone.lock")
    #expect(outcome.code == 64)
    for words in [
      "4 problems", "requirements.txt:2: there is no file 'none.txt'", "requirements.txt:3:",
      "pyproject.toml: project.dependencies: 'also not one'", "there is no file 'gone.lock'",
    ] { #expect(outcome.errors.contains(words), "\(outcome.errors)") }
    // Each problem is on a line of its own.
    #expect(outcome.errors.split(separator: "\n").count == 5, "\(outcome.errors)")
  }

  @Test("names that no index has are told together")
  func unknownNames() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("leafy\nno-such-one\nno-such-two\n-e ./local\n", to: "requirements.txt")
    let outcome = try program.nixgraft("import", "--from", "requirements.txt")
    #expect(outcome.code != 0)
    #expect(outcome.errors.contains("no-such-one"), "\(outcome.errors)")
  }

  @Test("a directory is read by its lock file, and a project's local paths are named")
  func directory() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      """
      version = 1
      requires-python = ">=3.10"

      [[package]]
      name = "demo"
      version = "0.1"
      source = { virtual = "." }
      dependencies = [{ name = "leafy" }, { name = "polaris" }]

      [[package]]
      name = "leafy"
      version = "1.1"
      source = { registry = "https://pypi.org/simple" }

      [[package]]
      name = "polaris"
      version = "1.0"
      source = { editable = "libs/polaris" }

      """, to: "uv.lock")
    program.write("leafy\n", to: "requirements.txt")
    let outcome = try program.nixgraft("shell", "--from", ".")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("reading 3 packages of uv.lock (python 3.13)"))
    #expect(outcome.output.contains("! not imported: 'polaris' is the local path libs/polaris"))
    #expect(outcome.output.contains("import leafy 1.1"))
    #expect(program.text("shell.nix")?.contains("ps.leafy") == true)
    let again = try program.nixgraft("shell", "--from", ".")
    #expect(again.output.contains("shell.nix is unchanged"), "\(again.output)")
  }

  /// 'graftling' needs 'leafy'; the index's may be another project than the file's.
  @Test("what a file has from a local path is not taken from the index for another's need")
  func localPath() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      """
      [project]
      name = "demo"
      dependencies = ["graftling", "leafy", "forgetful"]

      [tool.uv.sources]
      leafy = { path = "libs/leafy" }
      """, to: "pyproject.toml")
    let outcome = try program.nixgraft("import", "--from", "pyproject.toml")
    #expect(outcome.code == 0, "\(outcome.errors)")
    for words in [
      "! not imported: 'leafy' is the local path libs/leafy",
      "! not imported: 'graftling' needs 'leafy', which is not available", "import forgetful",
    ] { #expect(outcome.output.contains(words), "\(outcome.output)") }
    #expect(program.text("overlay.nix")?.contains("leafy") == false)
    // What is typed is not left out, and what is named beside the file is taken from the index.
    let typed = try program.nixgraft("import", "pypi:graftling", "--from", "pyproject.toml")
    #expect(typed.code == 1, "\(typed.output)")
    #expect(
      typed.errors.contains("'graftling' needs 'leafy', which is the local path libs/leafy"),
      "\(typed.errors)")
    let named = try program.nixgraft("import", "pypi:leafy", "--from", "pyproject.toml")
    #expect(named.code == 0, "\(named.errors)")
    #expect(named.output.contains("import leafy 1.1"), "\(named.output)")
  }

  @Test("an index that does not answer is named, and no other is asked in its place")
  func deadIndex() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      "--extra-index-url http://127.0.0.1:9/simple\nleafy\n", to: "requirements.txt")
    let outcome = try program.live([
      "import", "--from", "requirements.txt",
    ])
    #expect(outcome.code == 2, "\(outcome.output)")
    for words in [
      "no answer from 'http://127.0.0.1:9", "no other index is asked instead",
      "remove its address from the file",
    ] { #expect(outcome.errors.contains(words), "\(outcome.errors)") }
    #expect(program.text("overlay.nix") == nil)
  }
}
