let
  inherit (import <nixpkgs> { overlays = [ (import ../overlay.nix) ]; }) pkgs;
  inherit (pkgs) mkShell python3 R rPackages;
  buildInputs = [ python3.pkgs.grafted python3.pkgs.numpy python3.pkgs.tabulate R rPackages.graft_r rPackages.stringr rPackages.zoo ];
in
mkShell { inherit buildInputs; }
