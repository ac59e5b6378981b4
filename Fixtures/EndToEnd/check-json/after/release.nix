# One job for each package of the overlay, written by nixgraft.
#
#   nix-build release.nix -A python
#   nix-eval-jobs release.nix
#
# Hydra takes it as it is, with a nixpkgs as input; write it again when the overlay changes.
{
  nixpkgs ? <nixpkgs>,
  system ? builtins.currentSystem,
}:
let
  pkgs = import nixpkgs {
    inherit system;
    overlays = [ (import ./overlay.nix) ];
  };
in
{
  python = {
    recurseForDerivations = true;
    inherit (pkgs.python3Packages)
      darwinish
      graftling
      leafy
      ;
  };
}
