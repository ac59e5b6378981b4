{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.devshell.url = "github:numtide/devshell";
  outputs = { self, nixpkgs, devshell }:
    let
      pkgs = import nixpkgs { system = "x86_64-linux"; overlays = [ devshell.overlays.default (import ../overlay.nix) ]; };
    in
    {
      devShells.x86_64-linux.default = pkgs.devshell.mkShell {
        devshell.name = "party";
        devshell.packages = [
          (pkgs.python3.withPackages (ps: [ ps.grafted ps.tabulate ]))
          (pkgs.rWrapper.override {
            packages = [
              pkgs.rPackages.graft_r
              pkgs.rPackages.stringr
            ];
          })
        ];
      };
    };
}
