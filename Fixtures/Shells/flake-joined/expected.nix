{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.flake-utils.url = "github:numtide/flake-utils";
  outputs =
    { nixpkgs, flake-utils, ... }:
    {
      nixosModules.default = { };
    }
    // flake-utils.lib.eachDefaultSystem (
      system:
      let
        pkgs = (nixpkgs.legacyPackages.${system}).extend (import ../overlay.nix);
      in
      {
        devShells.default = pkgs.mkShell {
          buildInputs = [ pkgs.git (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ];
        };
      }
    );
}
