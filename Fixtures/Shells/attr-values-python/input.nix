{ pkgs ? import <nixpkgs> {} }:
pkgs.mkShell {
  packages = [
    (pkgs.python3.withPackages (ps: builtins.attrValues { inherit (ps) numpy pandas; }))
  ];
}
