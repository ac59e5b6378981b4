{ nixpkgs ? import <nixpkgs> { } }:
let
  inherit (nixpkgs) pkgs;
in
pkgs.mkShell {
  buildInputs = [
    pkgs.git
    (with pkgs.python3Packages; [ numpy six ])
    [ pkgs.R pkgs.rPackages.glue ]
  ];
}
