{ pkgs ? import <nixpkgs> { overlays = [ (self: super: { }) ]; } }:
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
  ];
  postShellHook = ''
    unset SOURCE_DATE_EPOCH
  '';
}
