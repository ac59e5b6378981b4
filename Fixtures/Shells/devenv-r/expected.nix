{ pkgs, ... }:

let
  pkgsWithOverlay = pkgs.extend (import ../overlay.nix);
  r = pkgs.rWrapper.override {
    packages = with pkgsWithOverlay.rPackages; [
      dplyr
      graft_r
      stringr
      zoo
    ];
  };
in
{
  languages.r = {
    enable = true;
    package = r;
  };
  packages = [ pkgs.git (pkgsWithOverlay.python3.withPackages (ps: [ ps.grafted ps.tabulate ])) ];
}
