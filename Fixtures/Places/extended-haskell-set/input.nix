{ pkgs ? import <nixpkgs> { } }:
let
  overlay = final: prev: { party = final.callPackage ./party.nix { }; };
in
pkgs.haskellPackages.extend overlay
