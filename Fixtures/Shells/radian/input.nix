{ pkgs ? import <nixpkgs> {} }:
pkgs.mkShell {
  buildInputs = with pkgs; [
    (radianWrapper.override { packages = with rPackages; [ ggplot2 dplyr ]; wrapR = true; })
  ];
}
