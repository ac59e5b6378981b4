{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
pkgs.mkShell {
  packages = [
    (pkgs.python3.withPackages (ps: builtins.attrValues { inherit (ps) numpy pandas; } ++ [ ps.grafted ps.tabulate ]))
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ];
}
