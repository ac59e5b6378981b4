{
  outputs = inputs@{ flake-parts, ... }:
    flake-parts.lib.mkFlake { inherit inputs; } {
      imports = [ inputs.devenv.flakeModule ];
      systems = [ "x86_64-linux" ];
      perSystem = { pkgs, system, ... }: {
        _module.args.pkgs = import inputs.nixpkgs { inherit system; overlays = [ (import ../overlay.nix) ]; };
        devenv.shells.default = {
          languages.python.package = pkgs.python3.withPackages (ps: [ ps.grafted ps.numpy ps.tabulate ]);
          packages = [ pkgs.git (pkgs.rWrapper.override {
            packages = [
              pkgs.rPackages.graft_r
              pkgs.rPackages.stringr
            ];
          }) ];
        };
      };
    };
}
