{ nixpkgs ? import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; } }:
let
  inherit (nixpkgs) pkgs;
in
pkgs.mkShell {
  buildInputs = [
    pkgs.git
    (with pkgs.python3Packages; [ grafted numpy six tabulate ])
    [ pkgs.R pkgs.rPackages.glue pkgs.rPackages.graft_r pkgs.rPackages.stringr ]
  ];
}
