# Whether packages of nixpkgs evaluate, one item each; what nixpkgs does not have is none of its faults.
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
  usable =
    path:
    let
      found = builtins.foldl' (
        value: name: if value != null && value ? ${name} then value.${name} else null
      ) pkgs path;
    in
    found == null || (builtins.tryEval found.drvPath).success;
in
{
  ready = true;
  items = map usable wanted;
}
