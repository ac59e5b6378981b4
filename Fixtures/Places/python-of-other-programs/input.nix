{
  inputs.nixpkgs.url = "nixpkgs";
  outputs =
    { self, nixpkgs }:
    let
      pkgs = nixpkgs.legacyPackages.x86_64-linux;
    in
    {
      packages.x86_64-linux = rec {
        map-python =
          let
            packageOverrides = final: prev: {
              gdal = prev.gdal.override { useTiledb = false; };
            };
          in
          pkgs.python3.override {
            inherit packageOverrides;
            self = map-python;
          };
        viewer = pkgs.callPackage ./viewer.nix { python3 = map-python; };
      };
    };
}
