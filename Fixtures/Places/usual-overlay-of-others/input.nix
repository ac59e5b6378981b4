{
  outputs =
    { self, nixpkgs, ... }:
    {
      overlays.tools = final: prev: { tools = prev.callPackage packages/tools { }; };
      overlays.default = nixpkgs.lib.composeManyExtensions [
        (import overlays/packages.nix)
        self.overlays.tools
      ];
    };
}
