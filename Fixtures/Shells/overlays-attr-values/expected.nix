let
  overlays = { a = final: prev: { a = 1; }; };
  pkgs = import <nixpkgs> { overlays = builtins.attrValues overlays ++ [ (import ../overlay.nix) ]; };
in
pkgs.mkShell { packages = [ (pkgs.python3.withPackages (ps: with ps; [ grafted numpy tabulate ])) pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ]; }
