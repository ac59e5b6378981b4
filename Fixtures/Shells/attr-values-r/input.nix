{ pkgs ? import <nixpkgs> { } }:
pkgs.mkShell {
  packages = builtins.attrValues {
    inherit (pkgs) hello R;
    inherit (pkgs.rPackages)
      dplyr
      zoo
      ;
  };
}
