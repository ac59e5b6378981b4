{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs }:
    let
      eachSystem = f: nixpkgs.lib.genAttrs [ "x86_64-linux" ] (system: f (import nixpkgs { inherit system; overlays = [ (import ../overlay.nix) ]; }));
    in
    {
      devShells = eachSystem (pkgs: {
        default = pkgs.mkShell { packages = with pkgs; [ hello (python3.withPackages (ps: [ ps.grafted ps.tabulate ])) R rPackages.graft_r rPackages.stringr ]; };
        other = pkgs.mkShell { };
      });
    };
}
