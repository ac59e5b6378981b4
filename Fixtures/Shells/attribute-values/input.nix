{ pkgs ? import <nixpkgs> { } }:
pkgs.mkShell {
  packages = builtins.attrValues {
    inherit (pkgs) git R;
    inherit (pkgs.python3Packages) numpy;
  };
}
