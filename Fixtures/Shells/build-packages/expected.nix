{ pkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:

pkgs.mkShell {
  # nativeBuildInputs is usually what you want -- tools you need to run
  nativeBuildInputs = with pkgs.buildPackages; [ ruby (python3.withPackages (ps: [ ps.grafted ps.tabulate ])) R rPackages.graft_r rPackages.stringr ];
}
