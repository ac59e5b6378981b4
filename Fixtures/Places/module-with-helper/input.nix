{ config, lib, pkgs, ... }:
let
  mkUser = name: uid: { isNormalUser = true; inherit uid; home = "/home/${name}"; };
in
{
  users.users.kim = mkUser "kim" 1000;

  nixpkgs.overlays = [
    (final: prev: {
      greeting = prev.hello;
    })
  ];
}
