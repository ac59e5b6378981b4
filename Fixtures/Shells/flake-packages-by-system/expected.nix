{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs }:
    let
      forAllSystems = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ];
      pkgs = forAllSystems (system: (nixpkgs.legacyPackages.${system}).extend (import ../overlay.nix));
    in
    {
      devShells = forAllSystems (system: {
        default = pkgs.${system}.mkShell {
          packages = with pkgs.${system}; [ hello (python3.withPackages (ps: [ ps.grafted ps.tabulate ])) R rPackages.graft_r rPackages.stringr ];
        };
      });
    };
}
