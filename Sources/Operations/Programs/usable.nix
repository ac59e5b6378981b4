# Whether packages of nixpkgs evaluate, one item each; what nixpkgs does not have is none of its faults.
#
# packages: packages.nix, or nixpkgs as its own configuration has it, which may refuse a licence;
# wanted: the paths of attributes
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
    found == null || (builtins.tryEval found.drvPath).success || isUnfree found;
  isUnfree =
    package:
    let
      result = builtins.tryEval (package.meta.unfree or false);
    in
    result.success && result.value == true;
in
{
  ready = true;
  items = map usable wanted;
}
