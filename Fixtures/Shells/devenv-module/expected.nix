{ pkgs, lib, config, ... }:

let
  pkgsWithOverlay = pkgs.extend (import ../overlay.nix);
in
{
  packages = [ pkgs.git (pkgsWithOverlay.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) (pkgsWithOverlay.rWrapper.override {
    packages = [
      pkgsWithOverlay.rPackages.graft_r
      pkgsWithOverlay.rPackages.stringr
    ];
  }) ];

  enterShell = ''
    git --version
  '';
}
