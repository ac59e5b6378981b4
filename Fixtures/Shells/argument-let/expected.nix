{ pkgs, ... }:
let
  pkgsWithOverlay = pkgs.extend (import ../overlay.nix);
  python = pkgsWithOverlay.python3.withPackages (ps: [ ps.grafted ps.numpy ps.tabulate ]);
in
pkgs.mkShell {
  packages = [
    python
    pkgs.R
    pkgs.rPackages.dplyr
    pkgsWithOverlay.rPackages.graft_r
    pkgsWithOverlay.rPackages.stringr
  ];
}
