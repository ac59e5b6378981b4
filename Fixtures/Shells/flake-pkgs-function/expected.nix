{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  outputs =
    { self, nixpkgs }:
    let
      forAllSystems = nixpkgs.lib.genAttrs [
        "x86_64-linux"
        "aarch64-linux"
      ];
      pkgs =
        system:
        import nixpkgs {
          inherit system;
          config.allowUnfree = true;
          overlays = [ (import ../overlay.nix) ];
        };
    in
    {
      devShells = forAllSystems (
        system: with (pkgs system); {
          default = mkShell {
            buildInputs = [
              cachix
              python3Packages.grafted
              python3Packages.numpy
              python3Packages.tabulate
              R
              rPackages.graft_r
              rPackages.stringr
            ];
          };
        }
      );
    };
}
