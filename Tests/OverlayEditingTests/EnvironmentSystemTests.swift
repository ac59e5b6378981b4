import OverlayEditing
import TestSupport
import Testing

/// Flakes that have a shell for each of several systems, and such as select nixpkgs' parts without a name for it.
@Suite struct EnvironmentSystemTests {
  private let tests = EnvironmentChoiceTests()

  private func flake(_ outputs: String) -> String {
    "{ outputs = { self, nixpkgs }: \(outputs); }\n"
  }

  private func added(_ text: String) throws -> String {
    try tests.added(text) { additions in
      additions.python = ["leafy"]
      additions.overlay = FileReference(relative: "overlay.nix", absolute: "/x/overlay.nix")
    }
  }

  /// The shell of each system gets the packages, however the systems are written.
  @Test(arguments: [
    "{ devShells.x86_64-linux.default = SHELL; devShells.aarch64-darwin.default = SHELL; }",
    "{ devShells = { x86_64-linux.default = SHELL; aarch64-darwin.default = SHELL; }; }",
    "{ devShells = { x86_64-linux = { dev = SHELL; }; aarch64-darwin = { dev = SHELL; }; }; }",
    "{ devShells.x86_64-linux.dev = SHELL; devShells.aarch64-darwin.dev = SHELL; }",
    "{ devShell.x86_64-linux = SHELL; devShell.aarch64-darwin = SHELL; }",
    "{ devShell = { x86_64-linux = SHELL; aarch64-darwin = SHELL; }; }",
  ])
  func everySystemsShell(_ outputs: String) throws {
    let shell =
      "with import nixpkgs { }; mkShell { packages = [ (python3.withPackages (ps: [ ps.six ])) ]; }"
    let text = flake(outputs.replacing("SHELL", with: shell))
    let wanted = text.replacing(
      "import nixpkgs { }", with: "import nixpkgs { overlays = [ (import ./overlay.nix) ]; }"
    )
    .replacing("[ ps.six ]", with: "[ ps.leafy ps.six ]")
    #expect(try added(text) == wanted)
    #expect(try added(wanted) == wanted)
  }

  @Test func aShellThatSystemsShareIsExtendedOnce() throws {
    let text = flake(
      "let shell = system: with import nixpkgs { inherit system; }; mkShell { packages = [ git ]; }; in "
        + "{ devShells.x86_64-linux.default = shell \"x86_64-linux\"; "
        + "devShells.aarch64-darwin.default = shell \"aarch64-darwin\"; }")
    #expect(try added(text).components(of: "ps.leafy") == 1)
  }

  /// One system's shell in another file is told of, and no other system's is taken for it.
  @Test func theShellOfOneSystemIsInAnotherFile() {
    let message = tests.refusal(
      flake(
        "{ devShells.x86_64-linux.default = import ./shell.nix { }; devShells.aarch64-darwin.default = "
          + "with import nixpkgs { }; mkShell { packages = [ git ]; }; }")
    ) { $0.python = ["leafy"] }
    expectGolden(message)
  }

  /// Where no name stands for nixpkgs, what is added selects it in the same way, with the overlay.
  @Test(arguments: [
    ("PKGS.git", "PKGS.git (OWN.python3.withPackages (ps: [ ps.leafy ]))"),
    ("PKGS.python3", "(OWN.python3.withPackages (ps: [ ps.leafy ]))"),
    (
      "(PKGS.python3.withPackages (ps: [ ps.six ]))",
      "(OWN.python3.withPackages (ps: [ ps.leafy ps.six ]))"
    ),
    ("PKGS.python3Packages.six", "OWN.python3Packages.leafy OWN.python3Packages.six"),
  ])
  func selectedPackages(_ old: String, _ new: String) throws {
    for system in ["${system}", "x86_64-linux"] {
      let packages = "nixpkgs.legacyPackages.\(system)"
      func text(_ list: String) -> String {
        let list = list.replacing("PKGS", with: packages)
          .replacing("OWN", with: "(\(packages).extend (import ./overlay.nix))")
        return flake(
          "nixpkgs.lib.genAttrs [ ] (system: { default = \(packages).mkShell { packages = [ \(list) ]; }; })"
        )
        .replacing("nixpkgs.lib", with: "{ devShells = nixpkgs.lib").replacing(
          "});", with: "}); };")
      }
      let spaces: (String) -> String = { $0.filter { !$0.isWhitespace } }
      let result = try added(text(old))
      #expect(spaces(result) == spaces(text(new)))
      #expect(try added(result) == result)
    }
  }

  /// The shell of another flake may have a Python of its own.
  @Test(arguments: [
    "packages = [ git ] ++ lab.devShells.${system}.default.buildInputs;",
    "packages = [ git ]; inputsFrom = [ inputs.lab.devShell.${system} ];",
  ])
  func aShellOfAnotherFlake(_ inputs: String) {
    let message = tests.refusal(
      "{ outputs = { nixpkgs, lab, ... }@inputs: { devShells.x.default = with import nixpkgs { }; mkShell { \(inputs) }; }; }"
    ) { $0.python = ["leafy"] }
    expectGolden(message, inputs)
  }

  /// A command that only makes a script of a shell is not the environment, but the shell is.
  @Test func aCommandWithoutInputs() throws {
    let text = """
      with import <nixpkgs> { }; let shell = mkShell { packages = [ git ]; }; in
      runCommand "enter" { pname = "enter"; } "echo ${shell.drvPath} > $out"

      """
    #expect(
      try added(text).contains("packages = [ git (python3.withPackages (ps: [ ps.leafy ])) ]"))
  }

  /// What an overlay of another file has added is an environment by its name, which nixpkgs has none of.
  @Test(arguments: ["shelfPythonPkgs", "shelfPython", "shelf_python_libs", "libxml2Python"])
  func anEnvironmentOfAnOverlay(_ name: String) throws {
    let text =
      "with import <nixpkgs> { overlays = [ (import ./shelf.nix) ]; }; mkShell { packages = [ git \(name) ]; }"
    if name.hasPrefix("lib") {
      #expect(try added(text).contains("ps.leafy"))
    } else {
      let message = tests.refusal(text) { $0.python = ["leafy"] }
      expectGolden(message, name)
    }
  }

  /// Of environments under several conditions none is the one to extend.
  @Test func severalConditionsAreOpen() {
    let message = tests.refusal(
      "with import <nixpkgs> { }; mkShell { packages = [ git ] ++ lib.optionals a [ (python3.withPackages (ps: [ ])) ] "
        + "++ lib.optionals b [ (python3.withPackages (ps: [ ])) ]; }"
    ) { $0.python = ["leafy"] }
    expectGolden(message)
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
