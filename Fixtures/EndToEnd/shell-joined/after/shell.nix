{ pkgs ? import <nixpkgs> { overlays = [ (import ./overlay.nix) ]; } }:
let
  base = { buildInputs = [ pkgs.R ]; };
in
pkgs.mkShell (base // { buildInputs = [ pkgs.coreutils (pkgs.python3.withPackages (ps: [ ps.leafy ])) ]; })
