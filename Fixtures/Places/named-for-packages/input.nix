{ inputs, lib, ... }:
{
  flake.overlays.default =
    pkgsFinal: pkgsPrev:
    lib.importPackagesTree {
      dir = ../pkgs;
      inherit pkgsFinal pkgsPrev;
    };
}
