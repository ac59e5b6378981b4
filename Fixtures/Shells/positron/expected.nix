{ pkgs ? import <nixpkgs> { config.allowUnfree = true; overlays = [ (import ../overlay.nix) ]; } }:
let
  myR = pkgs.rWrapper.override { packages = [ pkgs.rPackages.dplyr pkgs.rPackages.graft_r pkgs.rPackages.stringr ]; };
in
pkgs.mkShell {
  packages = [ pkgs.positron-bin myR (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) ];
}
