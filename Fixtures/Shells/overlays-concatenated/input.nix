{ withExtras ? true }:
let
  pkgs = import <nixpkgs> {
    overlays = [ (final: prev: { a = 1; }) ] ++ (if withExtras then [ (final: prev: { b = 1; }) ] else [ ]);
  };
in pkgs.mkShell { packages = [ (pkgs.python3.withPackages (ps: with ps; [ numpy ])) ]; }
