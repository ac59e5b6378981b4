{ pkgs ? import <nixpkgs> { } }:
pkgs.appendOverlays [
  (final: prev: { party = final.callPackage ./party.nix { }; })
]
