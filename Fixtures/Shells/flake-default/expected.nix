{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs }:
    let
      system = "x86_64-linux";
      pkgs = import nixpkgs { inherit system; overlays = [ (import ../overlay.nix) ]; };
    in
    {
      devShells.${system} = {
        default = pkgs.mkShell { packages = [ (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) pkgs.R pkgs.rPackages.graft_r pkgs.rPackages.stringr ]; };
        r = pkgs.mkShell { packages = [ pkgs.R pkgs.rPackages.ggplot2 ]; };
      };
      packages.${system}.default = pkgs.hello;
    };
}
