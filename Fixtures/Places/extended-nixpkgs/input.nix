{ pkgs ? import <nixpkgs> { } }:
let
  party = final: prev: { party = final.callPackage ./party.nix { }; };
in
pkgs.extend party
