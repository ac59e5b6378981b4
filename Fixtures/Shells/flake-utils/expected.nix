{
  description = "my flake";
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.flake-utils.url = "github:numtide/flake-utils";
  outputs = { self, nixpkgs, flake-utils }:
    flake-utils.lib.eachDefaultSystem (system:
      let pkgs = (nixpkgs.legacyPackages.${system}).extend (import ../overlay.nix); in {
        devShells.default = pkgs.mkShell {
          packages = with pkgs; [ (python3.withPackages (ps: with ps; [ grafted numpy tabulate ])) R rPackages.graft_r rPackages.stringr ];
        };
      });
}
