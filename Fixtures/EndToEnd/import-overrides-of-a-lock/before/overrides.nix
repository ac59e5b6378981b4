{ pkgs }:
final: prev:
let
  inherit (final.python) version;
in
{
  numpy = final.callPackage ./numpy.nix { inherit (prev) numpy; };
  pandas = prev.pandas // { inherit version; };
}
