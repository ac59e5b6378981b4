{ system ? builtins.currentSystem, overlays ? [ (import ../overlay.nix) ], config ? { } }:
let
  pkgs = import <nixpkgs> { inherit system overlays config; };
in pkgs.mkShell { buildInputs = with pkgs; [ hello python3Packages.grafted python3Packages.ipython python3Packages.numpy python3Packages.tabulate R rPackages.graft_r rPackages.stringr ]; }
