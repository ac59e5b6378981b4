{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; }, lib ? pkgs.lib }:

pkgs.mkShell {
  packages = [
    pkgs.git
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ] ++ lib.optionals pkgs.stdenv.isLinux [
    pkgs.which
    (pkgs.python3.withPackages (ps: [
      ps.grafted
      ps.numpy
      ps.tabulate
    ]))
  ];
}
