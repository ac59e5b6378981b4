import OverlayEditing
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
    #expect(message.contains("pyenv"))
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
    #expect(message.contains("('appEnv' says so)"), "\(message)")
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
    #expect(message.contains("the Python of this environment is not nixpkgs' own"), "\(message)")
  }
}
