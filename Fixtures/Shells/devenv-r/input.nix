{ pkgs, ... }:

let
  r = pkgs.rWrapper.override {
    packages = with pkgs.rPackages; [
      dplyr
      zoo
    ];
  };
in
{
  languages.r = {
    enable = true;
    package = r;
  };
  packages = [ pkgs.git ];
}
