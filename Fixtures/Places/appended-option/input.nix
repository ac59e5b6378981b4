{ config, lib, ... }:
{
  options.tools.pkgs = lib.mkOption {
    type = lib.types.pkgs;
    default = config.base.packages.appendOverlays [
      (final: prev: { party = final.callPackage ./party.nix { }; })
    ];
  };
}
