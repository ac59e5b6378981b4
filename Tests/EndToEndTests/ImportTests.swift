import Testing

/// `import` through the executable, from recorded answers, into an overlay that Nix then evaluates.
@Suite(.enabled(if: Program.hasNix, "Nix is not on PATH"), .serialized)
struct ImportTests {
  @Test("what is missing is written, evaluates, and propagates what the plan says")
  func imports() throws {
    let program = try Program()
    defer { program.remove() }
    let plan = try program.nixgraft("import", "pypi:graftling", "--json")
    #expect(plan.code == 0, "\(plan.errors)")
    #expect(plan.output.contains("\"pypi:leafy\""))
    let overlay = try #require(program.text("overlay.nix"))
    #expect(overlay.contains("graftling = pyfinal.buildPythonPackage rec {"))
    #expect(overlay.contains("hostPlatform.isDarwin [ pyfinal.darwinish ]"))
    #expect(!overlay.contains(" winish = "))
    let expression = """
      let p = import \(Program.root)/Fixtures/Snapshots/tiny/modern/pkgs/top-level/impure.nix {
        overlays = [ (import ./overlay.nix) ]; };
      in map (d: d.pname or "python") p.python3Packages.graftling.dependencies
      """
    let names = try program.tool(
      "nix-instantiate", "--eval", "--strict", "--json", "-E", expression)
    #expect(names.output.contains(#"["leafy","numpy"]"#), "\(names.output) \(names.errors)")
  }

  @Test("a second run changes nothing, and another folder gives the same bytes")
  func repeats() throws {
    let first = try Program()
    let second = try Program()
    defer { first.remove() }
    defer { second.remove() }
    _ = try first.nixgraft("import", "pypi:graftling", "pypi:leafy")
    let before = first.text("overlay.nix")
    #expect(before != nil)
    let again = try first.nixgraft("import", "pypi:graftling", "pypi:leafy")
    #expect(again.code == 0)
    #expect(first.text("overlay.nix") == before)
    _ = try second.nixgraft("import", "pypi:leafy", "pypi:graftling")
    #expect(second.text("overlay.nix") == before)
  }

  @Test("hostile metadata comes out as inert text")
  func hostile() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("import", "pypi:hostile")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let expression = """
      let p = import \(Program.root)/Fixtures/Snapshots/tiny/modern/pkgs/top-level/impure.nix {
        overlays = [ (import ./overlay.nix) ]; };
      in p.python3Packages.hostile.meta.description
      """
    let description = try program.tool(
      "nix-instantiate", "--eval", "--strict", "--json", "-E", expression)
    #expect(description.code == 0, "\(description.errors)")
    #expect(description.output.contains("${builtins.abort"))
  }

  @Test("a bound that a numbered attribute meets is met by that")
  func variant() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("import", "pypi:wants-older", "--strict")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let overlay = try #require(program.text("overlay.nix"))
    #expect(overlay.contains("pyfinal.numpy_1"))
    #expect(!overlay.contains("pythonRelaxDeps"))
  }

  @Test("with --strict no bound is relaxed")
  func strict() throws {
    let program = try Program()
    defer { program.remove() }
    let strict = try program.nixgraft("import", "pypi:wants-older", "pypi:numpy", "--strict")
    #expect(strict.code == 1)
    #expect(program.text("overlay.nix") == nil)
  }

  @Test(
    "requests that cannot be met end with a reason and the right exit code",
    arguments: [
      (["pypi:wants-newer"], Int32(1), "numpy"),
      (["pypi:nobody-has-this"], 1, "nobody-has-this"),
      (["pypi:needs-missing"], 1, "nobody-has-this"),
      (["pypi:leafy>=2"], 1, "leafy"),
      (["pypi:leafy==1.1", "pypi:leafy==1.0"], 1, "leafy"),
      (["leafy"], 64, "pypi:leafy"),
      (["pypi:not a name"], 64, "requirement"),
      ([], 64, "no package"),
    ])
  func refusals(specs: [String], code: Int32, words: String) throws {
    let program = try Program()
    defer { program.remove() }
    let outcome =
      switch specs.count {
      case 0: try program.nixgraft("import")
      case 1: try program.nixgraft("import", specs[0])
      default: try program.nixgraft("import", specs[0], specs[1])
      }
    #expect(outcome.code == code, "\(outcome.output) \(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(program.text("overlay.nix") == nil)
  }

  @Test("an error in JSON is one object with its kind")
  func errorsInJSON() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("import", "pypi:wants-newer", "--json")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains(#""kind" : "no-solution""#))
  }

  @Test("an overlay that is not valid Nix is unchanged")
  func brokenOverlay() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("final: prev: {\n  a = ;\n}\n", to: "overlay.nix")
    let outcome = try program.nixgraft("import", "pypi:leafy")
    #expect(outcome.code == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("overlay.nix:2:"))
    #expect(program.text("overlay.nix") == "final: prev: {\n  a = ;\n}\n")
  }

  @Test("without Nix on PATH it is said what to install")
  func noNix() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("import", "pypi:leafy", path: "/nowhere")
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("nix"))
  }

  @Test(
    "an overlay in a list, in a set or behind further arguments is imported into and evaluated",
    arguments: [
      "[ (final: prev: { }) (final: prev: { BODY }) ]",
      "{ inputs, ... }: { flake.overlays.default = final: prev: { BODY }; }",
      "inputs: final: prev: { BODY }", "_: _: { BODY }",
    ])
  func wrapped(form: String) throws {
    let program = try Program()
    defer { program.remove() }
    let before = form.replacing("BODY", with: "") + "\n"
    program.write(before, to: "overlay.nix")
    let outcome = try program.nixgraft("import", "pypi:leafy")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let text = try #require(program.text("overlay.nix"))
    #expect(text.contains("leafy = pyfinal.buildPythonPackage rec {"))
    // What does not evaluate is refused in each form.
    let broken = "pythonPackagesExtensions = throw \"not so\";"
    program.write(form.replacing("BODY", with: broken), to: "broken.nix")
    let refused = try program.nixgraft("import", "pypi:leafy", "--overlay", "broken.nix")
    #expect(refused.code != 0, "\(refused.output)")
  }

  @Test(
    "a package of nixpkgs that fails for something deeper down counts as missing",
    arguments: ["throw \"the tool is gone\"", "({ tool }: tool) { }"])
  func unevaluable(failure: String) throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.tool("cp", "-r", Program.standIn, "\(program.folder)/nixpkgs")
    let set = "nixpkgs/pkgs/top-level/python-packages.nix"
    let text = try #require(program.text(set))
    let package = "self.buildPythonPackage { format = \"other\"; version = \"1.1\"; src = ./.;"
    let added = """
        isPyPy = false;
        numpy = \(package) pname = "numpy"; };
        leafy = \(package) pname = "leafy"; buildInputs = [ (\(failure)) ]; };
      """
    program.write(text.replacing("  isPyPy = false;", with: added), to: set)
    let outcome = try program.nixgraft(
      "import", "pypi:graftling", nixpkgs: "\(program.folder)/nixpkgs")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("nixpkgs' 'leafy' does not evaluate, so it counts as missing"))
    let overlay = try #require(program.text("overlay.nix"))
    #expect(overlay.contains("leafy = pyfinal.buildPythonPackage rec {"))
    #expect(!overlay.contains("numpy = "))
  }

  /// Words that `tryEval` catches, and a failure that it does not, of a package that the import takes from
  /// nixpkgs.
  @Test(
    "an overlay that does not evaluate before the change is told of as that",
    arguments: [
      ("numpy = throw \"not so\";", "not so"), ("numpy = pyprev.numpyOfNobody;", "numpyOfNobody"),
    ])
  func brokenBefore(member: String, words: String) throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.tool("cp", "-r", Program.standIn, "\(program.folder)/nixpkgs")
    let set = "nixpkgs/pkgs/top-level/python-packages.nix"
    let package = "self.buildPythonPackage { format = \"other\"; version = \"1.1\"; src = ./.;"
    let numpy = "  isPyPy = false;\n  numpy = \(package) pname = \"numpy\"; };"
    program.write(
      try #require(program.text(set)).replacing("  isPyPy = false;", with: numpy), to: set)
    let text =
      "final: prev: {\n  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [\n"
      + "    (pyfinal: pyprev: { \(member) })\n  ];\n}\n"
    program.write(text, to: "overlay.nix")
    let outcome = try program.nixgraft(
      "import", "pypi:graftling", nixpkgs: "\(program.folder)/nixpkgs")
    #expect(outcome.code != 0, "\(outcome.output)")
    #expect(
      outcome.errors.contains("does not evaluate with this nixpkgs before the change"),
      "\(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(!outcome.errors.contains("another version"), "\(outcome.errors)")
    #expect(program.text("overlay.nix") == text)
  }

  @Test("an overlay of only white space counts as none", arguments: ["", "\n  \n"])
  func blank(text: String) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(text, to: "overlay.nix")
    #expect(try program.nixgraft("import", "pypi:leafy").code == 0)
    #expect(try program.nixgraft("import", "pypi:leafy", "--overlay", "new.nix").code == 0)
    #expect(program.text("overlay.nix") == program.text("new.nix"))
  }

  @Test("a signal during the trial of an overlay leaves nothing behind")
  func interrupted() throws {
    let program = try Program()
    defer { program.remove() }
    let real = try #require(Program.find("nix-instantiate"))
    let folder = program.fake(
      "nix-instantiate",
      "case \"$*\" in *nixgraft-trial*) touch tried; exec sleep 60;; *) exec '\(real)' \"$@\";; esac\n"
    )
    let command = """
      PATH='\(folder)':"$PATH" "$0" import pypi:leafy --nixpkgs '\(Program.tinyTree)' --cache-dir cache \
        --replay-from '\(Program.root)/Fixtures/EndToEnd/recording' & child=$!
      for i in $(seq 100); do [ -e tried ] && break; sleep 0.1; done
      kill -INT $child; wait $child
      """
    let outcome = try program.run(["/bin/sh", "-c", command, Program.executable], path: nil)
    #expect(outcome.code == 130, "\(outcome.errors)")
    #expect(outcome.errors.contains("interrupted"))
    #expect(program.files.contains("tried"))
    #expect(!program.files.contains { $0.contains("overlay.nix") }, "\(program.files)")
  }

  @Test("a set in a file beside an overlay that is reached by a link is written there")
  func linkedOverlay() throws {
    let program = try Program()
    defer { program.remove() }
    let fixture = "\(Program.root)/Fixtures/Overlays/set-function"
    #expect(try program.tool("cp", "-r", fixture, "real").code == 0)
    #expect(try program.tool("ln", "-s", "real/overlay.nix", "overlay.nix").code == 0)
    let outcome = try program.nixgraft("import", "pypi:leafy")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let inner = try #require(program.text("real/packages.nix"))
    #expect(inner.contains("leafy = "))
    #expect(try program.tool("test", "-L", "overlay.nix").code == 0)
  }

  @Test("a read-only overlay is left as it was, whoever runs it")
  func readOnly() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("final: prev: { }\n", to: "overlay.nix")
    _ = try program.tool("chmod", "444", "\(program.folder)/overlay.nix")
    let outcome = try program.nixgraft("import", "pypi:leafy")
    #expect(outcome.code == 2, "\(outcome.output)")
    #expect(outcome.errors.contains("cannot write 'overlay.nix'"))
    #expect(program.text("overlay.nix") == "final: prev: { }\n")
  }
}
