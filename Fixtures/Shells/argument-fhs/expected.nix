{ pkgs, ... }:
(pkgs.buildFHSEnv {
  name = "fhs";
  targetPkgs = pkgs: let
    pkgsWithOverlay = pkgs.extend (import ../overlay.nix);
  in [ pkgs.zlib (pkgsWithOverlay.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) (pkgsWithOverlay.rWrapper.override {
    packages = [
      pkgsWithOverlay.rPackages.graft_r
      pkgsWithOverlay.rPackages.stringr
    ];
  }) ];
}).env
