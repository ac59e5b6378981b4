{
  pkgs ? import <nixpkgs> { },
}:
let
  inherit (pkgs) lib;
  withOwn = self: pkgs.extend (_: prev: lib.recursiveUpdate prev self);
in
lib.fix (
  self:
  lib.packagesFromDirectoryRecursive {
    callPackage = (withOwn self).callPackage;
    directory = ./by-path;
  }
)
