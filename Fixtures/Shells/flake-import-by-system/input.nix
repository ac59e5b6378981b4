{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs }:
    let
      eachSystem = f: nixpkgs.lib.genAttrs [ "x86_64-linux" ] (system: f (import nixpkgs { inherit system; }));
    in
    {
      devShells = eachSystem (pkgs: {
        default = pkgs.mkShell { packages = with pkgs; [ hello ]; };
        other = pkgs.mkShell { };
      });
    };
}
