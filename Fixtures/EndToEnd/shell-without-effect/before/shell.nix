{ pkgs ? import <nixpkgs> { }, full ? true }:
if full then
  import ./other.nix { inherit pkgs; }
else
  pkgs.mkShell { buildInputs = [ pkgs.R ]; }
