{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
pkgs.mkShell {
  packages = with pkgs; [
    (quarto.override { extraRPackages = [ rPackages.dplyr rPackages.graft_r rPackages.stringr ]; })
    (rWrapper.override { packages = with rPackages; [ dplyr graft_r stringr ]; })
    (python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
  ];
}
