{ self, nixpkgs, haumea, ... }:
let
  overlays =
    haumea.lib.load { src = ./overlays; }
    // {
      own = final: prev: { flakeSelf = self; };
    };
in
{
  inherit overlays;
}
