{ withExtras ? true }:
let
  pkgs = import <nixpkgs> {
    overlays = [ (final: prev: { a = 1; }) ] ++ (if withExtras then [ (final: prev: { b = 1; }) ] else [ ]) ++ [ (import ../overlay.nix) ];
  };
in pkgs.mkShell { packages = [ (pkgs.python3.withPackages (ps: with ps; [ grafted numpy tabulate ])) pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ]; }
