{ pkgs ? import <nixpkgs> { }, lib ? pkgs.lib }:

pkgs.mkShell {
  packages = [
    pkgs.git
    pkgs.R
  ] ++ lib.optionals pkgs.stdenv.isLinux [
    pkgs.which
    (pkgs.python3.withPackages (ps: [
      ps.numpy
    ]))
  ];
}
