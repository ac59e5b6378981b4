{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:

pkgs.mkShell {
  packages = [
    (pkgs.python3.withPackages (ps: [
      ps.grafted
      ps.numpy
      ps.pandas
      ps.tabulate
    ]))
    pkgs.R
    pkgs.rPackages.ggplot2
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ];
  buildInputs = [ pkgs.git ];
}
