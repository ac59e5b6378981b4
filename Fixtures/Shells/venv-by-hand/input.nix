# The interpreter of a virtual environment sees PYTHONPATH, not what `withPackages` adds.
{ pkgs ? import <nixpkgs> { } }:
let
  enter = ''
    [ -d .venv ] || ${pkgs.python3.interpreter} -m venv .venv
    source .venv/bin/activate
  '';
in
pkgs.mkShell {
  packages = with pkgs; [
    git
    python3
  ];

  shellHook = enter;
}
