import Testing

/// Overlays that are not simply one function in one file, through the executable.
@Suite(.enabled(if: Program.hasNix, "Nix is not on PATH"), .serialized)
struct OverlayFormTests {
  private static let function = """
    final: prev: {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ ];
    }
    """

  /// A form, and what a new shell.nix and the next step have to say of it.
  struct Form: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// What a shell.nix has; nil if there can be none.
    let shell: String?
    var next = "next: nixgraft shell"
    var note: String?
    var testDescription: String { name }
  }

  private static let forms = [
    Form(name: "plain", text: function, shell: "overlays = [ (import ./overlay.nix) ]"),
    Form(
      name: "defaults", text: "{ a ? 1 }:\n\(function)",
      shell: "overlays = [ (import ./overlay.nix { }) ]"),
    Form(
      name: "list", text: "[\n(final: prev: { })\n(\(function))\n]",
      shell: "overlays = import ./overlay.nix;",
      next: "next: give nixpkgs the overlays in this file: overlays = import ./overlay.nix;"),
    Form(
      name: "set", text: "{ default = \(function); }",
      shell: "overlays = [ (import ./overlay.nix).default ]"),
    Form(
      name: "module", text: "{ config, ... }: { nixpkgs.overlays = [ (\(function)) ]; }",
      shell: nil,
      next: "next: use 'overlay.nix' as before"),
    Form(
      name: "unknown function", text: "{ wrap ? x: x }: wrap (\(function))", shell: nil,
      next: "next: use 'overlay.nix' as before",
      note: "was not evaluated: only the file that uses it knows"),
  ]

  @Test("an overlay is imported into, used and restored in any of its forms", arguments: forms)
  func importing(_ form: Form) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(form.text, to: "overlay.nix")
    let outcome = try program.nixgraft("import", "pypi:leafy", nixpkgs: "nixpkgs")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(form.next), "\(outcome.output)")
    if let note = form.note {
      #expect(outcome.output.contains(note), "\(outcome.output)")
    } else {
      #expect(!outcome.output.contains("was not evaluated"), "\(outcome.output)")
      let check = try program.nixgraft("check", nixpkgs: "nixpkgs")
      #expect(check.code == 0, "\(check.output) \(check.errors)")
    }
    let after = program.text("overlay.nix")
    let shell = try program.nixgraft("shell", "pypi:leafy", nixpkgs: "nixpkgs")
    if let line = form.shell {
      #expect(shell.code == 0, "\(shell.errors)")
      #expect(program.text("shell.nix")?.contains(line) == true, "\(shell.output)")
    } else if form.note == nil {
      #expect(shell.code == 1 && shell.errors.contains("arguments that only its user knows"))
      #expect(program.text("shell.nix") == nil)
    }
    #expect(program.text("overlay.nix") == after)
    let removed = try program.nixgraft("remove", "leafy")
    #expect(removed.code == 0, "\(removed.errors)")
    #expect(program.text("overlay.nix") == form.text)
  }

  @Test("packages go into the file that has the set, and the overlay stays as it is")
  func setFile() throws {
    let program = try Program()
    defer { program.remove() }
    let overlay = """
      final: prev: {
        pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ (import ./python.nix final) ];
      }
      """
    let python = "pkgs: self: super: {\n\tsix = super.six; # as it is\n}"
    program.write(overlay, to: "overlay.nix")
    program.write(python, to: "python.nix")
    let trial = try program.nixgraft("import", "pypi:leafy", "--dry-run", nixpkgs: "nixpkgs")
    #expect(trial.output.contains("would write python.nix (1 package)"), "\(trial.output)")
    #expect(program.text("python.nix") == python)
    let outcome = try program.nixgraft("import", "pypi:leafy", "--json", nixpkgs: "nixpkgs")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\"python.nix\""), "\(outcome.output)")
    #expect(program.text("overlay.nix") == overlay)
    let text = try #require(program.text("python.nix"))
    #expect(
      text.hasPrefix("pkgs: self: super: {\n\t# asked for\n\tleafy = self.buildPythonPackage"))
    #expect(text.contains("src = pkgs.fetch"))
    let check = try program.nixgraft("check", "leafy", nixpkgs: "nixpkgs")
    #expect(check.code == 0, "\(check.output) \(check.errors)")
    let again = try program.nixgraft("import", "pypi:leafy", nixpkgs: "nixpkgs")
    #expect(again.output.contains("nothing to write"), "\(again.output)")
    #expect(try program.nixgraft("remove", "leafy").code == 0)
    #expect(program.text("python.nix") == python)
  }

  @Test("what cannot be written is said before anything is asked for")
  func unwritable() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("import", "pypi:leafy", "--overlay", "none/overlay.nix")
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("there is no directory 'none'"), "\(outcome.errors)")
    #expect(outcome.errors.contains("mkdir -p none"))
  }
}
