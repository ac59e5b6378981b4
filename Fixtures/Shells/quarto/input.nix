{ pkgs ? import <nixpkgs> { } }:
pkgs.mkShell {
  packages = with pkgs; [
    (quarto.override { extraRPackages = [ rPackages.dplyr ]; })
    (rWrapper.override { packages = with rPackages; [ dplyr ]; })
  ];
}
