{
  outputs =
    { self, ... }:
    let
      nixpkgs = self.inputs.${import ./which.nix};
      overlay = final: prev: import ./overlay.nix final prev // { tool = final.hello; };
      packages = system: nixpkgs.legacyPackages.${system}.extend overlay;
    in
    {
      overlays.default = overlay;
      legacyPackages = nixpkgs.lib.genAttrs [ "x86_64-linux" ] packages;
    };
}
