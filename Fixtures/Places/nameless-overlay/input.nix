{ lib, pkgs, ... }:
{
  config = lib.mkIf true { nixpkgs.overlays = [ (_: _: { tool = pkgs.hello; }) ]; };
}
