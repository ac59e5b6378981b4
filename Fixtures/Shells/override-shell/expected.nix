{ pkgs ? import <nixpkgs> { overlays = [ (self: super: { }) (import ../overlay.nix) ]; } }:
let
  python = pkgs.python3;
  pythonPackages = python.pkgs;
in
(pkgs.mkShell.override { stdenv = pkgs.stdenv; }) {
  venvDir = "./.venv";
  buildInputs = [
    pythonPackages.python
    pythonPackages.venvShellHook
    pythonPackages.numpy
    pythonPackages.grafted
    pythonPackages.tabulate
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ];
  postShellHook = ''
    unset SOURCE_DATE_EPOCH
  '';
}
