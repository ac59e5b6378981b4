{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
{
  reader = pkgs.python3Packages.buildPythonPackage {
    pname = "reader";
    version = "1.0";
    pyproject = true;
    src = ./.;
    build-system = [ ];
    propagatedBuildInputs = [
      pkgs.python3Packages.grafted
      pkgs.python3Packages.tabulate
      pkgs.R
      pkgs.rPackages.graft_r
      pkgs.rPackages.stringr
    ];
  };
}
