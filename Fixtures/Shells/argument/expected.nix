{ pkgs, ... }:
let
  pkgsWithOverlay = pkgs.extend (import ../overlay.nix);
in
pkgs.mkShell {
  packages = [
    pkgs.git
    (pkgsWithOverlay.python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
    pkgsWithOverlay.R
    pkgsWithOverlay.rPackages.graft_r
    pkgsWithOverlay.rPackages.stringr
  ];
}
