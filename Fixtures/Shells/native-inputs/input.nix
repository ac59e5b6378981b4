{ pkgs ? import <nixpkgs> { } }:
pkgs.mkShell {
  propagatedNativeBuildInputs = [
    pkgs.curl
    pkgs.python3Packages.pip
    pkgs.R
  ];
}
