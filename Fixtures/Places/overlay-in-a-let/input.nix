{
  outputs = { self, nixpkgs }:
    let
      party = final: prev: { party = final.callPackage ./party.nix { }; };
      pkgs = import nixpkgs { overlays = [ party ]; };
    in
    {
      overlays.default = party;
      packages.x86_64-linux.default = pkgs.party;
    };
}
