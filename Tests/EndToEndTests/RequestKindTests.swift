import Testing

/// Every kind of file that people start from, through every verb that takes it, on the stand-in for nixpkgs.
@Suite(.enabled(if: Program.canBuild, Program.cannotBuild), .serialized)
struct RequestKindTests {
  /// A file, the option that takes it, and an attribute that the environment has of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var option = "--from"
    let text: String
    var attribute = "leafy"
    var testDescription: String { "\(option) \(name)" }
  }

  private static let leafy = """
    name = "leafy"
    version = "1.1"
    """

  static let cases = [
    Case(name: "requirements.txt", text: "leafy==1.1 # a comment\nsix\n"),
    Case(
      name: "pyproject.toml",
      text: "[project]\nname = 'demo'\nversion = '1'\ndependencies = ['leafy>=1', 'six']\n"),
    Case(
      name: "uv.lock",
      text: """
        version = 1
        requires-python = ">=3.10"
        [[package]]
        name = "demo"
        version = "1"
        source = { virtual = "." }
        dependencies = [{ name = "leafy" }]
        [[package]]
        \(leafy)
        source = { registry = "https://pypi.org/simple" }

        """),
    Case(
      name: "poetry.lock",
      text: """
        [[package]]
        \(leafy)
        optional = false
        python-versions = "*"
        groups = ["main"]
        files = []
        [metadata]
        lock-version = "2.1"
        python-versions = "*"
        content-hash = "0"

        """),
    Case(
      name: "pdm.lock",
      text: """
        [metadata]
        groups = ["default"]
        lock_version = "4.5.0"
        [[package]]
        \(leafy)
        groups = ["default"]
        files = []

        """),
    Case(
      name: "pylock.toml",
      text: "lock-version = '1.0'\ncreated-by = 'hand'\n[[packages]]\n\(leafy)\n"),
    Case(name: "Pipfile", text: "[packages]\nleafy = '*'\nsix = '*'\n"),
    Case(
      name: "Pipfile.lock",
      text: """
        {"_meta": {"pipfile-spec": 6, "sources": []}, "default": {"leafy": {"version": "==1.1"}}, "develop": {}}

        """),
    Case(
      name: "environment.yml",
      text: "name: demo\nchannels: [conda-forge]\ndependencies:\n  - pip:\n      - leafy\n"),
    Case(
      name: "script.py",
      text: "# /// script\n# dependencies = ['leafy']\n# ///\nimport leafy\n"),
    Case(name: "code.py", option: "--scan", text: "import os, leafy\n"),
    Case(
      name: "notebook.ipynb", option: "--scan",
      text: """
        {"cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null,
          "source": ["import leafy\\n"]}], "metadata": {"language_info": {"name": "python"}}, "nbformat": 4,
          "nbformat_minor": 5}

        """),
    Case(
      name: "DESCRIPTION", text: "Package: demo\nVersion: 0.1\nImports: ivy (>= 0.5)\n",
      attribute: "ivy"),
    Case(
      name: "renv.lock",
      text: """
        {"R": {"Version": "4.5.2", "Repositories": []}, "Packages": {"ivy": {"Package": "ivy",
          "Version": "0.9", "Source": "Repository", "Repository": "CRAN"}}}

        """, attribute: "ivy"),
    Case(name: "code.R", option: "--scan", text: "library(ivy)\n", attribute: "ivy"),
    Case(
      name: "report.Rmd", option: "--scan", text: "# Text\n\n```{r}\nivy::f()\n```\n",
      attribute: "ivy"),
  ]

  @Test(
    "import, shell, flake and image have what a file asks for, and a second run changes nothing",
    arguments: cases)
  func verbs(_ test: Case) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(test.text, to: test.name)
    let mirror = "file://\(Program.root)/Fixtures/cran-mirror"
    for (verb, file) in [
      (["import"], "overlay.nix"), (["shell"], "shell.nix"), (["shell", "--flake"], "flake.nix"),
      (["image"], "image.nix"),
    ] {
      let words = verb + [test.option, test.name, "--cran-mirror", mirror]
      let first = try program.recorded(words)
      #expect(first.code == 0, "\(verb): \(first.errors)")
      let text = try #require(program.text(file), "\(verb) wrote no \(file)")
      #expect(text.contains(test.attribute), "\(text)")
      let files = program.files
      let texts = files.map { program.text($0) }
      let second = try program.recorded(words)
      #expect(second.code == 0, "\(verb) again: \(second.errors)")
      for (name, before) in zip(files, texts) where name.hasSuffix(".nix") {
        #expect(program.text(name) == before, "\(verb) again changed \(name)")
      }
    }
  }

  @Test("one environment locked three ways gives the same overlay, byte for byte")
  func threeWays() throws {
    let program = try Program()
    defer { program.remove() }
    let names = ["uv.lock", "pylock.toml", "requirements.txt"]
    let entry =
      "[[package]]\nname = \"NAME\"\nversion = \"VERSION\"\nsource = { registry = \"https://pypi.org/simple\" }\n"
    var lock = """
      version = 1
      requires-python = ">=3.10"
      [[package]]
      name = "demo"
      version = "1"
      source = { virtual = "." }
      dependencies = [{ name = "leafy" }, { name = "budding" }, { name = "oldleaf" }]

      """
    var pylock = "lock-version = '1.0'\ncreated-by = 'hand'\n"
    var pins = ""
    // An export has no bounds; those of the project beside it count, as in its own lock.
    program.write(
      "[project]\nname = 'demo'\nversion = '1'\ndependencies = ['leafy', 'budding<2', 'oldleaf']\n",
      to: "pyproject.toml")
    for (name, version) in [("leafy", "1.1"), ("budding", "1.0"), ("oldleaf", "1.0")] {
      lock += entry.replacing("NAME", with: name).replacing("VERSION", with: version)
      pylock += "[[packages]]\nname = '\(name)'\nversion = '\(version)'\n"
      pins += "\(name)==\(version)\n"
    }
    program.write(lock, to: names[0])
    program.write(pylock, to: names[1])
    program.write(pins, to: names[2])
    var overlays: Set<String> = []
    for (index, name) in names.enumerated() {
      let outcome = try program.recorded(["import", "--from", name, "--overlay", "\(index).nix"])
      #expect(outcome.code == 0, "\(name): \(outcome.errors)")
      overlays.insert(try #require(program.text("\(index).nix")))
    }
    #expect(overlays.count == 1, "\(overlays)")
    #expect(overlays.first?.contains("version = \"1.0\"") == true)
  }

  @Test("a project's requirements, groups and code are in its shell; a second run changes nothing")
  func project() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      """
      [project]
      name = "demo"
      version = "0.3"
      dependencies = ["six"]
      [dependency-groups]
      dev = ["leafy"]

      """, to: "pyproject.toml")
    program.write("Package: demo\nVersion: 0.3\n", to: "DESCRIPTION")
    let outcome = try program.recorded(["shell", "--project", "."])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let shell = try #require(program.text("shell.nix"))
    for words in [
      "ps.leafy", "ps.six", "export PYTHONPATH=\"$PWD''${PYTHONPATH:+:$PYTHONPATH}\"",
      "devtools::load_all(\".\")",
    ] { #expect(shell.contains(words), "\(shell)") }
    let again = try program.recorded(["shell", "--project", "."])
    #expect(again.output.contains("shell.nix is unchanged"), "\(again.output)\(again.errors)")
    // A shell of somebody's own has the packages, and is told how to have the code.
    program.write(
      "{ pkgs ? import <nixpkgs> { } }:\npkgs.mkShell {\n  buildInputs = [ ];\n}\n", to: "own.nix")
    let own = try program.recorded(["shell", "--project", ".", "--shell", "own.nix"])
    #expect(own.code == 0, "\(own.errors)")
    #expect(own.output.contains("for the project's code, add to its shellHook"), "\(own.output)")
  }
}

extension RequestKindTests {
  @Test(
    "programs of an environment.yml are in shells and images where nixpkgs has them, and named otherwise"
  )
  func tools() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("dependencies:\n  - c-compiler\n  - ffmpeg\n  - six\n", to: "environment.yml")
    for (verb, file) in [
      (["shell"], "shell.nix"), (["shell", "--flake"], "flake.nix"), (["image"], "image.nix"),
    ] {
      let outcome = try program.recorded(verb + ["--from", "environment.yml"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("! not imported: 'ffmpeg' is not a package of Python or R"))
      #expect(program.text(file)?.contains("pkgs.gcc\n") == true, "\(program.text(file) ?? "")")
      let text = program.text(file)
      _ = try program.recorded(verb + ["--from", "environment.yml"])
      #expect(program.text(file) == text)
    }
    program.write(
      "{ pkgs ? import <nixpkgs> { } }:\npkgs.mkShell {\n  buildInputs = [ pkgs.bash ];\n}\n",
      to: "own.nix")
    let own = try program.recorded(
      ["shell", "--from", "environment.yml", "--shell", "own.nix"])
    #expect(own.code == 0, "\(own.errors)")
    #expect(
      program.text("own.nix")?.contains("pkgs.gcc") == true, "\(program.text("own.nix") ?? "")")
  }
}

extension Program {
  /// Runs `nixgraft` on the stand-in for nixpkgs with recorded answers.
  func recorded(_ arguments: [String]) throws -> Outcome {
    try run(
      [Self.executable] + arguments + [
        "--nixpkgs", Self.standIn, "--cache-dir", "\(folder)/cache", "--replay-from",
        "\(Self.root)/Fixtures/EndToEnd/recording",
      ], path: nil)
  }
}
