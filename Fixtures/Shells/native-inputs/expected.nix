{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
pkgs.mkShell {
  propagatedNativeBuildInputs = [
    pkgs.curl
    pkgs.python3Packages.grafted
    pkgs.python3Packages.pip
    pkgs.python3Packages.tabulate
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ];
}
