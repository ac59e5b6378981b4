# A stand-in for nixpkgs; see README.md.
import ./pkgs/top-level/impure.nix
