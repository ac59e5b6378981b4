{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
let
  base = { packages = [ pkgs.hello ]; };
in
pkgs.mkShell (base // { packages = [ pkgs.jq (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ]; })
