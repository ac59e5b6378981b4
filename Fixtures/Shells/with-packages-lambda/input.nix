{ pkgs ? import <nixpkgs> { } }:

pkgs.mkShell {
  packages = [
    (pkgs.python3.withPackages (ps: [
      ps.numpy
      ps.pandas
    ]))
    pkgs.R
    pkgs.rPackages.ggplot2
  ];
  buildInputs = [ pkgs.git ];
}
