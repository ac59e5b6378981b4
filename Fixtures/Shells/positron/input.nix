{ pkgs ? import <nixpkgs> { config.allowUnfree = true; } }:
let
  myR = pkgs.rWrapper.override { packages = [ pkgs.rPackages.dplyr ]; };
in
pkgs.mkShell {
  packages = [ pkgs.positron-bin myR ];
}
