{
  outputs = inputs@{ flake-parts, ... }:
    flake-parts.lib.mkFlake { inherit inputs; } {
      imports = [ inputs.devshell.flakeModule ];
      systems = [ "x86_64-linux" ];
      perSystem = { pkgs, ... }: let
        pkgsWithOverlay = pkgs.extend (import ../overlay.nix);
      in {
        devshells.default = {
          packages = [ pkgs.git (pkgsWithOverlay.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) (pkgsWithOverlay.rWrapper.override {
            packages = [
              pkgsWithOverlay.rPackages.graft_r
              pkgsWithOverlay.rPackages.stringr
            ];
          }) ];
          commands = [ { package = pkgs.jq; } ];
        };
      };
    };
}
