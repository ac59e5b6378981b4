{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  outputs =
    { self, nixpkgs }:
    let
      forAllSystems = nixpkgs.lib.genAttrs [ "x86_64-linux" ];
      pkgsFor = system: import nixpkgs { inherit system; overlays = [ (import ../overlay.nix) ]; };
      perSystem = f: forAllSystems (system: f (pkgsFor system));
    in
    {
      devShells = perSystem (pkgs: {
        default = pkgs.mkShell {
          packages = (with pkgs; [ statix R rPackages.graft_r rPackages.stringr ]) ++ [
            (pkgs.python3.withPackages (ps: [ ps.grafted ps.numpy ps.tabulate ]))
          ];
        };
      });
    };
}
