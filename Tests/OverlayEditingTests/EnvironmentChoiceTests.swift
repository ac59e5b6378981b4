import OverlayEditing
import TestSupport
import Testing

/// Files with several shells, fixed nixpkgs, and files that cannot be extended.
@Suite struct EnvironmentChoiceTests {
  private static let several = """
    { pkgs ? import <nixpkgs> { } }: {
      python = pkgs.mkShell { packages = [ pkgs.python3 ]; };
      "r" = pkgs.mkShell { packages = [ pkgs.R ]; };
    }

    """

  func added(
    _ text: String, shell: String? = nil, _ change: (inout EnvironmentAdditions) -> Void = { _ in }
  ) throws -> String {
    var additions = EnvironmentAdditions(interpreter: "python3")
    change(&additions)
    let file = try EnvironmentFile(bytes: Array(text.utf8), path: "shell.nix", shell: shell)
    return String(decoding: try file.adding(additions), as: UTF8.self)
  }

  func refusal(
    _ text: String, shell: String? = nil, _ change: (inout EnvironmentAdditions) -> Void
  ) -> String {
    let error = #expect(throws: OverlayEditingError.self) {
      try added(text, shell: shell, change)
    }
    return error?.description ?? ""
  }

  @Test(arguments: [
    ("python", "[ pkgs.python3 ]", "[ pkgs.python3 pkgs.R pkgs.rPackages.zoo ]"),
    ("r", "[ pkgs.R ]", "[ pkgs.R pkgs.rPackages.zoo ]"),
  ])
  func theShellOfAName(_ name: String, _ old: String, _ new: String) throws {
    #expect(
      try added(Self.several, shell: name) { $0.r = ["zoo"] }
        == Self.several.replacing(old, with: new))
  }

  @Test func severalShellsAreNamed() {
    expectGolden(refusal(Self.several) { $0.r = ["zoo"] })
    expectGolden(refusal(Self.several, shell: "julia") { $0.r = ["zoo"] }, "2")
  }

  /// What cannot be extended, and a word of why.
  @Test(arguments: [
    "{ a = 1; }",
    "(import (fetchTarball \"https://example.org/compat.tar.gz\") { src = ./.; }).shellNix",
    "with import <nixpkgs> { }; poetry2nix.mkPoetryEnv { projectDir = ./.; }",
    "with import <nixpkgs> { }; (python3.withPackages (ps: [ ps.numpy ])).env",
    "{ mkShell, R, rPackages }: mkShell { packages = [ R ]; }",
  ])
  func whatCannotBeExtended(_ text: String) {
    let message = refusal(text) { additions in
      additions.r = ["zoo"]
      additions.overlay = FileReference(relative: "overlay.nix", absolute: "/x/overlay.nix")
    }
    expectGolden(message, text)
  }

  /// A second Python beside one whose packages are listed elsewhere would not be the one that runs.
  @Test(arguments: [
    "(requirements.python.buildEnv.override { extraLibs = requirements.base; })",
    "(mach.python39.withPackages (ps: [ ps.numpy ]))", "(uv.mkVirtualEnv \"x\" { })",
  ])
  func anotherPythonStaysAlone(_ environment: String) {
    let message = refusal(
      "with import ./pkgs.nix { }; let requirements = import ./requirements.nix; it = \(environment); "
        + "in mkShell { buildInputs = [ it ]; }"
    ) { $0.python = ["numpy"] }
    expectGolden(message, environment)
  }

  @Test(arguments: [
    "(import ./nix/python.nix)", "(import ./python-env.nix { inherit pkgs; })",
    "(callPackage ./python { })", "pythonWithPackages", "(import ./nix/Python/default.nix { })",
    "my-python", "(import ./poetry/py.nix { inherit pkgs; })", "py",
  ])
  func aPythonOfAnotherFileStaysAlone(_ environment: String) {
    let message = refusal(
      "with import <nixpkgs> { }; let pythonWithPackages = import ./env.nix { dev = true; }; "
        + "my-python = import ./env.nix; py = import ./tools; in mkShell { buildInputs = [ \(environment) ]; }"
    ) { $0.python = ["numpy"] }
    expectGolden(message, environment)
  }

  @Test(arguments: [
    "(import ./tools.nix)", "(callPackage ./application.nix { })", "tool",
  ])
  func otherThingsOfOtherFilesAreLeft(_ input: String) throws {
    let text = """
      with import <nixpkgs> { }; let tool = import ./python/tool.nix; in
      mkShell { buildInputs = [ \(input) ]; }

      """
    #expect(try added(text) { $0.python = ["numpy"] }.contains("ps.numpy"))
  }

  @Test func aPackageNamedAfterPythonIsNoEnvironment() throws {
    let text = """
      with import <nixpkgs> { }; let nix-python = import ./build.nix { }; in
      mkShell { buildInputs = [ nix-python python3Packages.pytest ]; }

      """
    #expect(
      try added(text) { $0.python = ["numpy"] }.contains(
        "[ nix-python python3Packages.numpy python3Packages.pytest ]"))
  }

  /// Inputs that are not understood, and the name that tells that one has a Python.
  @Test(arguments: [
    "[ it.packages.pythonEnv ]", "[ shop ]",
    "shelf.libraries python3", "it.python.libraries ++ [ git ]",
    "[ git ]; inputsFrom = [ it.virtualenv-shell ]",
    "[ it.jupyter-env ]", "[ my-poetry-packages ]",
  ])
  func aPythonThatMayBeInAnInputStaysAlone(_ inputs: String) {
    let message = refusal(
      "{ it, shelf }: with import <nixpkgs> { }; let shop = it.mkPythonShop { }; "
        + "in mkShell { buildInputs = \(inputs); }"
    ) { $0.python = ["numpy"] }
    expectGolden(message, inputs)
  }

  /// What a tool for Python has made may be in what is not seen, where the file names one.
  @Test(arguments: [
    "packages = [ git ]; inputsFrom = [ reader ]",
    "packages = [ git env.venv ]",
  ])
  func whatAnotherToolMayHaveMadeStaysAlone(_ inputs: String) {
    let message = refusal(
      "{ env, reader, poetry2nix }: with import <nixpkgs> { }; mkShell { \(inputs); }"
    ) { $0.python = ["numpy"] }
    expectGolden(message, inputs)
  }

  @Test(arguments: ["venv", "env.editable-venv"])
  func aVirtualEnvironmentStaysAlone(_ input: String) {
    let message = refusal(
      "{ env, venv }: with import <nixpkgs> { }; mkShell { packages = [ git \(input) ]; }"
    ) { $0.python = ["numpy"] }
    expectGolden(message, input)
  }

  @Test func aListOfAnotherFileIsNamed() {
    let message = refusal(
      "with import <nixpkgs> { }; mkShell { packages = import ./packages.nix { }; }"
    ) { $0.python = ["numpy"] }
    expectGolden(message)
  }

  /// Of two lists the one that no other shell shares gets an interpreter.
  @Test func sharedListsAreLeft() throws {
    let text = """
      with import <nixpkgs> { }; let common = [ git ]; in {
        default = mkShell { packages = common ++ [ jq ]; };
        other = mkShell { packages = common ++ [ (python3.withPackages (ps: [ ])) ]; };
      }

      """
    #expect(try added(text) { $0.r = ["zoo"] }.contains("common ++ [ jq R rPackages.zoo ]"))
  }

  /// Beside shells of another file, none of which is seen, one that is not the usual one is named.
  @Test func aShellBesideUnseenOnesIsNamed() throws {
    let text = """
      {
        outputs = { self, nixpkgs }: let pkgs = import nixpkgs { }; in {
          devShells.x86_64-linux = import ./shells { inherit pkgs; } // {
            lint = pkgs.mkShell { packages = [ pkgs.R ]; };
          };
        };
      }

      """
    expectGolden(refusal(text) { $0.r = ["zoo"] })
    #expect(
      try added(text.replacing("lint =", with: "default =")) { $0.r = ["zoo"] }.contains(
        "[ pkgs.R pkgs.rPackages.zoo ]"))
  }

  /// The usual shell is the one that counts, also where it is not understood.
  @Test func theUsualShellIsNamedByItsFunction() {
    let message = refusal(
      """
      {
        outputs = { self, nixpkgs, tools }: {
          devShells.x86_64-linux = { default = tools.mkDeveloper { }; lint = tools.mkLint { }; };
        };
      }
      """
    ) { $0.r = ["zoo"] }
    expectGolden(message)
  }

  /// A list with packages of R that the file makes gets another name, not an R.
  @Test func packagesOfRBesideOnesOfTheFile() throws {
    let text = """
      with import <nixpkgs> { };
      let mine = rPackages.buildRPackage { name = "mine"; src = ./.; }; in
      buildEnv { name = "libraries"; paths = [ mine ]; }

      """
    #expect(try added(text) { $0.r = ["zoo"] }.contains("paths = [ mine rPackages.zoo ]"))
  }

  /// An environment that an overlay of the file makes is one, whatever it is called.
  @Test(arguments: [
    ("tools = final.rWrapper.override { packages = [ ]; };", false),
    ("tools = final.python3.withPackages (ps: [ ]);", true),
  ])
  func anEnvironmentOfAnOverlayStaysAlone(_ member: String, isPython: Bool) {
    let message = refusal(
      "let pkgs = import <nixpkgs> { overlays = [ (final: prev: { \(member) }) ]; }; in "
        + "pkgs.mkShell { packages = [ pkgs.tools ]; }"
    ) { additions in
      if isPython { additions.python = ["numpy"] } else { additions.r = ["zoo"] }
    }
    expectGolden(message, member)
  }

  /// An application of another tool brings its Python along, however it is named.
  @Test(arguments: [
    "mkShell { inputsFrom = [ app ]; packages = [ git ]; }",
    "mkShell { inputsFrom = [ self.packages.x86_64-linux.app ]; packages = [ git ]; }",
    "outputs.defaultPackage.overrideAttrs (old: { buildInputs = old.buildInputs ++ [ git ]; })",
  ])
  func anApplicationOfAnotherToolStaysAlone(_ shell: String) {
    let message = refusal(
      """
      { self, poetry2nix }: with import <nixpkgs> { };
      let
        app = poetry2nix.mkPoetryApplication { projectDir = ./.; };
        outputs = rec {
          packages.x86_64-linux.app = poetry2nix.mkPoetryApplication { projectDir = ./.; };
          defaultPackage = self.packages.x86_64-linux.app;
        };
      in
      \(shell)
      """
    ) { $0.python = ["numpy"] }
    expectGolden(message, shell)
  }

  /// Programs keep their Python for themselves, and what has another name tells nothing.
  @Test(arguments: [
    "[ it.packages.tool ]", "[ program ]", "[ vscode-extensions.ms-python.python ]",
    "[ git ]; inputsFrom = [ it.shell ]",
  ])
  func aPythonOfAProgramDoesNotCount(_ inputs: String) throws {
    let text = """
      { it }: with import <nixpkgs> { };
      let program = python3.pkgs.buildPythonApplication { pname = "p"; }; in
      mkShell { buildInputs = \(inputs); }

      """
    #expect(try added(text) { $0.python = ["numpy"] }.contains("ps.numpy"))
  }

  @Test(arguments: [
    "(import ./wrappers.nix).rWrapper", "it.rstudio", "(it.with-libraries rPackages)",
  ])
  func anRThatMayBeInAnInputStaysAlone(_ input: String) {
    let message = refusal(
      "{ it }: with import <nixpkgs> { }; mkShell { buildInputs = [ \(input) ]; }"
    ) { $0.r = ["zoo"] }
    expectGolden(message, input)
  }

  /// No shell is the one that `nix develop` takes.
  @Test(arguments: [
    "devShells = nixpkgs.lib.genAttrs [ ] (system: let pkgs = nixpkgs.legacyPackages.${system}; in { SHELLS });",
    "devShells.x86_64-linux = { SHELLS };", "devShells.${system} = { SHELLS };",
    "devShells = { x86_64-linux = { SHELLS }; };",
    "devShells = { x86_64-linux.a = pkgs.mkShell { }; x86_64-linux.b = pkgs.mkShell { }; };",
    "devShells.x86_64-linux.a = pkgs.mkShell { }; devShells.x86_64-linux.b = pkgs.mkShell { };",
  ])
  func severalShellsOfAFlakeAreNamed(_ outputs: String) {
    let shells = "a = pkgs.mkShell { packages = [ pkgs.python3 ]; }; b = pkgs.mkShell { };"
    let message = refusal(
      """
      { outputs = { self, nixpkgs }: let
          system = "x86_64-linux"; pkgs = nixpkgs.legacyPackages.${system};
        in { \(outputs.replacing("SHELLS", with: shells)) }; }
      """
    ) { $0.python = ["numpy"] }
    expectGolden(message, outputs)
  }

  @Test func theOnlyShellOfAFlakeIsExtended() throws {
    let text = """
      { outputs = { self, nixpkgs }: let pkgs = nixpkgs.legacyPackages.x86_64-linux; in {
        devShells.x86_64-linux = { python-dev = pkgs.mkShell { packages = [ pkgs.python3 ]; }; };
      }; }

      """
    #expect(try added(text) { $0.python = ["numpy"] }.contains("ps.numpy"))
  }

  @Test func anRThatAModuleHasStaysAlone() {
    let message = refusal(
      "{ pkgs, ... }: { languages.r.enable = true; packages = [ pkgs.git ]; enterShell = \"\"; }"
    ) { $0.r = ["zoo"] }
    expectGolden(message)
  }

  @Test(arguments: ["packages = deps.dev; buildInputs = deps.build;", "packages = deps;"])
  func listsOfTheCallerAreLeft(_ inputs: String) {
    let message = refusal("{ pkgs, deps }: { default = pkgs.mkShell { \(inputs) }; }") {
      $0.python = ["numpy"]
    }
    expectGolden(message, inputs)
  }

  @Test func packagesOfAFlakeAreNoInputs() {
    let message = refusal(
      """
      { outputs = { self, nixpkgs, it }: it.grow { } { packages = it.harvest self; }; }
      """
    ) { $0.python = ["numpy"] }
    expectGolden(message)
  }

  @Test func severalOtherFilesAreCounted() {
    let message = refusal(
      """
      { outputs = { nixpkgs, ... }: { devShells.x86_64-linux = {
        a = import ./a.nix { inherit nixpkgs; }; b = import ./b.nix { inherit nixpkgs; };
      }; }; }
      """
    ) { $0.python = ["numpy"] }
    expectGolden(message)
  }

  /// In the scope of Python's packages, `python3Packages` is another thing.
  @Test func anOverriddenPackageAtTheEndChangesNoName() throws {
    let text = """
      with import <nixpkgs> { };
      mkShell { packages = [ git ] ++ (with python3Packages; [ pip (numpy.override { }) ]); }

      """
    #expect(
      try added(text) { $0.python = ["zope"] }.contains("[ pip (numpy.override { }) zope ]"))
    let only = text.replacing("pip ", with: "")
    #expect(
      try added(only) { $0.python = ["zope"] }.contains("[ (numpy.override { }) zope ]"))
  }

  @Test func aListOfInterpretersWithANameIsExtended() throws {
    let text = """
      with import <nixpkgs> { };
      let pythons = [ python3 ]; in
      mkShell { packages = pythons; }

      """
    #expect(
      try added(text) { $0.python = ["numpy"] }.contains(
        "pythons = [ (python3.withPackages (ps: [ ps.numpy ])) ];"))
  }

  @Test func aListOfInterpretersThatIsUsedTwiceIsLeft() {
    let text = """
      with import <nixpkgs> { };
      let pythons = [ python3 ]; in
      mkShell { packages = pythons ++ map (it: it.withPackages (ps: [ ps.pandas ])) pythons; }
      """
    expectGolden(refusal(text) { $0.python = ["numpy"] })
  }

  @Test func aScopeThatWasExtendedStaysNixpkgs() throws {
    let text = """
      with import ./pkgs.nix { };
      mkShell { buildInputs = [ ]; }

      """
    func change(_ additions: inout EnvironmentAdditions) {
      additions.python = ["numpy"]
      additions.overlay = FileReference(relative: "overlay.nix", absolute: "/x/overlay.nix")
    }
    let once = try added(text, change)
    #expect(once.contains("with (import ./pkgs.nix { }).extend (import ./overlay.nix);"))
    #expect(try added(once, change) == once)
  }

  // MARK: The pin

  private static let pin = PinnedTree(
    url: "https://github.com/NixOS/nixpkgs/archive/0123456789012345678901234567890123456789.tar.gz",
    sha256: "0000000000000000000000000000000000000000000000000000",
    revision: "0123456789012345678901234567890123456789")

  private static func pinned(_ fetch: String) -> String {
    "let nixpkgs = \(fetch); pkgs = import nixpkgs { }; in pkgs.mkShell { packages = [ pkgs.R ]; }"
  }

  @Test(arguments: [
    (
      "sha256 = \"1dr7xkkwhyg3mbnc5pv3d2xwyqwxlfgbx3wm3wb9p2p8vlkfhjqx\"",
      "sha256 = \"0000000000000000000000000000000000000000000000000000\""
    ),
    (
      "hash = \"sha256-BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=\"",
      "hash = \"sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\""
    ),
  ])
  func fetchFromGitHubIsPinned(_ old: String, _ new: String) throws {
    func text(_ revision: String, _ hash: String) -> String {
      Self.pinned(
        "(import <nixpkgs> { }).fetchFromGitHub "
          + "{ owner = \"nixos\"; repo = \"nixpkgs\"; rev = \"\(revision)\"; \(hash); }")
    }
    #expect(
      try added(text("cf8cc12", old)) { $0.pin = Self.pin } == text(Self.pin.revision, new))
  }

  @Test(arguments: [
    "builtins.fetchGit { url = \"https://example.org/nixpkgs\"; }",
    "(import ./nix/sources.nix).nixpkgs",
  ])
  func whatCannotBePinnedIsTold(_ fetch: String) {
    expectGolden(refusal(Self.pinned(fetch)) { $0.pin = Self.pin }, fetch)
  }
}
