# Evaluates what there is of some attributes to their derivations.
#
# packages: packages.nix; wanted: the paths of attributes
{
  entry,
  overlays,
  packages,
  wanted,
}:
let
  pkgs = packages { inherit entry overlays; };
  derivation =
    path:
    let
      found = builtins.foldl' (
        value: name: if value != null && value ? ${name} then value.${name} else null
      ) pkgs path;
    in
    found.drvPath or null;
in
builtins.deepSeq (map derivation wanted) true
