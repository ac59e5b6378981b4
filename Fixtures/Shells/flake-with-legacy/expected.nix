{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs }:
    let system = "x86_64-linux"; in
    {
      devShells.${system}.default = with (nixpkgs.legacyPackages.${system}).extend (import ../overlay.nix); mkShell {
        packages = [ hello (python3.withPackages (ps: [ ps.grafted ps.tabulate ])) R rPackages.graft_r rPackages.stringr ];
      };
    };
}
