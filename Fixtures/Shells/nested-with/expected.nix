with import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; };
with pkgs.python3Packages;

buildPythonPackage rec {
  name = "mypackage";
  src = ./.;
  propagatedBuildInputs = [ grafted numpy scipy tabulate pkgs.R rPackages.graft_r rPackages.stringr ];
}
