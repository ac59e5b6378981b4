let
  overlay = self: super: { myhello = super.hello; };
  pkgs = import <nixpkgs> { overlays = [ overlay (self: super: { other = self.myhello; }) (import ../overlay.nix) ]; };
in
pkgs.mkShell { buildInputs = with pkgs; [ myhello python3Packages.grafted python3Packages.numpy python3Packages.tabulate R rPackages.graft_r rPackages.stringr ]; }
