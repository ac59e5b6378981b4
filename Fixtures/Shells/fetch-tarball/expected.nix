{ pkgs ? import (fetchTarball "https://github.com/NixOS/nixpkgs/archive/20.09.tar.gz") { overlays = [ (import ../overlay.nix) ]; } }:

pkgs.mkShell {
  buildInputs = [
    pkgs.which
    pkgs.htop
    pkgs.zlib
    (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ];
}
