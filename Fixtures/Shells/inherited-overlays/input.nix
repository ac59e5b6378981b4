{ system ? builtins.currentSystem, overlays ? [ ], config ? { } }:
let
  pkgs = import <nixpkgs> { inherit system overlays config; };
in pkgs.mkShell { buildInputs = with pkgs; [ hello python3Packages.ipython python3Packages.numpy ]; }
