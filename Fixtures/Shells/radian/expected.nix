{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
pkgs.mkShell {
  buildInputs = with pkgs; [
    (radianWrapper.override { packages = with rPackages; [ ggplot2 dplyr graft_r stringr ]; wrapR = true; })
    (python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
  ];
}
