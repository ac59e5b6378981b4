import OverlayEditing
import TestSupport
import Testing

/// Environments that may have a Python which is not seen: beside it, a second one would not be the one that runs.
extension EnvironmentChoiceTests {
  @Test("tools of nixpkgs' Python beside an environment that may be of another one")
  func toolsBesideAnEnvironment() throws {
    func text(_ inputs: String) -> String {
      """
      { it }:
      let
        pkgs = import <nixpkgs> { };
        shell = pyenv: pkgs.mkShell { packages = [ \(inputs) ]; };
      in
      shell it.runtime
      """
    }
    let message = refusal(text("pyenv pkgs.python3Packages.pytest")) { $0.python = ["numpy"] }
    expectGolden(message)
    let plain = try added(text("pkgs.python3Packages.pytest")) { $0.python = ["numpy"] }
    #expect(plain.contains("pkgs.python3Packages.numpy"))
  }

  @Test("what an overlay of another tool adds and calls an environment")
  func environmentOfAnotherTool() throws {
    func text(_ tool: String) -> String {
      """
      { \(tool) }:
      let
        pkgs = import <nixpkgs> { overlays = [ \(tool).overlay ]; };
      in
      pkgs.mkShell { packages = with pkgs; [ appEnv ]; }
      """
    }
    #expect(try added(text("grafts")) { $0.python = ["numpy"] }.contains("withPackages"))
    let message = refusal(text("poetry2nix")) { $0.python = ["numpy"] }
    expectGolden(message)
  }

  @Test("the Python that another program has for itself")
  func interpreterOfAProgram() throws {
    func text(_ inputs: String) -> String {
      "with import <nixpkgs> { };\nmkShell { packages = [ \(inputs) ]; }\n"
    }
    for inputs in ["blender.pythonPackages.python", "blender.python3 python3Packages.pytest"] {
      let message = refusal(text(inputs)) { $0.python = ["numpy"] }
      expectGolden(message, inputs)
    }
    #expect(try added(text("blender")) { $0.python = ["numpy"] }.contains("withPackages"))
  }

  @Test("a list that a helper takes and its shell inherits")
  func inheritedList() throws {
    func text(_ call: String) -> String {
      """
      { pkgs ? import <nixpkgs> { }, more }:
      let
        tools = [ pkgs.python3 ];
        mk = packages: pkgs.mkShell { inherit packages; };
      in
      mk \(call)
      """
    }
    let shown = try added(text("[ pkgs.python3 ]")) { $0.python = ["numpy"] }
    #expect(shown.contains("mk [ (pkgs.python3.withPackages (ps: [ ps.numpy ])) ]"), "\(shown)")
    let shared = refusal(text("(tools ++ more tools)")) { $0.python = ["numpy"] }
    #expect(shared.contains("used for something else"), "\(shared)")
    let file = try EnvironmentFile(bytes: Array(text("more").utf8), path: "shell.nix")
    #expect(file.unseenInput == "more")
  }

  @Test("a list of whose elements something else is made")
  func mappedList() throws {
    func text(_ use: String) -> String {
      """
      with import <nixpkgs> { };
      let
        apps = [ git ];
      in
      mkShell { packages = apps; other = \(use); }
      """
    }
    for use in ["map (app: app.override { }) apps", "builtins.map lib.getDev (apps)"] {
      let message = refusal(text(use)) { $0.python = ["numpy"] }
      expectGolden(message, use)
    }
    let plain = try added(text("lib.makeBinPath apps")) { $0.python = ["numpy"] }
    #expect(plain.contains("apps = [ git (python3.withPackages"), "\(plain)")
  }

  @Test(
    "inputs that are not seen, and lists that are or that have no Python",
    arguments: [
      ("[ pkgs.git ] ++ app.optional-dependencies.dev", "app.optional-dependencies.dev"),
      ("[ (import ./app.nix) ]", "./app.nix"),
      ("[ (pkgs.callPackage ./app.nix { }).env ]", "./app.nix"),
      ("[ (import ./app.nix { }).env ]", "./app.nix"),
      ("[ (pkgs.callPackage ./app.nix { }) ]", nil),
      ("app.inputs ++ [ pkgs.python3 ]", nil),
      ("[ pkgs.git ] ++ checks.enabledPackages", nil),
      ("[ pkgs.git ] ++ more", nil),
      ("[ pkgs.git ] ++ pkgs.lib.optionals pkgs.stdenv.isLinux [ pkgs.gdb ]", nil),
    ] as [(String, String?)])
  func unseenInputs(_ packages: String, _ unseen: String?) throws {
    try expect("packages = \(packages);", unseen)
  }

  @Test(
    "packages whose inputs come along and are not seen",
    arguments: [
      ("app", "app"), ("self'.packages.app", "self'.packages.app"),
      ("(pkgs.buildGoModule { })", nil), ("config.treefmt.build.devShell", nil),
    ] as [(String, String?)])
  func unseenShells(_ package: String, _ unseen: String?) throws {
    try expect("inputsFrom = [ \(package) ];", unseen)
  }

  @Test("a package whose inputs come along by a variable")
  func unseenPackageOfAVariable() throws {
    let text = """
      { flake, pkgs ? import <nixpkgs> { } }:
      let base = flake.packages.app; in
      pkgs.mkShell { inputsFrom = [ base ]; }
      """
    let file = try EnvironmentFile(bytes: Array(text.utf8), path: "shell.nix")
    #expect(file.unseenInput == "flake.packages.app")
  }

  @Test("a package of the name that its shell has")
  func unseenPackageOfAShellsName() throws {
    let text = """
      { config, pkgs ? import <nixpkgs> { } }:
      { default = pkgs.mkShell { inputsFrom = [ config.packages.default ]; }; }
      """
    let file = try EnvironmentFile(bytes: Array(text.utf8), path: "shell.nix")
    #expect(file.unseenInput == "config.packages.default")
  }

  private func expect(_ members: String, _ unseen: String?) throws {
    let text = """
      { app, config, self', checks, more ? [ ], pkgs ? import <nixpkgs> { } }:
      pkgs.mkShell { \(members) }
      """
    let file = try EnvironmentFile(bytes: Array(text.utf8), path: "shell.nix")
    #expect(file.unseenInput == unseen)
  }

  @Test("a file with hooks before a commit and a shell is no module of devenv")
  func shellBesideHooks() throws {
    let text = """
      { pkgs ? import <nixpkgs> { } }:
      rec {
        git-hooks = pkgs.callPackage ./hooks.nix { };
        shell = pkgs.mkShell { packages = [ pkgs.git ]; };
      }
      """
    let result = try added(text) { $0.python = ["numpy"] }
    #expect(result.contains("packages = [ pkgs.git (pkgs.python3.withPackages"), "\(result)")
  }

  @Test("what joins the outputs of packages is no environment, unless it is called one")
  func joinedOutputs() throws {
    func text(_ name: String) -> String {
      """
      { pkgs ? import <nixpkgs> { } }:
      rec {
        members.shelf = pkgs.hello;
        \(name) = pkgs.symlinkJoin { inherit name; paths = builtins.attrValues members; };
      }
      """
    }
    let message = refusal(text("allMembers")) { $0.python = ["numpy"] }
    expectGolden(message)
    #expect(try added(text("devEnv")) { $0.python = ["numpy"] }.contains("withPackages"))
  }

  @Test(
    "files that say that a tool writes them",
    arguments: [
      ("# DO-NOT-EDIT. This file is written by a tool.", true),
      ("# This file was @generated by a tool.", true),
      ("/* Do not modify this file! */", true),
      ("# This file was generated by a package of R.", false),
    ])
  func generatedFiles(_ comment: String, _ isRefused: Bool) throws {
    let text = """
      \(comment)
      { pkgs ? import <nixpkgs> { } }:
      # do not edit the next line
      pkgs.mkShell { packages = [ pkgs.git ]; }
      """
    guard isRefused else {
      #expect(try added(text) { $0.python = ["numpy"] }.contains("withPackages"))
      return
    }
    let message = refusal(text) { $0.python = ["numpy"] }
    expectGolden(message, comment)
  }

  @Test("a Python of a computed name whose packages a list takes")
  func packagesOfAComputedPython() {
    let text = """
      let
        pkgs = import <nixpkgs> { };
        python = pkgs."python${toString 313}";
      in
      pkgs.mkShell { packages = with python.pkgs; [ venvShellHook pip ] ++ [ pkgs.hello ]; }
      """
    let message = refusal(text) { $0.python = ["numpy"] }
    expectGolden(message)
  }

  @Test(
    "environments that strings, the same flake or a manager of packages name",
    arguments: [
      #"{ packages = [ cmake ]; shellHook = "export PATH=${env}/bin:$PATH"; }"#,
      #"{ packages = [ uv ]; shellHook = "${pkgs.python3}/bin/python -m venv .venv"; }"#,
      "{ packages = [ uv ]; env.UV_PYTHON = pkgs.python3.interpreter; }",
      #"{ packages = [ cmake ]; PYTHON = "${pkgs.python3.withPackages f}/bin/python"; }"#,
      "{ packages = [ packages.sci pkgs.git ]; }",
      "{ packages = [ self.packages.${system}.sci ]; }",
      "{ inputsFrom = [ self.packages.${system}.app ]; packages = [ pkgs.poetry ]; }",
    ])
  func environmentsNamedElsewhere(_ shell: String) {
    let text = """
      { self, pkgs ? import <nixpkgs> { } }:
      let
        env = pkgs.python3.withPackages (ps: [ ps.jinja2 ]);
      in
      rec {
        packages.sci = pkgs.python3.withPackages (ps: [ ps.numpy ]);
        shell = pkgs.mkShell \(shell);
      }
      """
    let message = refusal(text) { $0.python = ["numpy"] }
    expectGolden(message, shell)
  }

  @Test("an interpreter of another nixpkgs than the tools beside it takes the packages")
  func interpreterOfAnotherNixpkgs() throws {
    let text = """
      let
        pkgs = import <nixpkgs> { };
        unstable = import <unstable> { };
      in
      pkgs.mkShell { packages = [ unstable.python3 pkgs.python3Packages.black ]; }
      """
    #expect(
      try added(text) { $0.python = ["numpy"] }
        == text.replacing(
          "unstable.python3 ", with: "(unstable.python3.withPackages (ps: [ ps.numpy ])) "))
  }

  @Test("packages beside a bare interpreter get another, whatever environment is there, too")
  func packagesBesideAnInterpreter() throws {
    let text = """
      { pkgs ? import <nixpkgs> { } }:
      let own = pkgs.python3.override { packageOverrides = self: super: { }; };
      in pkgs.mkShell {
        packages = with pkgs; [ python3 python3Packages.matplotlib (own.withPackages (p: [ p.x ])) ];
      }
      """
    #expect(
      try added(text) { $0.python = ["numpy"] }
        == text.replacing(
          "python3Packages.matplotlib", with: "python3Packages.matplotlib python3Packages.numpy"))
  }

  @Test("what is fetched from another repository is no nixpkgs")
  func anotherRepository() {
    let text = """
      let kapack = import (fetchTarball "https://github.com/x/kapack/archive/master.tar.gz") { };
      in kapack.pkgs.mkShell { buildInputs = [ kapack.batsim ]; }
      """
    let message = refusal(text) {
      $0.python = ["numpy"]
      $0.overlay = FileReference(relative: "overlay.nix", absolute: "/x/overlay.nix")
    }
    expectGolden(message)
  }

  @Test("the packages of a function of nixpkgs with any name for its argument")
  func targetPackages() throws {
    let text = """
      { pkgs ? import <nixpkgs> { } }:
      (pkgs.buildFHSEnv { name = "x"; targetPkgs = p: (with p; [ python3 ]) ++ [ p.zlib ]; }).env
      """
    let expected = """
      { pkgs ? import <nixpkgs> { overlays = [ (import ./overlay.nix) ]; } }:
      (pkgs.buildFHSEnv { name = "x"; targetPkgs = p: (with p; [ (python3.withPackages (ps: [ ps.numpy ])) ]) ++ [ p.zlib ]; }).env
      """
    let result = try added(text) {
      $0.python = ["numpy"]
      $0.overlay = FileReference(relative: "overlay.nix", absolute: "/x/overlay.nix")
    }
    #expect(result == expected)
  }

  @Test("a shell of devshell that is taken from its flake")
  func devshellOfASystem() throws {
    let text = """
      {
        outputs = { nixpkgs, devshell, ... }:
          let pkgs = nixpkgs.legacyPackages.x86_64-linux; in {
            devShells.x86_64-linux.default = devshell.legacyPackages.${pkgs.system}.mkShell {
              devshell = { packages = with pkgs; [ git ]; };
            };
          };
      }
      """
    #expect(
      try added(text) { $0.python = ["numpy"] }
        == text.replacing("[ git ]", with: "[ git (python3.withPackages (ps: [ ps.numpy ])) ]"))
  }

  @Test("a shell of devshell by any name, and packages that a shell of Haskell selects")
  func otherMakers() throws {
    let std = """
      { inputs, pkgs ? import <nixpkgs> { } }:
      inputs.std.lib.dev.mkShell { commands = [ ]; devshell.packages = [ pkgs.git ]; }
      """
    #expect(
      try added(std) { $0.python = ["numpy"] }
        == std.replacing(
          "pkgs.git ]", with: "pkgs.git (pkgs.python3.withPackages (ps: [ ps.numpy ])) ]"))
    let haskell = """
      with import <nixpkgs> { };
      haskellPackages.shellFor { packages = p: [ p.foo ]; nativeBuildInputs = [ cabal-install ]; }
      """
    #expect(
      try added(haskell) { $0.python = ["numpy"] }
        == haskell.replacing(
          "cabal-install ]", with: "cabal-install (python3.withPackages (ps: [ ps.numpy ])) ]"))
  }

  @Test(
    "packages and images of a flake are no shells of it",
    arguments: [
      #"pkgs.dockerTools.buildLayeredImage { name = "x"; contents = [ pkgs.hello ]; }"#,
      #"pkgs.stdenv.mkDerivation { name = "x"; buildInputs = [ pkgs.zlib ]; }"#,
    ])
  func packagesOfAFlake(_ package: String) {
    let text = """
      {
        outputs = { nixpkgs, ... }:
          let pkgs = nixpkgs.legacyPackages.x86_64-linux; in {
            packages.x86_64-linux.default = \(package);
          };
      }
      """
    let message = refusal(text) { $0.python = ["numpy"] }
    expectGolden(message, package)
  }

  @Test("what installs something is a package, unless it has a hook for shells")
  func packagesAreNoShells() throws {
    func text(_ more: String) -> String {
      """
      with import <nixpkgs> { };
      stdenv.mkDerivation { name = "x"; buildInputs = [ git ]; installPhase = "cp a $out"; \(more)}
      """
    }
    expectGolden(refusal(text("")) { $0.python = ["numpy"] })
    #expect(try added(text("shellHook = \"\"; ")) { $0.python = ["numpy"] }.contains("ps.numpy"))
  }

  @Test("a shell beside packages that are called is one of several; a check is none")
  func whatIsAShell() throws {
    let beside = """
      with import <nixpkgs> { }; {
        production = mkShell { packages = [ git ]; };
        dev = python3Packages.callPackage ./dev.nix { };
      }
      """
    expectGolden(refusal(beside) { $0.python = ["numpy"] })
    let checked = """
      with import <nixpkgs> { }; {
        main = mkShell { packages = [ python3 ]; };
        checks.test = runCommand "test" { buildInputs = [ git ]; } "";
      }
      """
    #expect(try added(checked) { $0.python = ["numpy"] }.contains("ps.numpy"))
  }
}
