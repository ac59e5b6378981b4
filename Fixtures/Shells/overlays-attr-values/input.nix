let
  overlays = { a = final: prev: { a = 1; }; };
  pkgs = import <nixpkgs> { overlays = builtins.attrValues overlays; };
in
pkgs.mkShell { packages = [ (pkgs.python3.withPackages (ps: with ps; [ numpy ])) ]; }
