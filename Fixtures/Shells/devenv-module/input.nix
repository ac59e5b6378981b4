{ pkgs, lib, config, ... }:

{
  packages = [ pkgs.git ];

  enterShell = ''
    git --version
  '';
}
