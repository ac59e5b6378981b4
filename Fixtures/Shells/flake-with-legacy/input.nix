{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs }:
    let system = "x86_64-linux"; in
    {
      devShells.${system}.default = with nixpkgs.legacyPackages.${system}; mkShell {
        packages = [ hello ];
      };
    };
}
