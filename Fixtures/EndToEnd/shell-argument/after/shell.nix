{ pkgs, ... }:
let
  pkgsWithOverlay = pkgs.extend (import ./overlay.nix);
in
pkgs.mkShell {
  buildInputs = [ (pkgsWithOverlay.python3.withPackages (ps: [ ps.leafy ])) ];
}
