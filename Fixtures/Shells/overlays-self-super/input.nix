let
  overlay = self: super: { myhello = super.hello; };
  pkgs = import <nixpkgs> { overlays = [ overlay (self: super: { other = self.myhello; }) ]; };
in
pkgs.mkShell { buildInputs = with pkgs; [ myhello python3Packages.numpy ]; }
