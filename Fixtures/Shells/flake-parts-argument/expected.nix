{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.flake-parts.url = "github:hercules-ci/flake-parts";
  outputs = inputs@{ flake-parts, ... }:
    flake-parts.lib.mkFlake { inherit inputs; } {
      systems = [ "x86_64-linux" ];
      perSystem = { pkgs, ... }: let
        pkgsWithOverlay = pkgs.extend (import ../overlay.nix);
      in {
        devShells.default = pkgs.mkShell {
          packages = [ pkgs.git (pkgsWithOverlay.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) pkgsWithOverlay.R pkgsWithOverlay.rPackages.graft_r pkgsWithOverlay.rPackages.stringr ];
        };
      };
    };
}
