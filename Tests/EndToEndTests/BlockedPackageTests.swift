import Testing

/// Packages that nixpkgs has by name and throws on: to every verb they are missing, with the reason.
@Suite(.enabled(if: Program.hasNix, "nix-instantiate is not on PATH"))
struct BlockedPackageTests {
  /// What keeps a package of nixpkgs from being used.
  enum Kind: String, CaseIterable, Sendable {
    case disabled, broken, insecure, unsupported, propagated, deeper

    /// What nixpkgs has as 'leafy'.
    var text: String {
      let plain =
        "self.buildPythonPackage { format = \"other\"; version = \"1.1\"; src = ./.; pname = \"leafy\"; NEEDS }"
      func refused(_ extra: String, _ variable: String) -> String {
        """
          leafy =
            let
              plain = \(plain.replacing("NEEDS", with: ""));
              ok = "\(variable)" != "" && builtins.getEnv "\(variable)" == "1";
              strict = value: if ok then value else throw "leafy is refused";
            in
            plain // {
              \(extra)
              drvPath = strict plain.drvPath;
              outPath = strict plain.outPath;
            };
        """
      }
      return switch self {
      case .disabled: refused("disabled = true;", "")
      case .broken:
        refused("meta = { broken = true; available = ok; };", "NIXPKGS_ALLOW_BROKEN")
      case .insecure:
        refused(
          "meta = { knownVulnerabilities = [ \"CVE\" ]; available = ok; };",
          "NIXPKGS_ALLOW_INSECURE")
      case .unsupported:
        refused(
          "meta = { unsupported = true; available = ok; };", "NIXPKGS_ALLOW_UNSUPPORTED_SYSTEM")
      case .propagated:
        Kind.disabled.text.replacing("leafy", with: "gone")
          + refused("propagatedBuildInputs = [ self.gone ];", "")
      case .deeper:
        "  leafy = \(plain.replacing("NEEDS", with: "buildInputs = [ (throw \"the tool is gone\") ];"));\n"
      }
    }

    var words: String {
      switch self {
      case .disabled: "nixpkgs' 'leafy' 1.1 counts as missing: it is disabled for Python"
      case .broken: "it is marked as broken (NIXPKGS_ALLOW_BROKEN=1 allows it)"
      case .insecure: "it is marked as insecure"
      case .unsupported: "it is for other systems"
      case .propagated: "it needs 'gone', which is disabled for Python"
      case .deeper: "nixpkgs' 'leafy' does not evaluate, so it counts as missing"
      }
    }

    var variable: String? {
      switch self {
      case .broken: "NIXPKGS_ALLOW_BROKEN"
      case .insecure: "NIXPKGS_ALLOW_INSECURE"
      case .unsupported: "NIXPKGS_ALLOW_UNSUPPORTED_SYSTEM"
      case .disabled, .propagated, .deeper: nil
      }
    }
  }

  private func program(_ kind: Kind) throws -> Program {
    let program = try Program()
    _ = try program.tool("cp", "-r", Program.standIn, "\(program.folder)/nixpkgs")
    let set = "nixpkgs/pkgs/top-level/python-packages.nix"
    let text = try #require(program.text(set))
    let changed = text.replacing(
      "  isPyPy = false;", with: "  isPyPy = false;\n\(kind.text)")
    #expect(changed != text)
    program.write(changed, to: set)
    return program
  }

  private func run(
    _ program: Program, _ arguments: [String], _ variables: [String: String] = [:]
  ) throws -> Program.Outcome {
    try program.run(
      [Program.executable] + arguments + [
        "pypi:leafy", "--nixpkgs", "\(program.folder)/nixpkgs", "--cache-dir",
        "\(program.folder)/cache", "--replay-from",
        "\(Program.root)/Fixtures/EndToEnd/recording",
      ], path: nil, variables: variables.merging(["HOME": program.folder]) { first, _ in first })
  }

  @Test(
    "every verb takes a package that nixpkgs has and refuses for missing",
    arguments: Kind.allCases, [["import"], ["shell"], ["image"]])
  func missing(kind: Kind, verb: [String]) throws {
    // What only the derivation shows is found where it is evaluated.
    if kind == .deeper, verb == ["import"] { return }
    let program = try program(kind)
    defer { program.remove() }
    let first = try run(program, verb)
    #expect(first.code == 0, "\(first.errors)")
    #expect(first.output.contains(kind.words), "\(first.output)")
    let overlay = try #require(program.text("overlay.nix"))
    #expect(overlay.contains("leafy = pyfinal.buildPythonPackage rec {"))
    let file = program.text("\(verb[0]).nix")
    #expect((file != nil) == (verb != ["import"]))
    let second = try run(program, verb)
    #expect(second.code == 0, "\(second.errors)")
    #expect(program.text("overlay.nix") == overlay)
    #expect(program.text("\(verb[0]).nix") == file)
  }

  @Test(
    "what nixpkgs' own configuration allows is there",
    arguments: [Kind.broken, .insecure, .unsupported],
    [["import"], ["shell"]])
  func allowed(kind: Kind, verb: [String]) throws {
    let program = try program(kind)
    defer { program.remove() }
    let variables = [try #require(kind.variable): "1"]
    for _ in 1...2 {
      let outcome = try run(program, verb, variables)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("= nixpkgs leafy 1.1"), "\(outcome.output)")
      #expect(program.text("overlay.nix") == nil)
    }
    // Without it, the same cache does not say so.
    let outcome = try run(program, verb)
    #expect(outcome.output.contains(kind.words), "\(outcome.output)\(outcome.errors)")
  }

  @Test("a configuration file that allows broken packages is heeded", arguments: [true, false])
  func configurationFile(allows: Bool) throws {
    let program = try program(.broken)
    defer { program.remove() }
    // The tree of the test asks a variable; the file is what nixgraft has to find.
    _ = try program.tool("mkdir", "-p", "\(program.folder)/.config/nixpkgs")
    program.write("{ allowBroken = \(allows); }\n", to: ".config/nixpkgs/config.nix")
    let set = "nixpkgs/pkgs/top-level/python-packages.nix"
    let text = try #require(program.text(set))
    program.write(
      text.replacing(
        "builtins.getEnv \"NIXPKGS_ALLOW_BROKEN\" == \"1\"",
        with:
          "(import (/. + builtins.getEnv \"HOME\" + \"/.config/nixpkgs/config.nix\")).allowBroken"),
      to: set)
    let outcome = try run(program, ["import"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("= nixpkgs leafy 1.1") == allows, "\(outcome.output)")
    #expect(outcome.output.contains(Kind.broken.words) == !allows)
  }

  /// nixpkgs builds 'leafy' with its own 'graftling', whose newer release needs 'leafy'.
  @Test("a package that nixpkgs builds what its other release needs with is not replaced")
  func cycle() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.tool("cp", "-r", Program.standIn, "\(program.folder)/nixpkgs")
    let set = "nixpkgs/pkgs/top-level/python-packages.nix"
    let text = try #require(program.text(set))
    func package(_ name: String, _ version: String, _ more: String = "") -> String {
      "  \(name) = self.buildPythonPackage { format = \"other\"; pname = \"\(name)\"; "
        + "version = \"\(version)\"; src = ./.; \(more)};\n"
    }
    let added =
      package("graftling", "1.0") + package("numpy", "2.0")
      + package("leafy", "1.1", "nativeBuildInputs = [ self.graftling ]; ")
    program.write(text.replacing("  isPyPy = false;", with: "  isPyPy = false;\n\(added)"), to: set)
    program.write("graftling>=1.2\nforgetful\n", to: "requirements.txt")
    let outcome = try program.nixgraft(
      "import", "--from", "requirements.txt", nixpkgs: "\(program.folder)/nixpkgs")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.output.contains(
        "! not imported: 'graftling' needs 'leafy', which nixpkgs builds or tests with its own"),
      "\(outcome.output)")
    #expect(outcome.output.contains("import forgetful"), "\(outcome.output)")
    let overlay = try #require(program.text("overlay.nix"))
    #expect(!overlay.contains("graftling"), "\(overlay)")
    let typed = try program.nixgraft(
      "import", "pypi:graftling>=1.2", nixpkgs: "\(program.folder)/nixpkgs")
    #expect(typed.code == 1, "\(typed.output)")
    #expect(
      typed.errors.contains(
        "nixpkgs' 'graftling' cannot be replaced: the other release needs 'leafy'"),
      "\(typed.errors)")
    #expect(program.text("overlay.nix") == overlay)
  }
}
