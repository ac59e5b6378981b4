{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; }, lib ? pkgs.lib }:
let
  pythonEnv = pkgs.python3.withPackages (ps: with ps; [
    grafted
    numpy
    tabulate
  ] ++ lib.optionals pkgs.stdenv.isLinux [ requests ]);
in
pkgs.mkShell {
  buildInputs = with pkgs; [ pythonEnv R rPackages.graft_r rPackages.stringr ] ++ lib.optionals stdenv.isLinux [ which ];
}
