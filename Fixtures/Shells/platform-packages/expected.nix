{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
with pkgs;
let
  pythonEnv = python3.withPackages (ps: with ps; ([
    numpy
    matplotlib
    grafted
    tabulate
  ] ++ lib.optionals stdenv.isLinux [ psutil ]));
in
mkShell {
  nativeBuildInputs = [ pkg-config ];
  buildInputs = [
    pythonEnv
    R
    rPackages.graft_r
    rPackages.stringr
  ] ++ lib.optional stdenv.isDarwin darwin.apple_sdk.frameworks.Security;
}
