{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
pkgs.mkShell {
  packages = builtins.attrValues {
    inherit (pkgs) which R;
    inherit (pkgs.rPackages) ggplot2;
    inherit (pkgs.python3Packages) numpy pandas;
  } ++ [
    (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
    pkgs.R
    pkgs.rPackages.graft_r
    pkgs.rPackages.stringr
  ];
}
