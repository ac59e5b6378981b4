{ inputs, ... }:
let
  deployPkgs =
    system:
    import inputs.nixpkgs {
      inherit system;
      overlays = [
        inputs.deploy-rs.overlays.default
        (self: super: {
          deploy-rs = {
            inherit (inputs.nixpkgs.legacyPackages.${system}) deploy-rs;
            lib = super.deploy-rs.lib;
          };
        })
      ];
    };
in
{
  flake.deploy.activate = system: (deployPkgs system).deploy-rs.lib.activate.nixos;
}
