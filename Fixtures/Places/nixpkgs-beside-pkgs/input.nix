{
  self,
  system,
  pkgs ? self.inputs.nixpkgs.legacyPackages.${system},
}:
let
  pkgs' = import self.inputs.nixpkgs-stable {
    inherit system;
    overlays = [ (final: prev: { nodejs-old = prev.nodePackages.nodejs; }) ];
  };
in
pkgs.callPackage ./kernel.nix { npmlock = pkgs'.callPackage ./npmlock.nix { }; }
