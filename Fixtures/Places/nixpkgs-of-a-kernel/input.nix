{ self, system, ... }:
let
  makeKernel =
    {
      pkgs ? self.inputs.nixpkgs.legacyPackages.${system},
      name ? "kernel",
    }:
    let
      pkgs' = import self.inputs.nixpkgs-stable.outPath {
        inherit system;
        overlays = [ (final: prev: { nodejs-16_x = prev.nodejs; }) ];
      };
    in
    pkgs.callPackage ./kernel.nix { inherit (pkgs') nodejs; };
in
{
  kernels.default = makeKernel { };
}
