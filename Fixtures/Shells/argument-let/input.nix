{ pkgs, ... }:
let
  python = pkgs.python3.withPackages (ps: [ ps.numpy ]);
in
pkgs.mkShell {
  packages = [
    python
    pkgs.R
    pkgs.rPackages.dplyr
  ];
}
