{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs }:
    let
      system = "x86_64-linux";
      pkgs = import nixpkgs { inherit system; };
    in
    {
      devShells.${system} = {
        default = pkgs.mkShell { packages = [ pkgs.python3 ]; };
        r = pkgs.mkShell { packages = [ pkgs.R pkgs.rPackages.ggplot2 ]; };
      };
      packages.${system}.default = pkgs.hello;
    };
}
