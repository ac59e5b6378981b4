{ pkgs ? import <nixpkgs> { }, lib ? pkgs.lib }:
let
  pythonEnv = pkgs.python3.withPackages (ps: with ps; [
    numpy
  ] ++ lib.optionals pkgs.stdenv.isLinux [ requests ]);
in
pkgs.mkShell {
  buildInputs = with pkgs; [ pythonEnv ] ++ lib.optionals stdenv.isLinux [ which ];
}
