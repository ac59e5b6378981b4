{ pkgs ? import <nixpkgs> { } }:
pkgs.mkShell {
  shellHook = ''
    echo hello
  '';
}
