{
  inputs.nixpkgs.url = "nixpkgs";
  outputs =
    { self, nixpkgs }:
    let
      mkHost = host: system: {
        name = host;
        value = nixpkgs.lib.nixosSystem { inherit system; };
      };
    in
    {
      nixosConfigurations = builtins.listToAttrs [ (mkHost "ada" "x86_64-linux") ];
      overlays.default = final: prev: {
        greeting = prev.hello;
      };
    };
}
