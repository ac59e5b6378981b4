{ pkgs ? import <nixpkgs> { } }:
let
  base = { buildInputs = [ pkgs.R ]; };
in
pkgs.mkShell (base // { buildInputs = [ pkgs.coreutils ]; })
