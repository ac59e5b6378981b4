let
  pkgs = (import <nixpkgs> { }).appendOverlays [
    (final: prev: { party = final.callPackage ./party.nix { }; })
  ];
in
pkgs.party
