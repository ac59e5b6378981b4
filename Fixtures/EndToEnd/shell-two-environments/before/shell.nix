{ pkgs ? import <nixpkgs> { } }:
let
  dependencies = import ./dependencies.nix { inherit pkgs; };
in
pkgs.mkShell { buildInputs = [ dependencies ]; }
