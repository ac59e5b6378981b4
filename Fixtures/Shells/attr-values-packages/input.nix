{ pkgs ? import <nixpkgs> {} }:
pkgs.mkShell {
  packages = builtins.attrValues {
    inherit (pkgs) which R;
    inherit (pkgs.rPackages) ggplot2;
    inherit (pkgs.python3Packages) numpy pandas;
  };
}
