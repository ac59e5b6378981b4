{ pkgs ? import <nixpkgs> {} }:
with pkgs;
let
  pythonEnv = python3.withPackages (ps: with ps; ([
    numpy
    matplotlib
  ] ++ lib.optionals stdenv.isLinux [ psutil ]));
in
mkShell {
  nativeBuildInputs = [ pkg-config ];
  buildInputs = [
    pythonEnv
  ] ++ lib.optional stdenv.isDarwin darwin.apple_sdk.frameworks.Security;
}
