{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.flake-parts.url = "github:hercules-ci/flake-parts";
  outputs = inputs:
    inputs.flake-parts.lib.mkFlake { inherit inputs; } {
      systems = [ "x86_64-linux" ];
      perSystem =
        { pkgs, system, ... }:
        {
          _module.args.otherPkgs = import inputs.nixpkgs {
            inherit system;
            config.cudaSupport = true;
          };
          _module.args.pkgs = import inputs.nixpkgs { inherit system; overlays = [ (import ../overlay.nix) ]; };
          devShells.default = pkgs.mkShell {
            packages = [ pkgs.git (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ];
          };
        };
    };
}
