{
  outputs =
    {
      self,
      nixpkgs,
      addons,
    }:
    let
      addons-overlay = final: prev: { inherit (addons.packages.${final.system}) buildAddon; };
      overlays = [
        addons-overlay
        self.overlays.default
      ];
      pkgs = import nixpkgs {
        inherit overlays;
        system = "x86_64-linux";
      };
    in
    {
      overlays.default = import ./pkgs;
      packages.x86_64-linux = { inherit (pkgs) hello; };
    };
}
